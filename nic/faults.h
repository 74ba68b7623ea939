/* SPDX-License-Identifier: GPL-2.0 */
/* Faults that the control socket asks for, of any card. */
#ifndef NIC_FAULTS_H
#define NIC_FAULTS_H

#include <stdbool.h>
#include <stdint.h>

struct nic;

/**
 * struct nic_faults - the faults that are pending
 * @command: the N-th command from now on fails, 0: none
 * @opcode: only commands of this opcode count, 0: all
 * @status: the status of that command, as the card answers it
 * @drop_irq: the next N interrupts are lost
 */
struct nic_faults {
	uint32_t command;
	uint16_t opcode;
	uint8_t status;
	uint32_t drop_irq;
};

uint8_t nic_command_fault(struct nic *nic, uint16_t opcode);

/* Whether this is one of the next @count that have a fault; counts down */
static inline bool nic_fault_hits(uint32_t *count)
{
	if (!*count)
		return false;
	--*count;
	return true;
}

#endif /* NIC_FAULTS_H */
