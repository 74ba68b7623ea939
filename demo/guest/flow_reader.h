/* SPDX-License-Identifier: GPL-2.0 */
/* The reader's user includes libc's types; the reader itself has vmlinux.h's. */
#ifndef DEMO_GUEST_FLOW_READER_H
#define DEMO_GUEST_FLOW_READER_H

struct flow;
struct tunnel_ports;

int flow_read(const void *frame, unsigned int len,
	      const struct tunnel_ports *ports, unsigned int passed_kinds,
	      struct flow *flow);

#endif
