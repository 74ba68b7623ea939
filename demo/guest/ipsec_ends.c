// SPDX-License-Identifier: GPL-2.0
/*
 * IPsec of the kernel at both ends: an SA and a policy for what the sender sends.
 *
 * An SA without a selector of its own has that of its outer family, so one that carries
 * both families has to say so.
 */
#include <errno.h>
#include <netinet/in.h>
#include <netinet/udp.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "addresses.h"
#include "ip_batch.h"
#include "ipsec_ends.h"
#include "netns.h"
#include "topology.h"
#include "tunnel_kinds.h"
#include "qemu/common/error.h"

#define SPI_FIRST	0x1001
#define SPI_NEXT	0x1002
#define NATT_PORT	4500

#ifndef UDP_ENCAP_ESPINUDP
#define UDP_ENCAP_ESPINUDP	2
#endif

/* Receives ESP in UDP for the kernel */
static int natt_socket = -1;

static const char *sender_of(const struct tunnel *tunnel, bool six)
{
	if (tunnel->flags & TRANSPORT)
		return six ? INNER6_SENDER : INNER4_SENDER;
	return six ? OUTER6_SENDER : OUTER4_SENDER;
}

static const char *receiver_of(const struct tunnel *tunnel, bool six)
{
	if (tunnel->flags & TRANSPORT)
		return six ? INNER6_RECEIVER : INNER4_RECEIVER;
	return six ? OUTER6_RECEIVER : OUTER4_RECEIVER;
}

/* In transport mode, the inner packet's family is that of the SA. */
static bool is_wanted(const struct tunnel *tunnel, bool six)
{
	if (tunnel->flags & TRANSPORT)
		return tunnel->inner & (six ? INNER6 : INNER4);
	return six == (tunnel->outer == 6);
}

static void name_sa(FILE *batch, const struct tunnel *tunnel, bool six, int spi,
		    const char *what)
{
	fprintf(batch, "xfrm state %s src %s dst %s proto esp spi 0x%x", what,
		sender_of(tunnel, six), receiver_of(tunnel, six), spi);
}

static void add_sa(FILE *batch, const struct tunnel *tunnel, int spi)
{
	bool transport = tunnel->flags & TRANSPORT;

	for (int six = 0; six < 2; six++) {
		if (!is_wanted(tunnel, six))
			continue;
		name_sa(batch, tunnel, six, spi, "add");
		fprintf(batch, " reqid 1 mode %s replay-window %d %s %s",
			transport ? "transport" : "tunnel", REPLAY_WINDOW,
			transport ? "" : "flag af-unspec", tunnel->ipsec);
		if (tunnel->flags & NATT)
			fprintf(batch, " encap espinudp %d %d 0.0.0.0",
				NATT_PORT, NATT_PORT);
		fputc('\n', batch);
	}
}

static void delete_sa(FILE *batch, const struct tunnel *tunnel, int spi)
{
	for (int six = 0; six < 2; six++) {
		if (!is_wanted(tunnel, six))
			continue;
		name_sa(batch, tunnel, six, spi, "delete");
		fputc('\n', batch);
	}
}

static void add_policy(FILE *batch, const struct tunnel *tunnel, bool six,
		       const char *direction)
{
	bool transport = tunnel->flags & TRANSPORT;
	bool outer6 = transport ? six : tunnel->outer == 6;

	fprintf(batch, "xfrm policy add src %s dst %s dir %s tmpl src %s dst %s proto esp reqid 1 mode %s\n",
		six ? INNER6_SENDER : INNER4_SENDER,
		six ? INNER6_RECEIVER : INNER4_RECEIVER, direction,
		sender_of(tunnel, outer6), receiver_of(tunnel, outer6),
		transport ? "transport" : "tunnel");
}

static void make_end(int ns, const struct tunnel *tunnel, const char *direction)
{
	FILE *batch = ip_begin();

	add_sa(batch, tunnel, SPI_FIRST);
	if (tunnel->inner & INNER4)
		add_policy(batch, tunnel, false, direction);
	if (tunnel->inner & INNER6)
		add_policy(batch, tunnel, true, direction);
	ip_run(batch, ns);
}

