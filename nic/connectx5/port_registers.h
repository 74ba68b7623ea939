/* SPDX-License-Identifier: GPL-2.0 */
/* Port and management registers. */
#ifndef CX5_PORT_REGISTERS_H
#define CX5_PORT_REGISTERS_H

#include "commands.h"

/**
 * CX5_REGISTER() - declare or begin the function of a register
 * @name: the function
 *
 * @cx5: the card
 * @reg: what the driver wrote; gets the answer. It has CX5_REG_ROOM bytes.
 * @write: write the register; otherwise only read it
 *
 * Return: MLX5_CMD_STAT_...
 */
#define CX5_REGISTER(name) u8 name(struct cx5 *cx5, u8 *reg, bool write)

/* Room for the longest register, whatever length the guest gives */
#define CX5_REG_ROOM	(CX5_BYTES(ppcnt_reg) + 512)

CX5_HANDLER(cx5_access_reg);

#endif /* CX5_PORT_REGISTERS_H */
