// SPDX-License-Identifier: GPL-2.0
/* Commands that fail because the control socket asks for it. */
#include "command_fault.h"

#define U32_MAX		0xffffffffU

/**
 * nic_line_fail() - read the control line "fail N STATUS [OPCODE]"
 * @line: the line
 * @fault: gets what it says
 *
 * Return: an error message, or NULL.
 */
const char *nic_line_fail(struct nic_line *line,
			  struct nic_command_fault *fault)
{
	u64 n, status, opcode = 0;

	if (line->n < 3 || line->n > 4 ||
	    !nic_line_number(line->word[1], U32_MAX, &n) ||
	    !nic_line_number(line->word[2], 255, &status) || !status ||
	    (line->n > 3 && !nic_line_number(line->word[3], 0xffff, &opcode)))
		return "want fail N STATUS [OPCODE]";
	fault->after = n;
	fault->status = status;
	fault->opcode = opcode;
	return NULL;
}

/**
 * nic_command_fault() - whether a command is to fail
 * @fault: the fault; counts the command
 * @opcode: the command
 *
 * Return: the status, or 0: execute the command.
 */
u8 nic_command_fault(struct nic_command_fault *fault, u16 opcode)
{
	if (!fault->after || (fault->opcode && fault->opcode != opcode))
		return 0;
	return --fault->after ? 0 : fault->status;
}
