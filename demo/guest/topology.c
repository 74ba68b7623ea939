// SPDX-License-Identifier: GPL-2.0
/*
 * The demo in the guest: network namespaces, interfaces and addresses.
 *
 * Whatever is not a packet of the demo would be counted as one. So nobody asks
 * for a neighbour (the entries are permanent), and without ARP an interface
 * joins no multicast group of IPv6 that it would have to report.
 */
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "topology.h"

#define IPV6_CONF	"/proc/sys/net/ipv6/conf/"

/* Returns a new namespace, in which IPv6 never speaks of its own accord. */
static int ns_make(int root)
{
	int fd;

	if (unshare(CLONE_NEWNET))
		die("cannot make a network namespace: %s", strerror(errno));
	fd = ns_current();
	write_file(IPV6_CONF "default/accept_dad", "0");
	write_file(IPV6_CONF "default/accept_ra", "0");
	write_file(IPV6_CONF "default/addr_gen_mode", "1");
	enter(root);
	return fd;
}

/* The NIC takes what is for others as well: VLANs that nobody asked it for. */
static void make_root(const struct topology *topo)
{
	int pid = getpid();

	ip(topo->root,
	   "link add %s numrxqueues 1 numtxqueues 1 type veth "
	   "peer name %s numrxqueues %d numtxqueues 1 address %s\n"
	   "link set %s addrgenmode none arp off\n"
	   "link set %s addrgenmode none arp off\n"
	   "link set %s netns /proc/%d/fd/%d\n"
	   "link set %s netns /proc/%d/fd/%d\n"
	   "link set %s up\n"
	   "link set %s promisc on up\n",
	   VETH_NEAR, VETH_FAR, topo->queues, MAC_FAR,
	   VETH_NEAR, NIC_XDP,
	   VETH_FAR, pid, topo->receiver,
	   NIC_SENDER, pid, topo->sender,
	   VETH_NEAR, NIC_XDP);
}

/* The sender knows the NIC with the program only; that one puts MAC_FAR in. */
static void make_sender(const struct topology *topo)
{
	ip(topo->sender,
	   "link set lo up\n"
	   "link set %s address %s arp off up\n"
	   "address add %s/24 dev %s\n"
	   "address add %s/64 dev %s nodad\n"
	   "neighbour add %s lladdr %s nud permanent dev %s\n"
	   "neighbour add %s lladdr %s nud permanent dev %s\n",
	   NIC_SENDER, MAC_SENDER,
	   OUTER4_SENDER, NIC_SENDER, OUTER6_SENDER, NIC_SENDER,
	   OUTER4_RECEIVER, MAC_XDP, NIC_SENDER,
	   OUTER6_RECEIVER, MAC_XDP, NIC_SENDER);
}

static void make_receiver(const struct topology *topo)
{
	ip(topo->receiver,
	   "link set lo up\n"
	   "link set %s arp off up\n"
	   "address add %s/24 dev %s\n"
	   "address add %s/64 dev %s nodad\n",
	   VETH_FAR, OUTER4_RECEIVER, VETH_FAR,
	   OUTER6_RECEIVER, VETH_FAR);
}

/**
 * topology_make() - make the namespaces, and all but the tunnel
 * @topo: filled in
 * @queues: receive queues of the veth's far end
 * @threaded: give each of them a thread, on a CPU of its own
 */
void topology_make(struct topology *topo, int queues, bool threaded)
{
	nic_check();
	memset(topo, 0, sizeof(*topo));
	topo->queues = queues;
	topo->threaded = threaded;
	topo->cpus = sysconf(_SC_NPROCESSORS_ONLN);
	if (topo->cpus < 1 || topo->cpus > CPUS_MAX)
		die("%d CPUs; %d is the most", topo->cpus, CPUS_MAX);

	topo->root = ns_current();
	topo->sender = ns_make(topo->root);
	topo->receiver = ns_make(topo->root);
	make_root(topo);
	ethtool_open(&topo->nic, NIC_XDP);
	nic_start(topo);
	make_sender(topo);

	enter(topo->receiver);
	ethtool_open(&topo->far, VETH_FAR);
	enter(topo->root);
	queues_start(topo);
	make_receiver(topo);
	cpus_start(topo);
}

/**
 * topology_widen() - let frames through as they were captured
 * @topo: topology without the XDP program
 * @mtu: for all interfaces on the way
 *
 * GRO would make one packet of several. Off it cannot be, or the veth would not
 * read its rings; so nothing it would make is small enough.
 */
void topology_widen(struct topology *topo, int mtu)
{
	nic_linear(true);
	topo->linear = true;
	ip(topo->sender, "link set %s mtu %d\n", NIC_SENDER, mtu);
	ip(topo->root,
	   "link set %s mtu %d\n"
	   "link set %s mtu %d\n",
	   NIC_XDP, mtu, VETH_NEAR, mtu);
	ip(topo->receiver, "link set %s mtu %d gro_max_size 1\n", VETH_FAR,
	   mtu);
}

/**
 * topology_remove() - undo topology_make()
 * @topo: the namespaces end here, and the NICs are as they were
 */
void topology_remove(struct topology *topo)
{
	cpus_stop(topo);
	if (topo->linear)
		nic_linear(false);
	ip(topo->sender,
	   "link set %s down arp on mtu 1500\n"
	   "link set %s netns /proc/%d/fd/%d\n",
	   NIC_SENDER, NIC_SENDER, getpid(), topo->root);
	ip(topo->root,
	   "link delete %s\n"
	   "link set %s down promisc off arp on mtu 1500\n",
	   VETH_NEAR, NIC_XDP);
	close(topo->nic.fd);
	close(topo->far.fd);
	close(topo->receiver);
	close(topo->sender);
	close(topo->root);
}
