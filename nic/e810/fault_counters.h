/* SPDX-License-Identifier: GPL-2.0 */
/* Faults that the control socket asks for. */
#ifndef E810_FAULT_COUNTERS_H
#define E810_FAULT_COUNTERS_H

#include <linux/types.h>

/**
 * struct e810_faults - the faults that are pending
 * @fail_command: the N-th command from now on fails, 0: none
 * @fail_opcode: only commands of this opcode count, 0: all
 * @fail_status: the status of that command
 * @rx_error: the next N received frames have the error bit
 * @drop_irq: the next N interrupts are lost
 * @drop_writeback: the next N completions of transmit descriptors are lost
 */
struct e810_faults {
	u32 fail_command;
	u16 fail_opcode;
	u16 fail_status;
	u32 rx_error;
	u32 drop_irq;
	u32 drop_writeback;
};

#endif /* E810_FAULT_COUNTERS_H */
