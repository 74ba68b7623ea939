/* SPDX-License-Identifier: GPL-2.0 */
/* The lines of the control socket that only this card has. */
#ifndef CX5_CONTROL_LINES_H
#define CX5_CONTROL_LINES_H

#include "nic/control_line.h"

extern const struct nic_line_command cx5_commands[];

#endif /* CX5_CONTROL_LINES_H */