static void open_natt(const struct topology *topo)
{
	struct sockaddr_in at = {
		.sin_family = AF_INET, .sin_port = htons(NATT_PORT),
	};
	int kind = UDP_ENCAP_ESPINUDP;

	ns_enter(topo->receiver);
	natt_socket = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	if (natt_socket < 0 ||
	    bind(natt_socket, (void *)&at, sizeof(at)) ||
	    setsockopt(natt_socket, IPPROTO_UDP, UDP_ENCAP, &kind, sizeof(kind)))
		die("cannot receive ESP in UDP: %s", strerror(errno));
	ns_enter(topo->root);
}

/* Without a tunnel, the inner addresses are reached as the outer ones are. */
static void route_directly(const struct topology *topo, const char *what)
{
	static const char * const ends[][3] = {
		{ INNER4_RECEIVER, "32", INNER4_SENDER },
		{ INNER6_RECEIVER, "128", INNER6_SENDER },
	};

	for (int i = 0; i < 2; i++)
		ip(topo->sender, "route %s %s/%s dev %s src %s\n"
		   "neighbour %s %s lladdr %s nud permanent dev %s\n",
		   what, ends[i][0], ends[i][1], NIC_SENDER, ends[i][2],
		   what, ends[i][0], MAC_XDP, NIC_SENDER);
}

/**
 * ipsec_make() - make the SA and the policies at both ends
 * @topo: topology
 * @tunnel: kind of tunnel, with IPsec
 */
void ipsec_make(const struct topology *topo, const struct tunnel *tunnel)
{
	make_end(topo->receiver, tunnel, "in");
	make_end(topo->sender, tunnel, "out");
	if (tunnel->flags & NATT)
		open_natt(topo);
	if (tunnel->flags & TRANSPORT)
		route_directly(topo, "add");
}

/**
 * ipsec_remove() - undo ipsec_make()
 * @topo: topology
 * @tunnel: kind of tunnel
 */
void ipsec_remove(const struct topology *topo, const struct tunnel *tunnel)
{
	static const char flush[] = "xfrm policy flush\nxfrm state flush\n";

	ip(topo->sender, flush);
	ip(topo->receiver, flush);
	if (tunnel->flags & TRANSPORT)
		route_directly(topo, "delete");
	if (natt_socket >= 0)
		close(natt_socket);
	natt_socket = -1;
}

/**
 * ipsec_add_next() - add a second SA to the receiver, as the begin of a rekey
 * @topo: topology
 * @tunnel: kind of tunnel
 */
void ipsec_add_next(const struct topology *topo, const struct tunnel *tunnel)
{
	FILE *batch = ip_begin();

	add_sa(batch, tunnel, SPI_NEXT);
	ip_run(batch, topo->receiver);
}

/**
 * ipsec_switch() - have the sender use the second SA
 * @topo: topology
 * @tunnel: kind of tunnel
 */
void ipsec_switch(const struct topology *topo, const struct tunnel *tunnel)
{
	FILE *batch = ip_begin();

	add_sa(batch, tunnel, SPI_NEXT);
	delete_sa(batch, tunnel, SPI_FIRST);
	ip_run(batch, topo->sender);
}

/**
 * ipsec_end_first() - delete the receiver's first SA
 * @topo: topology
 * @tunnel: kind of tunnel
 */
void ipsec_end_first(const struct topology *topo, const struct tunnel *tunnel)
{
	FILE *batch = ip_begin();

	delete_sa(batch, tunnel, SPI_FIRST);
	ip_run(batch, topo->receiver);
}

/**
 * ipsec_refused() - count what the receiver's IPsec has refused
 * @topo: topology
 * @counter: a counter of /proc/net/xfrm_stat, or "XfrmIn" for the sum of these
 *
 * Return: packets.
 */
long ipsec_refused(const struct topology *topo, const char *counter)
{
	long sum = 0, value;
	char name[64];
	FILE *from;

	ns_enter(topo->receiver);
	from = fopen("/proc/thread-self/net/xfrm_stat", "re");
	ns_enter(topo->root);
	if (!from)
		die("cannot read the counters of IPsec: %s", strerror(errno));
	while (fscanf(from, "%63s %ld", name, &value) == 2)
		if (!strncmp(name, counter, strlen(counter)))
			sum += value;
	fclose(from);
	return sum;
}
