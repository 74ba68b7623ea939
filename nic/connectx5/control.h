/* SPDX-License-Identifier: GPL-2.0 */
/* The control socket. */
#ifndef CX5_CONTROL_H
#define CX5_CONTROL_H

struct nic;

void cx5_control(struct nic *nic, const char *line);

#endif /* CX5_CONTROL_H */
