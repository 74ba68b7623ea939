// SPDX-License-Identifier: GPL-2.0
/*
 * The network of the demo: namespaces, interfaces and addresses.
 *
 * Any other packet would be counted as one of the demo's. So all neighbours are
 * permanent entries, and ARP is off: without it an interface joins no IPv6
 * multicast group that it would have to report.
 */
#include <errno.h>
#include <linux/ethtool.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "addresses.h"
#include "cpu_counter.h"
#include "ip_batch.h"
#include "kernel_setting.h"
#include "napi_threads.h"
#include "netns.h"
#include "rss_nic.h"
#include "topology.h"
#include "qemu/common/error.h"

#define RECEIVER	"receiver"
#define IPV6_CONF	"/proc/sys/net/ipv6/conf/"
#define DEFAULT_QDISC	"/proc/sys/net/core/default_qdisc"

/* Return: a new namespace, in which IPv6 sends nothing by itself. */
static int ns_make(int root)
{
	int fd;

	if (unshare(CLONE_NEWNET))
		die("cannot make a network namespace: %s", strerror(errno));
	fd = ns_current();
	setting_write(IPV6_CONF "default/accept_dad", "0");
	setting_write(IPV6_CONF "default/accept_ra", "0");
	setting_write(IPV6_CONF "default/addr_gen_mode", "1");
	ns_enter(root);
	return fd;
}

/* The NIC is promiscuous: its VLAN filter would drop the tunnels in VLANs. */
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
	   VETH, VETH_PEER, topo->queues, MAC_PEER,
	   VETH, NIC_XDP,
	   VETH_PEER, pid, topo->receiver,
	   NIC_SENDER, pid, topo->sender,
	   VETH, NIC_XDP);
}

/* The sender addresses the NIC; the program there sets the MAC address to MAC_PEER. */
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
	   VETH_PEER, OUTER4_RECEIVER, VETH_PEER,
	   OUTER6_RECEIVER, VETH_PEER);
}

/*
 * A veth receives redirected frames only while it runs NAPI, which it does for a
 * program of its own or, as here, for GRO. The interface has to be down.
 */
static void start_veth_napi(const struct topology *topo)
{
	struct ethtool_value gro = { .cmd = ETHTOOL_SGRO, .data = 1 };

	ethtool_run(&topo->peer, &gro, "GRO");
}

/**
 * topology_make() - set up the namespaces and everything except the tunnel
 * @topo: filled in
 * @queues: receive queues of the veth's peer
 * @threaded: serve each of them by a thread on a CPU of its own
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

	/* fq_codel, Debian's default, drops packets that wait too long, as behind a busy host. */
	setting_write(DEFAULT_QDISC, "pfifo_fast");
	topo->root = ns_current();
	topo->sender = ns_make(topo->root);
	topo->receiver = ns_make(topo->root);
	ns_name(topo->receiver, RECEIVER);
	make_root(topo);
	ethtool_open(&topo->nic, NIC_XDP);
	nic_start(topo);
	make_sender(topo);

	ns_enter(topo->receiver);
	ethtool_open(&topo->peer, VETH_PEER);
	ns_enter(topo->root);
	start_veth_napi(topo);
	make_receiver(topo);
	if (threaded)
		napi_threads_start(topo);
	cpu_counter_start(topo);
}

/**
 * topology_widen() - let frames pass as they were captured
 * @topo: topology without the XDP program
 * @mtu: MTU of all interfaces on the path
 *
 * GRO must not merge packets, but it must stay on, or the veth would not run
 * NAPI. With a size limit of one byte it merges nothing. At the NIC, it would merge what
 * passes.
 */
void topology_widen(struct topology *topo, int mtu)
{
	nic_linear(true);
	topo->linear = true;
	ip(topo->sender, "link set %s mtu %d\n", NIC_SENDER, mtu);
	ip(topo->root,
	   "link set %s mtu %d gro_max_size 1\n"
	   "link set %s mtu %d\n",
	   NIC_XDP, mtu, VETH, mtu);
	ip(topo->receiver, "link set %s mtu %d gro_max_size 1\n", VETH_PEER,
	   mtu);
}

/**
 * topology_remove() - undo topology_make() and topology_widen()
 * @topo: topology; its namespaces are closed, the NICs restored
 */
void topology_remove(struct topology *topo)
{
	cpu_counter_stop(topo);
	if (topo->linear)
		nic_linear(false);
	ip(topo->sender,
	   "link set %s down arp on mtu 1500\n"
	   "link set %s netns /proc/%d/fd/%d\n",
	   NIC_SENDER, NIC_SENDER, getpid(), topo->root);
	ip(topo->root,
	   "link delete %s\n"
	   "link set %s down promisc off arp on mtu 1500 gro_max_size 65536\n",
	   VETH, NIC_XDP);
	ns_unname(RECEIVER);
	close(topo->nic.fd);
	close(topo->peer.fd);
	close(topo->receiver);
	close(topo->sender);
	close(topo->root);
}
