// SPDX-License-Identifier: GPL-2.0
/* The two cards of a test: the first one is under test, the second one sends. */
#include <string.h>

#include <kselftest.h>

#include "tests/lib/lab_card.h"
#include "tests/lib/net.h"
#include "card_pair.h"
#include "hints_check.h"

/* Neighbour discovery of IPv6 would send frames that the tests count. */
#define SILENT "echo 1 >/proc/sys/net/ipv6/conf/all/disable_ipv6"

const char *dev, *peer;

/**
 * cards_set_up() - find both cards and set them up
 *
 * The first card takes frames with any tag, the second one frames to any address.
 *
 * Return: 0, 1 without cards, or -1.
 */
int cards_set_up(void)
{
	dev = card_name(CARD_MAC0);
	peer = card_name(CARD_MAC1);
	if (!dev || !peer)
		return 1;
	if (card_run(SILENT) ||
	    card_run("ip link set %s up && ip link set %s up promisc on && ethtool -K %s rx-vlan-filter off",
		     dev, peer, dev))
		return -1;
	return card_wait_up(dev) || card_wait_up(peer) ? -1 : 0;
}

/**
 * cards_ready() - prepare the cards for a test program, see TEST_MAIN()
 * @gro: "on" or "off", for the first card
 *
 * Return: 0, or the status to exit with.
 */
int cards_ready(const char *gro)
{
	int err = cards_set_up();

	if (err > 0)
		return KSFT_SKIP;
	return err || card_run("ethtool -K %s gro %s", dev, gro) ? KSFT_FAIL : 0;
}

/**
 * cards_set_rings() - give both cards two channels, and rings of a size
 * @entries: entries of a ring; RING_SMALL unless a test sends more at once, because
 *	     filling rings takes most of the time that a change of a card takes
 *
 * Return: 0, or the status to exit with.
 */
int cards_set_rings(unsigned int entries)
{
	/* ethtool -L fails where the number of channels does not change. */
	return card_run("for d in %s %s; do ethtool -L $d combined 2; ethtool -G $d rx %u tx %u || exit; done",
			dev, peer, entries, entries) ? KSFT_FAIL : 0;
}

/**
 * cards_set_rss() - set how the card under test spreads packets
 * @how: arguments of ethtool -X
 *
 * Where a driver lets one choose whether both directions of a flow have one hash, ethtool
 * changes that: version 6.1 does not know the choice, and what 6.14 sends to leave it as it
 * is, ice takes for symmetry. To ice all goes in one command, as a later one without a table
 * gives it the default table.
 *
 * Return: 0, or the status of ethtool.
 */
int cards_set_rss(const char *how)
{
	const char *know = hints_hash_symmetric ? "false" : "ethtool --help | grep -q symmetric-xor";
	int status = card_run("! %s || x='xfrm none'; ethtool -X %s %s $x", know, dev, how);

	if (!status && hints_hash_symmetric)
		net_set_symmetric_hash(dev, true);
	return status;
}

/**
 * card_queues_with() - count queues of the first card
 * @kind: how the card's answer to "queues" begins the line of such a queue: "rq", "sq"
 * @words: what the line has to contain
 *
 * Return: their number, 0 also if the card does not answer.
 */
unsigned int card_queues_with(const char *kind, const char *words)
{
	static char answer[1 << 14];
	unsigned int n = 0;
	char *save, *line;

	if (card_control(0, "queues", answer, sizeof(answer)))
		return 0;
	for (line = strtok_r(answer, "\n", &save); line;
	     line = strtok_r(NULL, "\n", &save))
		n += !strncmp(line, kind, strlen(kind)) && strstr(line, words);
	return n;
}
