/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The two modelled ConnectX-5 as the tests of the layer want them, for whoever
 * includes it: MLX5_STRIDING says which kind of receive queue.
 */
#ifndef TESTS_LAYER_MLX5_CARDS_H
#define TESTS_LAYER_MLX5_CARDS_H

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "tests/lib/card.h"
#include "tests/layer/path/attached.h"
#include "tests/lib/net.h"
#include "tests/layer/path/path.h"

/* Until each receive queue has a buffer, but for the one that drops, and the one that
 * the socket takes the place of:
 */
#define QUEUES_EMPTY	2

static inline int queues_filled(void)
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

#define XSK_READY	queues_filled

#define MLX5_RING	256	/* more than any case sends; filling takes long */

/* Tags are left in the packet: one that XDP_TX sends back has all of its own.
 * The queues that put every frame into a WQE of its own go with one kind of
 * receive queue, those that do not with the other.
 */
static inline int mlx5_card(const char *dev, unsigned int mtu)
{
	const char *on = MLX5_STRIDING ? "on" : "off";
	char batch[64];

	snprintf(batch, sizeof(batch), "link set dev %s mtu %u\n", dev, mtu);
	return net_take(dev) ?:
	       card_run("ethtool -G %s rx %u tx %u", dev, MLX5_RING, MLX5_RING) ?:
	       card_run("ethtool --set-priv-flags %s rx_striding_rq %s xdp_tx_mpwqe %s",
			dev, on, on) ?:
	       net_set_rxvlan(dev, false) ?: net_ip(batch) ?: path_observe(dev) ?:
	       attached_keep(dev);
}

#endif /* TESTS_LAYER_MLX5_CARDS_H */
