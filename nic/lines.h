/* SPDX-License-Identifier: GPL-2.0 */
/* Lines of text for the machine: traces, and answers to control lines. */
#ifndef NIC_LINES_H
#define NIC_LINES_H

struct nic;

void nic_trace(struct nic *nic, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));
void nic_say(struct nic *nic, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

#endif /* NIC_LINES_H */
