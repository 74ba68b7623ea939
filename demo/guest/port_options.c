// SPDX-License-Identifier: GPL-2.0
/*
 * UDP ports of tunnels. The program reads them, and so does the reader that says what
 * the program has to find in a capture: both get the same. The demo's own sender uses
 * them, too.
 */
#include <stddef.h>

#include "port_options.h"
#include "bpf/tunnel_ports.h"
#include "qemu/common/error.h"

const char *port_texts[PORT_OPTIONS];
struct tunnel_ports demo_ports = TUNNEL_PORTS_DEFAULT;

static const struct {
	const char *option;
	__u16 *ports;
	int max;
} options[PORT_OPTIONS] = {
	[PORT_VXLAN] = {
		"--vxlan-port", demo_ports.vxlan, TUNNEL_VXLAN_PORTS
	},
	[PORT_GENEVE] = { "--geneve-port", &demo_ports.geneve, 1 },
	[PORT_GUE] = { "--gue-port", &demo_ports.gue, 1 },
	[PORT_FOU] = { "--fou-port", &demo_ports.fou, 1 },
};

/** ports_read() - take the ports of the command line, which are in port_texts */
void ports_read(void)
{
	for (int i = 0; i < PORT_OPTIONS; i++)
		if (port_texts[i] &&
		    !tunnel_read_ports(port_texts[i], options[i].ports,
				       options[i].max))
			die("%s %s: want 1 to 65535", options[i].option,
			    port_texts[i]);
}

/**
 * port_args() - give the same ports to rxmeta
 * @args: %PORT_ARGS arguments, filled in; the last one is %NULL
 */
void port_args(const char **args)
{
	for (int i = 0; i < PORT_OPTIONS; i++) {
		if (!port_texts[i])
			continue;
		*args++ = options[i].option;
		*args++ = port_texts[i];
	}
	*args = NULL;
}

/**
 * port_of_sender() - to which port the demo's sender sends
 * @option: the kind of tunnel, not %PORT_NONE
 *
 * Return: the first port that the program reads as such a tunnel.
 */
__u16 port_of_sender(enum port_option option)
{
	return option == PORT_MPLS ? TUNNEL_MPLS_PORT : *options[option].ports;
}
