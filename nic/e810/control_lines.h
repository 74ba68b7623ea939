/* SPDX-License-Identifier: GPL-2.0 */
/* The lines of the control socket that only this card has. */
#ifndef E810_CONTROL_LINES_H
#define E810_CONTROL_LINES_H

#include "nic/control_line.h"

extern const struct nic_line_command e810_commands[];

#endif /* E810_CONTROL_LINES_H */
