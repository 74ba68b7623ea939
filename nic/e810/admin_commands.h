/* SPDX-License-Identifier: GPL-2.0 */
/* The commands of the admin queue. */
#ifndef E810_ADMIN_COMMANDS_H
#define E810_ADMIN_COMMANDS_H

#include "ice_format.h"

struct e810;

/**
 * struct e810_command - a command of the admin queue
 * @desc: the descriptor; the handler may write the answer to its parameters
 * @len: bytes of the buffer
 * @out: bytes of the answer in @buf, negative: no answer there
 * @buf: the buffer: the driver's data, or zeros if it sent none
 */
struct e810_command {
	struct AQ_STRUCT(aq_desc) *desc;
	u16 len;
	s32 out;
	u8 buf[AQ_BUFFER_MAX] __aligned(8);
};

/* The parameters of @cmd, as a struct of the driver's headers */
#define E810_PARAMS(cmd, name) \
	((struct ice_aqc_ ## name *)(cmd)->desc->params.raw)
#define E810_LIBIE_PARAMS(cmd, name) \
	((struct AQ_STRUCT(aqc_ ## name) *)(cmd)->desc->params.raw)

/* A handler returns an error code, AQ_RC(). */
#define E810_HANDLER(name) \
	u16 name(struct e810 *card, struct e810_command *cmd)

/* The answer is @len bytes of the buffer, as far as the driver's has room. */
static inline void e810_answer(struct e810_command *cmd, u32 len)
{
	cmd->out = min(len, (u32)cmd->len);
}

u16 e810_firmware_run(struct e810 *card, struct AQ_STRUCT(aq_desc) *desc);

#endif /* E810_ADMIN_COMMANDS_H */
