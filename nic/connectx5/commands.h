/* SPDX-License-Identifier: GPL-2.0 */
/* The commands that the card knows. */
#ifndef CX5_COMMANDS_H
#define CX5_COMMANDS_H

#include <linux/types.h>

struct cx5;

typedef u8 (*cx5_handler)(struct cx5 *cx5, const u8 *in, u32 inlen, u8 *out,
			  u32 outlen);

/* Declares or defines a handler. The header of each object has its handlers. */
#define CX5_HANDLER(name) \
	u8 name(struct cx5 *cx5, const u8 *in, u32 inlen, u8 *out, u32 outlen)

/**
 * struct cx5_command - a command
 * @opcode: MLX5_CMD_OP_...
 * @name: its name in traces
 * @in: the least bytes of its input
 * @out: the least bytes of its output
 * @run: the handler; returns MLX5_CMD_STAT_..., and fills @out if that is OK
 */
struct cx5_command {
	u16 opcode;
	const char *name;
	u32 in, out;
	cx5_handler run;
};

const struct cx5_command *cx5_command_find(u16 opcode);
u8 cx5_command_exec(struct cx5 *cx5, const u8 *in, u32 inlen, u8 *out,
		    u32 outlen);

#endif /* CX5_COMMANDS_H */
