// SPDX-License-Identifier: GPL-2.0
/* The demo in the guest: the kinds of tunnel, and both ends of one. */
#include <stdio.h>
#include <string.h>

#include "topology.h"

#define VLANS_BELOW_DEV		"below"
#define VLANS_INSIDE_DEV	"inside"
#define MPLS_SYSCTL		"/proc/sys/net/mpls/"

#define TUNNEL(name, alias, title, words, sender_words, route, outer, inner, \
	       flags, kind, wire) \
	{ name, alias, title, words, sender_words, route, outer, inner, flags, \
	  kind, wire },

const struct tunnel tunnels[] = {
#include "tunnel_kinds.def"
	{ }
};

struct end {
	const char *outer4, *outer6, *inner4, *inner6, *mac, *nic, *nic_mac;
};

static const struct end sender = {
	OUTER4_SENDER, OUTER6_SENDER, INNER4_SENDER, INNER6_SENDER,
	"02:00:00:00:02:01", NIC_SENDER, MAC_SENDER,
};

/* The sender knows this end's NIC by the MAC address of the one before. */
static const struct end receiver = {
	OUTER4_RECEIVER, OUTER6_RECEIVER, INNER4_RECEIVER, INNER6_RECEIVER,
	"02:00:00:00:02:02", VETH_FAR, MAC_XDP,
};

/**
 * tunnel_find() - find a kind of tunnel
 * @name: its name, or its other name
 *
 * Return: the tunnel, or %NULL.
 */
const struct tunnel *tunnel_find(const char *name)
{
	const struct tunnel *tunnel;

	for (tunnel = tunnels; tunnel->name; tunnel++)
		if (!strcmp(name, tunnel->name) ||
		    (*name && !strcmp(name, tunnel->alias)))
			return tunnel;
	return NULL;
}

static void add_vlans(FILE *batch, const char *dev, const char *name)
{
	fprintf(batch, "link add link %s name %s1 type vlan proto 802.1ad id 100\n"
		"link add link %s1 name %s2 type vlan proto 802.1Q id 200\n"
		"link set %s1 arp off up\n"
		"link set %s2 arp off up\n",
		dev, name, name, name, name, name);
}

/* What is outside goes by the VLANs; it is still addressed to the NIC. */
static void add_vlans_below(FILE *batch, const struct end *here,
			    const struct end *there)
{
	add_vlans(batch, here->nic, VLANS_BELOW_DEV);
	fprintf(batch, "route add %s/32 dev %s2\n"
		"route add %s/128 dev %s2\n"
		"neighbour add %s lladdr %s nud permanent dev %s2\n"
		"neighbour add %s lladdr %s nud permanent dev %s2\n",
		there->outer4, VLANS_BELOW_DEV, there->outer6, VLANS_BELOW_DEV,
		there->outer4, there->nic_mac, VLANS_BELOW_DEV,
		there->outer6, there->nic_mac, VLANS_BELOW_DEV);
}

static void add_device(FILE *batch, const struct tunnel *tunnel,
		       const struct end *here, const struct end *there)
{
	bool six = tunnel->outer == 6;

	fprintf(batch, "link add %s type %s %s", TUNNEL_DEV, tunnel->words,
		here == &sender ? tunnel->sender_words : "");
	if (!(tunnel->flags & (NO_LOCAL | ROUTED)))
		fprintf(batch, " local %s", six ? here->outer6 : here->outer4);
	if (!(tunnel->flags & ROUTED))
		fprintf(batch, " remote %s ttl 64",
			six ? there->outer6 : there->outer4);
	fputc('\n', batch);
	if (tunnel->flags & ETHERNET)
		fprintf(batch, "link set %s address %s\n", TUNNEL_DEV,
			here->mac);
	fprintf(batch, "link set %s arp off up\n", TUNNEL_DEV);
	if (tunnel->flags & VLANS_INSIDE)
		add_vlans(batch, TUNNEL_DEV, VLANS_INSIDE_DEV);
}

static void add_address(FILE *batch, const struct tunnel *tunnel,
			const char *here, const char *there,
			const struct end *far)
{
	const char *dev = tunnel->flags & VLANS_INSIDE ? VLANS_INSIDE_DEV "2" :
							 TUNNEL_DEV;
	bool six = strchr(here, ':');

	fprintf(batch, "address add %s/%s dev %s %s\n", here, six ? "64" : "24",
		dev, six ? "nodad" : "");
	if (tunnel->flags & ETHERNET)
		fprintf(batch, "neighbour add %s lladdr %s nud permanent dev %s\n",
			there, far->mac, dev);
	if (*tunnel->route && far == &receiver)
		fprintf(batch, "route add %s/%s encap %s dev %s\n", there,
			six ? "128" : "32", tunnel->route, dev);
}

static void make_end(int ns, const struct tunnel *tunnel,
		     const struct end *here, const struct end *there)
{
	FILE *batch = ip_begin();

	if (tunnel->flags & VLANS_BELOW)
		add_vlans_below(batch, here, there);
	if (tunnel->flags & FOU && here == &receiver)
		fputs("fou add port " MPLS_UDP_PORT " ipproto " MPLS_PROTO "\n",
		      batch);
	add_device(batch, tunnel, here, there);
	if (tunnel->inner & INNER4)
		add_address(batch, tunnel, here->inner4, there->inner4, there);
	if (tunnel->inner & INNER6)
		add_address(batch, tunnel, here->inner6, there->inner6, there);
	ip_run(batch, ns);
}

/* Takes both labels off, one after the other; each time the packet comes in
 * anew, by the loopback device.
 */
static void receive_labels(const struct topology *topo)
{
	enter(topo->receiver);
	write_file(MPLS_SYSCTL "platform_labels", "256");
	write_file(MPLS_SYSCTL "conf/" TUNNEL_DEV "/input", "1");
	write_file(MPLS_SYSCTL "conf/lo/input", "1");
	enter(topo->root);
	ip_family(topo->receiver, "mpls",
		  "route replace " LABEL_OUTER " dev lo\n"
		  "route replace " LABEL_INNER " dev lo\n");
}

/**
 * tunnel_make() - make both ends of a tunnel, with inner addresses
 * @topo: topology; it has no tunnel yet
 * @tunnel: kind of tunnel
 */
void tunnel_make(const struct topology *topo, const struct tunnel *tunnel)
{
	make_end(topo->receiver, tunnel, &receiver, &sender);
	make_end(topo->sender, tunnel, &sender, &receiver);
	if (tunnel->flags & LABELS)
		receive_labels(topo);
}

/**
 * tunnel_remove() - undo tunnel_make()
 * @topo: topology
 * @tunnel: kind of tunnel
 */
void tunnel_remove(const struct topology *topo, const struct tunnel *tunnel)
{
	const char *below = tunnel->flags & VLANS_BELOW ?
			    "link delete " VLANS_BELOW_DEV "1\n" : "";

	ip(topo->sender, "link delete %s\n%s", TUNNEL_DEV, below);
	ip(topo->receiver, "link delete %s\n%s%s", TUNNEL_DEV, below,
	   tunnel->flags & FOU ? "fou del port " MPLS_UDP_PORT "\n" : "");
}
