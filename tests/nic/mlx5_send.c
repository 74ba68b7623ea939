// SPDX-License-Identifier: GPL-2.0
/* The unmodified mlx5 driver on a modelled ConnectX-5: offloads of what it sends. */
#include "tests/lib/lab_card.h"
#include "card_pair.h"
#include "card_sent.h"

static __u64 card_sent(enum offload what)
{
	static const char * const counters[] = {
		[SENT_CHECKSUM] = "tx_csum_partial",
		[SENT_LARGE] = "tx_tso_packets",
		[SENT_TAG] = "tx_added_vlan_packets",
	};

	return card_counter(peer, counters[what]);
}

#include "send_cases.inc.c"

FIXTURE_VARIANT_ADD(send, mpwqe) {
	.set = "ethtool --set-priv-flags %s skb_tx_mpwqe on",
};

FIXTURE_VARIANT_ADD(send, plain) {
	.set = "ethtool --set-priv-flags %s skb_tx_mpwqe off",
};

TEST_MAIN(send_open)
