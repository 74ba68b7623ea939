/* SPDX-License-Identifier: GPL-2.0 */
/* Port and management registers. */
#ifndef CX5_PORT_REGISTERS_H
#define CX5_PORT_REGISTERS_H

#include "commands.h"

CX5_HANDLER(cx5_access_reg);

#endif /* CX5_PORT_REGISTERS_H */
