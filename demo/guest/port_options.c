// SPDX-License-Identifier: GPL-2.0
/*
 * UDP ports of tunnels, and the kinds that are read. The program reads by them, and so does
 * the reader that says what the program has to find in a capture: both get the same. The
 * demo's own sender uses the ports, too.
 */
#include <stddef.h>
#include <stdlib.h>

#include "port_options.h"
#include "bpf/rxmeta/counter_names.h"
#include "bpf/tunnel_ports.h"
#include "qemu/common/error.h"

struct tunnel_options tunnel_options;
struct tunnel_ports demo_ports = TUNNEL_PORTS_DEFAULT;
__u32 demo_passed_kinds;

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
	[PORT_VXLAN_GPE] = { "--vxlan-gpe-port", &demo_ports.vxlan_gpe, 1 },
	[PORT_GTP] = { "--gtp-port", &demo_ports.gtp, 1 },
	[PORT_L2TP] = { "--l2tp-port", &demo_ports.l2tp, 1 },
	[PORT_MPLS] = { "--mpls-port", &demo_ports.mpls, 1 },
};

static void read_l2tp_header(const char *text)
{
	char *end;
	unsigned long len = strtoul(text, &end, 10);

	if (*text < '0' || *text > '9' || *end || len > TUNNEL_L2TP_HEADER_MAX)
		die("--l2tp-header %s: want 0 to %d", text, TUNNEL_L2TP_HEADER_MAX);
	demo_ports.l2tp_header = len;
}

/** ports_read() - take what the command line says, which is in tunnel_options */
void ports_read(void)
{
	const struct tunnel_options *given = &tunnel_options;

	for (int i = 0; i < PORT_OPTIONS; i++)
		if (given->port[i] &&
		    !tunnel_read_ports(given->port[i], options[i].ports,
				       options[i].max))
			die("%s %s: want 1 to 65535", options[i].option,
			    given->port[i]);
	if (given->l2tp_header)
		read_l2tp_header(given->l2tp_header);
	if (given->kinds && !kinds_read(given->kinds, &demo_passed_kinds))
		die("--kinds %s: 'rxmeta attach --kinds' lists them", given->kinds);
}

static const char **add_arg(const char **args, const char *option,
			    const char *value)
{
	if (!value)
		return args;
	*args++ = option;
	*args++ = value;
	return args;
}

/**
 * port_args() - give the same to rxmeta
 * @args: %PORT_ARGS arguments, filled in; the last one is %NULL
 */
void port_args(const char **args)
{
	for (int i = 0; i < PORT_OPTIONS; i++)
		args = add_arg(args, options[i].option, tunnel_options.port[i]);
	args = add_arg(args, "--l2tp-header", tunnel_options.l2tp_header);
	args = add_arg(args, "--kinds", tunnel_options.kinds);
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
	return *options[option].ports;
}
