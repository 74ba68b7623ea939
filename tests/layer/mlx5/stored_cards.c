// SPDX-License-Identifier: GPL-2.0
/* The two modelled ConnectX-5, as the tests of the layer need them */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "stored_cards.h"
#include "tests/lib/lab_card.h"
#include "tests/lib/net.h"
#include "tests/layer/cases/xsk_socket.h"
#include "tests/layer/path/attached.h"
#include "tests/layer/path/path.h"

/* More than any case sends; filling a larger ring takes long */
#define CARD_RING	256

/* The queue that drops, and the one that a socket replaces, stay empty. */
#define QUEUES_EMPTY	2

/* Wait until every other receive queue has a buffer. */
static int queues_filled(void)
{
	char answer[1 << 14];
	const char *at;
	int i, empty;

	for (i = 0; i < 3000; i++) {
		if (card_control(1, "queues", answer, sizeof(answer)))
			return -EIO;
		for (at = answer, empty = 0; (at = strstr(at, " posted=0 ")); at++)
			empty++;
		if (empty <= QUEUES_EMPTY)
			return 0;
		usleep(1000);
	}
	net_say("%d queues are empty: %s", empty, answer);
	return -ETIMEDOUT;
}

/* The driver leaves tags in the packet, so that a packet which XDP_TX sends
 * back is whole. Each kind of receive queue is tried with one kind of send
 * queue: striding with several frames in a WQE, legacy with one.
 */
static int card_open(const char *dev, unsigned int mtu, bool striding)
{
	const char *on = striding ? "on" : "off";
	char batch[64];

	snprintf(batch, sizeof(batch), "link set dev %s mtu %u\n", dev, mtu);
	return net_take(dev) ?:
	       card_run("ethtool -G %s rx %u tx %u", dev, CARD_RING, CARD_RING) ?:
	       card_run("ethtool --set-priv-flags %s rx_striding_rq %s xdp_tx_mpwqe %s",
			dev, on, on) ?:
	       net_set_rxvlan(dev, false) ?: net_ip(batch) ?:
	       path_observe(dev) ?: attached_keep(dev);
}

/**
 * stored_cards_open() - set up both cards, eth0 and eth1
 * @mtu: their MTU
 * @striding: kind of their receive queues: striding, otherwise legacy
 *
 * Return: 0 or -errno.
 */
int stored_cards_open(unsigned int mtu, bool striding)
{
	xsk_ready = queues_filled;
	return card_open("eth0", mtu, striding) ?:
	       card_open("eth1", mtu, striding);
}
