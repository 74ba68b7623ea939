/* SPDX-License-Identifier: GPL-2.0 */
/* Faults that the control socket asks for, of any card. */
#ifndef NIC_COMMAND_FAULT_H
#define NIC_COMMAND_FAULT_H

#include "nic/control_line.h"

/**
 * struct nic_command_fault - a command that is to fail
 * @after: the N-th command from now on, 0: none
 * @opcode: only commands of this opcode count, 0: all
 * @status: its status, as the card answers it
 */
struct nic_command_fault {
	u32 after;
	u16 opcode;
	u8 status;
};

const char *nic_line_fail(struct nic_line *line,
			  struct nic_command_fault *fault);
u8 nic_command_fault(struct nic_command_fault *fault, u16 opcode);

/* Whether the next N of something have a fault, of which this is one */
static inline bool nic_fault_hits(u32 *count)
{
	if (!*count)
		return false;
	--*count;
	return true;
}

#endif /* NIC_COMMAND_FAULT_H */
