/* SPDX-License-Identifier: GPL-2.0 */
/* Faults that the control socket asks for. */
#ifndef E810_FAULT_COUNTERS_H
#define E810_FAULT_COUNTERS_H

#include "nic/command_fault.h"

/**
 * struct e810_faults - the faults that are pending
 * @command: the command that is to fail
 * @rx_error: the next N received frames have the error bit
 * @drop_irq: the next N interrupts are lost
 * @drop_writeback: the next N completions of transmit descriptors are lost
 */
struct e810_faults {
	struct nic_command_fault command;
	u32 rx_error;
	u32 drop_irq;
	u32 drop_writeback;
};

#endif /* E810_FAULT_COUNTERS_H */
