// SPDX-License-Identifier: GPL-2.0
/* The two modelled E810, as the tests of the layer need them */
#include <stdio.h>

#include "tests/lib/lab_card.h"
#include "tests/lib/net.h"
#include "tests/layer/path/attached.h"
#include "tests/layer/path/path.h"
#include "e810_pair.h"

/* More than any case receives; filling a larger ring takes long */
#define PAIR_RX		256
/*
 * The driver reclaims the descriptors of one call to send by each frame that it sends, and
 * only while less than a quarter of the ring is free. So frames of several buffers find no
 * room behind many short ones that went one by one. This is more than all cases send.
 */
#define PAIR_TX		1024

/*
 * The driver leaves tags in the packet, so that a packet which XDP_TX sends
 * back is whole. In double VLAN mode it filters both kinds of tags or none.
 * Newer drivers have one kind of buffer, and no flag for it.
 */
static int card_open(const char *dev, unsigned int mtu, bool legacy)
{
	char batch[64];

	snprintf(batch, sizeof(batch), "link set dev %s mtu %u\n", dev, mtu);
	return net_take(dev) ?:
	       card_run("ethtool -G %s rx %u tx %u", dev, PAIR_RX, PAIR_TX) ?:
	       card_run("ethtool --show-priv-flags %s | grep -q legacy-rx || exit 0; "
			"ethtool --set-priv-flags %s legacy-rx %s", dev, dev,
			legacy ? "on" : "off") ?:
	       card_run("ethtool -K %s rx-vlan-filter off rx-vlan-stag-filter off",
			dev) ?:
	       net_set_rxvlan(dev, false) ?: net_ip(batch) ?:
	       path_observe(dev) ?: attached_keep(dev) ?: card_wait_up(dev);
}

/**
 * e810_pair_open() - set up both cards, eth0 and eth1, after path_open_mtu()
 * @mtu: their MTU
 * @legacy: kind of their receive buffers: the skb gets a copy of the headers
 *
 * Return: 0 or -errno.
 */
int e810_pair_open(unsigned int mtu, bool legacy)
{
	return card_open("eth0", mtu, legacy) ?:
	       card_open("eth1", mtu, legacy) ?: path_open_reader("eth1");
}
