/* SPDX-License-Identifier: GPL-2.0 */
/* The control socket. */
#ifndef E810_CONTROL_LINES_H
#define E810_CONTROL_LINES_H

struct nic;

void e810_control(struct nic *nic, const char *line);

#endif /* E810_CONTROL_LINES_H */
