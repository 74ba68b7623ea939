/* SPDX-License-Identifier: GPL-2.0 */
#ifndef DEMO_GUEST_PORT_OPTIONS_H
#define DEMO_GUEST_PORT_OPTIONS_H

#include "bpf/tunnel.h"

enum port_option {
	PORT_VXLAN,
	PORT_GENEVE,
	PORT_GUE,
	PORT_FOU,
	PORT_OPTIONS
};

/* Arguments of rxmeta, with a NULL behind them */
#define PORT_ARGS	(2 * PORT_OPTIONS + 1)

extern const char *port_texts[PORT_OPTIONS];
extern struct tunnel_ports demo_ports;

void ports_read(void);
void port_args(const char **args);

#endif
