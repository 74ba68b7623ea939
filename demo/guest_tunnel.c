// SPDX-License-Identifier: GPL-2.0
/* The demo in the guest: the kinds of tunnel, and both ends of one. */
#include <stdio.h>
#include <string.h>

#include "guest.h"

#define TUNNEL(name, alias, title, words, sender_words, outer, inner, eth) \
	{ name, alias, title, words, sender_words, outer, inner, eth },

const struct tunnel tunnels[] = {
#include "tunnels.def"
	{ }
};

struct end {
	const char *outer4, *outer6, *inner4, *inner6, *mac;
};

static const struct end sender = {
	OUTER4_SENDER, OUTER6_SENDER, INNER4_SENDER, INNER6_SENDER,
	"02:00:00:00:01:01",
};

static const struct end receiver = {
	OUTER4_RECEIVER, OUTER6_RECEIVER, INNER4_RECEIVER, INNER6_RECEIVER,
	"02:00:00:00:01:02",
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

static void add_address(FILE *batch, const struct tunnel *tunnel,
			const char *here, const char *prefix,
			const char *there, const char *mac)
{
	fprintf(batch, "address add %s/%s dev %s %s\n", here, prefix,
		TUNNEL_DEV, strchr(here, ':') ? "nodad" : "");
	if (tunnel->ethernet)
		fprintf(batch, "neighbour add %s lladdr %s nud permanent dev %s\n",
			there, mac, TUNNEL_DEV);
}

static void make_end(int ns, const struct tunnel *tunnel,
		     const struct end *here, const struct end *there,
		     const char *more)
{
	bool six = tunnel->outer == 6;
	FILE *batch = ip_begin();

	fprintf(batch, "link add %s type %s %s local %s remote %s ttl 64\n",
		TUNNEL_DEV, tunnel->words, more,
		six ? here->outer6 : here->outer4,
		six ? there->outer6 : there->outer4);
	if (tunnel->ethernet)
		fprintf(batch, "link set %s address %s\n", TUNNEL_DEV,
			here->mac);
	fprintf(batch, "link set %s arp off up\n", TUNNEL_DEV);
	if (tunnel->inner & INNER4)
		add_address(batch, tunnel, here->inner4, "24", there->inner4,
			    there->mac);
	if (tunnel->inner & INNER6)
		add_address(batch, tunnel, here->inner6, "64", there->inner6,
			    there->mac);
	ip_run(batch, ns);
}

/**
 * tunnel_make() - make both ends of a tunnel, with inner addresses
 * @topo: topology; it has no tunnel yet
 * @tunnel: kind of tunnel
 */
void tunnel_make(const struct topology *topo, const struct tunnel *tunnel)
{
	make_end(topo->receiver, tunnel, &receiver, &sender, "");
	make_end(topo->sender, tunnel, &sender, &receiver,
		 tunnel->sender_words);
}

/**
 * tunnel_remove() - undo tunnel_make()
 * @topo: topology
 */
void tunnel_remove(const struct topology *topo)
{
	ip(topo->sender, "link delete %s\n", TUNNEL_DEV);
	ip(topo->receiver, "link delete %s\n", TUNNEL_DEV);
}
