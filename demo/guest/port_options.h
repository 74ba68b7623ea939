/* SPDX-License-Identifier: GPL-2.0 */
#ifndef DEMO_GUEST_PORT_OPTIONS_H
#define DEMO_GUEST_PORT_OPTIONS_H

#include "bpf/tunnel.h"

/* Tunnels that a UDP port tells apart */
enum port_option {
	PORT_NONE,
	PORT_VXLAN,
	PORT_GENEVE,
	PORT_GUE,
	PORT_FOU,
	PORT_VXLAN_GPE,
	PORT_GTP,
	PORT_L2TP,
	PORT_MPLS,
	PORT_OPTIONS
};

/* Arguments of rxmeta, --l2tp-header and --kinds among them, with a NULL behind them */
#define PORT_ARGS	(2 * (PORT_OPTIONS + 2) + 1)

/* FOU has no port of its own, so the demo's sender needs one. */
#define PORT_FOU_SENDER	"5555"

/**
 * struct tunnel_options - how the program tells tunnels apart, on the command line
 * @port: UDP ports of each kind, or %NULL for the usual ones
 * @l2tp_header: length of a header of L2TPv3, or %NULL
 * @kinds: the kinds that it reads, or %NULL for all
 */
struct tunnel_options {
	const char *port[PORT_OPTIONS];
	const char *l2tp_header;
	const char *kinds;
};

extern struct tunnel_options tunnel_options;
extern struct tunnel_ports demo_ports;
extern __u32 demo_passed_kinds;

void ports_read(void);
void port_args(const char **args);
__u16 port_of_sender(enum port_option option);

#endif
