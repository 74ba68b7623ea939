// SPDX-License-Identifier: GPL-2.0
/* Both ends of a tunnel: devices, addresses, routes. */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "addresses.h"
#include "ip_batch.h"
#include "ipsec_ends.h"
#include "kernel_setting.h"
#include "netns.h"
#include "topology.h"
#include "tunnel_ends.h"
#include "tunnel_kinds.h"

#define VLANS_BELOW_DEV		"below"
#define VLANS_INSIDE_DEV	"inside"
#define MPLS_SYSCTL		"/proc/sys/net/mpls/"
#define PORT_RANGE_SYSCTL	"/proc/sys/net/ipv4/ip_local_port_range"
#define PINNED_RANGE		"50000 50000"

/**
 * struct end - an end of the tunnel
 * @outer4: outer IPv4 address
 * @outer6: outer IPv6 address
 * @inner4: inner IPv4 address
 * @inner6: inner IPv6 address
 * @mac: MAC address of the tunnel device
 * @nic: interface below the tunnel device
 * @nic_mac: MAC address to which the other end sends
 */
struct end {
	const char *outer4;
	const char *outer6;
	const char *inner4;
	const char *inner6;
	const char *mac;
	const char *nic;
	const char *nic_mac;
};

static const struct end sender = {
	.outer4 = OUTER4_SENDER, .outer6 = OUTER6_SENDER,
	.inner4 = INNER4_SENDER, .inner6 = INNER6_SENDER,
	.mac = "02:00:00:00:02:01",
	.nic = NIC_SENDER, .nic_mac = MAC_SENDER,
};

/* The sender addresses the NIC in front of the veth. */
static const struct end receiver = {
	.outer4 = OUTER4_RECEIVER, .outer6 = OUTER6_RECEIVER,
	.inner4 = INNER4_RECEIVER, .inner6 = INNER6_RECEIVER,
	.mac = "02:00:00:00:02:02",
	.nic = VETH_PEER, .nic_mac = MAC_XDP,
};

static void add_vlans(FILE *batch, const char *dev, const char *name)
{
	fprintf(batch, "link add link %s name %s1 type vlan proto 802.1ad id 100\n"
		"link add link %s1 name %s2 type vlan proto 802.1Q id 200\n"
		"link set %s1 arp off up\n"
		"link set %s2 arp off up\n",
		dev, name, name, name, name, name);
}

/* Route outer packets through the VLANs, to the same MAC address. */
static void add_vlans_below(FILE *batch, const struct end *local,
			    const struct end *remote)
{
	add_vlans(batch, local->nic, VLANS_BELOW_DEV);
	fprintf(batch, "route add %s/32 dev %s2\n"
		"route add %s/128 dev %s2\n"
		"neighbour add %s lladdr %s nud permanent dev %s2\n"
		"neighbour add %s lladdr %s nud permanent dev %s2\n",
		remote->outer4, VLANS_BELOW_DEV, remote->outer6, VLANS_BELOW_DEV,
		remote->outer4, remote->nic_mac, VLANS_BELOW_DEV,
		remote->outer6, remote->nic_mac, VLANS_BELOW_DEV);
}

/* With FOU and GUE, the sender's device says where to; the receiver listens by `ip fou`. */
static void add_port(FILE *batch, const struct tunnel *tunnel,
		     const struct end *local)
{
	if (tunnel->port && (local == &sender || !tunnel->fou))
		fprintf(batch, " %s %u", tunnel->fou ? "encap-dport" : "dstport",
			port_of_sender(tunnel->port));
}

