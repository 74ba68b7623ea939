/* SPDX-License-Identifier: GPL-2.0 */
/* The lines of the control socket that each card has. */
#ifndef NIC_COMMON_LINES_H
#define NIC_COMMON_LINES_H

struct nic;

void nic_line(struct nic *nic, const char *text);

#endif /* NIC_COMMON_LINES_H */
