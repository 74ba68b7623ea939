/* SPDX-License-Identifier: GPL-2.0 */
/* The control socket. */
#ifndef CX5_CONTROL_H
#define CX5_CONTROL_H

struct cx5;
struct nic;

void cx5_control(struct nic *nic, const char *line);

/* inject.c */
const char *cx5_inject(struct cx5 *cx5, int n, char **word);

#endif /* CX5_CONTROL_H */