static void add_device(FILE *batch, const struct tunnel *tunnel,
		       const struct end *local, const struct end *remote)
{
	bool six = tunnel->outer == 6;

	fprintf(batch, "link add %s type %s %s", TUNNEL_DEV, tunnel->words,
		local == &sender && tunnel->sender_words ?
		tunnel->sender_words : "");
	add_port(batch, tunnel, local);
	if (!(tunnel->flags & (NO_LOCAL | ROUTED)))
		fprintf(batch, " local %s", six ? local->outer6 : local->outer4);
	if (!(tunnel->flags & (ROUTED | NO_REMOTE)))
		fprintf(batch, " remote %s ttl 64",
			six ? remote->outer6 : remote->outer4);
	fputc('\n', batch);
	if (tunnel->flags & ETHERNET)
		fprintf(batch, "link set %s address %s\n", TUNNEL_DEV,
			local->mac);
	fprintf(batch, "link set %s arp off up\n", TUNNEL_DEV);
	if (tunnel->flags & VLANS_INSIDE)
		add_vlans(batch, TUNNEL_DEV, VLANS_INSIDE_DEV);
}

static void add_address(FILE *batch, const struct tunnel *tunnel,
			const char *local, const char *remote,
			const struct end *remote_end)
{
	const char *dev = tunnel->flags & VLANS_INSIDE ? VLANS_INSIDE_DEV "2" :
							 TUNNEL_DEV;
	bool six = strchr(local, ':');

	fprintf(batch, "address add %s/%s dev %s %s\n", local, six ? "64" : "24",
		dev, six ? "nodad" : "");
	if (tunnel->flags & ETHERNET)
		fprintf(batch, "neighbour add %s lladdr %s nud permanent dev %s\n",
			remote, remote_end->mac, dev);
	if (tunnel->route && remote_end == &receiver)
		fprintf(batch, "route add %s/%s encap %s dev %s\n", remote,
			six ? "128" : "32", tunnel->route, dev);
}

static void make_end(int ns, const struct tunnel *tunnel,
		     const struct end *local, const struct end *remote)
{
	FILE *batch = ip_begin();

	if (tunnel->flags & VLANS_BELOW)
		add_vlans_below(batch, local, remote);
	if (tunnel->fou && local == &receiver)
		fprintf(batch, "fou add port %u %s\n",
			port_of_sender(tunnel->port), tunnel->fou);
	add_device(batch, tunnel, local, remote);
	if (tunnel->inner & INNER4)
		add_address(batch, tunnel, local->inner4, remote->inner4, remote);
	if (tunnel->inner & INNER6)
		add_address(batch, tunnel, local->inner6, remote->inner6, remote);
	ip_run(batch, ns);
}

/* Pop both labels, one after the other: each time the packet is received again,
 * on the loopback device.
 */
static void receive_labels(const struct topology *topo)
{
	ns_enter(topo->receiver);
	setting_write(MPLS_SYSCTL "platform_labels", "256");
	setting_write(MPLS_SYSCTL "conf/" TUNNEL_DEV "/input", "1");
	setting_write(MPLS_SYSCTL "conf/lo/input", "1");
	ns_enter(topo->root);
	ip_family(topo->receiver, "mpls",
		  "route replace " LABEL_OUTER " dev lo\n"
		  "route replace " LABEL_INNER " dev lo\n");
}

/* VXLAN chooses its source ports from this range. */
static void pin_source_port(const struct topology *topo)
{
	ns_enter(topo->sender);
	setting_write(PORT_RANGE_SYSCTL, PINNED_RANGE);
	ns_enter(topo->root);
}

/**
 * tunnel_make() - make both ends of a tunnel, with inner addresses
 * @topo: topology without a tunnel
 * @tunnel: kind of tunnel
 */
void tunnel_make(const struct topology *topo, const struct tunnel *tunnel)
{
	if (tunnel->flags & PINNED)
		pin_source_port(topo);
	make_end(topo->receiver, tunnel, &receiver, &sender);
	make_end(topo->sender, tunnel, &sender, &receiver);
	if (tunnel->flags & LABELS)
		receive_labels(topo);
	if (tunnel->ipsec)
		ipsec_make(topo, tunnel);
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

	if (tunnel->ipsec)
		ipsec_remove(topo, tunnel);
	ip(topo->sender, "link delete %s\n%s", TUNNEL_DEV, below);
	ip(topo->receiver, "link delete %s\n%s", TUNNEL_DEV, below);
	if (tunnel->fou)
		ip(topo->receiver, "fou del port %u\n",
		   port_of_sender(tunnel->port));
}
