/* SPDX-License-Identifier: GPL-2.0 */
#ifndef DEMO_GUEST_PORT_OPTIONS_H
#define DEMO_GUEST_PORT_OPTIONS_H

#include "bpf/tunnel.h"

/* Tunnels that a UDP port tells apart. PORT_MPLS is no option: it is always 6635. */
enum port_option {
	PORT_NONE,
	PORT_VXLAN,
	PORT_GENEVE,
	PORT_GUE,
	PORT_FOU,
	PORT_OPTIONS,
	PORT_MPLS = PORT_OPTIONS
};

/* Arguments of rxmeta, with a NULL behind them */
#define PORT_ARGS	(2 * PORT_OPTIONS + 1)

/* FOU has no port of its own, so the demo's sender needs one. */
#define PORT_FOU_SENDER	"5555"

extern const char *port_texts[PORT_OPTIONS];
extern struct tunnel_ports demo_ports;

void ports_read(void);
void port_args(const char **args);
__u16 port_of_sender(enum port_option option);

#endif
