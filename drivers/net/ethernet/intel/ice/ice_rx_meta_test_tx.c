// SPDX-License-Identifier: GPL-2.0
/*
 * Fixture of the KUnit tests of ice: packets with a stored VLAN tag, and the
 * expectations on the XDP Tx ring.
 */
#include "ice_rx_meta_test_tx.h"

/* What the program of a case stores */
struct xdp_rx_meta_saved ice_test_stored(const struct tx_case *c)
{
	struct xdp_rx_meta_saved stored = rx_meta_test_stored_tag(c->proto,
								  c->tci);

	stored.flags = c->flags;
	return stored;
}

void ice_test_apply_mode(struct ice_test *t, const struct tx_case *c)
{
	t->vsi->back->hw.dvm_ena = c->dvm;
	t->netdev->features &= ~c->off;
}

/* Expect the descriptor of part @i of a packet at @at. All descriptors of a
 * packet have its tag, and the last one has EOP. RS marks the end of a bulk.
 */
void ice_test_expect_desc(struct kunit *test, int at, int i,
			  const struct tx_case *c, u32 size)
{
	struct ice_test *t = test->priv;
	u64 qw1 = le64_to_cpu(ICE_TX_DESC(t->tx, at)->cmd_type_offset_bsz);
	u64 want = ICE_TX_DESC_DTYPE_DATA;

	if (i == c->nr_frags)
		want |= ICE_TX_DESC_CMD_EOP << ICE_TXD_QW1_CMD_S;
	if (c->result == TX_IN_DESC)
		want |= ICE_TX_DESC_CMD_IL2TAG1 << ICE_TXD_QW1_CMD_S |
			(u64)c->tci << ICE_TXD_QW1_L2TAG1_S;
	want |= (u64)size << ICE_TXD_QW1_TX_BUF_SZ_S;

	KUNIT_EXPECT_EQ(test, want,
			qw1 & ~((u64)ICE_TX_DESC_CMD_RS << ICE_TXD_QW1_CMD_S));
}

/* Expect the descriptors of a packet at the start of the ring, or a drop. */
void ice_test_expect_descs(struct kunit *test, const struct tx_case *c)
{
	struct ice_test *t = test->priv;
	u32 tag = c->result == TX_IN_PACKET ? VLAN_HLEN : 0;
	u64 busy = ice_stats_read(t->tx->ring_stats, tx_busy);
	int i;

	if (c->result == TX_DROPPED) {
		KUNIT_EXPECT_EQ(test, t->tx->next_to_use, 0);
		KUNIT_EXPECT_EQ(test, busy, 1);
		return;
	}
	KUNIT_ASSERT_EQ(test, t->tx->next_to_use, 1 + c->nr_frags);
	KUNIT_EXPECT_EQ(test, busy, 0);
	ice_test_expect_desc(test, 0, 0, c, c->len + tag);
	for (i = 1; i <= c->nr_frags; i++)
		ice_test_expect_desc(test, i, i, c, LEN + i);
}

/* Expect the linear part of a packet, with its tag if that is in the packet. */
void ice_test_expect_packet(struct kunit *test, const struct tx_case *c,
			    const void *data)
{
	const struct xdp_rx_meta stored = ice_test_stored(c).meta;

	if (c->result == TX_IN_PACKET)
		rx_meta_test_expect_bytes(test, data, 0, c->len + VLAN_HLEN,
					  &stored);
	else
		rx_meta_test_expect_bytes(test, data, 0, c->len, NULL);
}

/* A frame that another device redirects */
struct xdp_frame *ice_test_frame(struct kunit *test, const struct tx_case *c)
{
	const struct xdp_rx_meta_saved stored = ice_test_stored(c);
	struct ice_test *t = test->priv;

	return rx_meta_test_frame(test, t->netdev, &stored, c->len,
				  c->nr_frags, LEN);
}

/* Send frames with ndo_xdp_xmit(), which requires an attached program. */
int ice_test_xmit(struct kunit *test, int n, struct xdp_frame **frames,
		  u32 flags)
{
	const struct rx_meta_test_prog prog = {
		.stored = &(struct xdp_rx_meta_saved){}, .act = XDP_PASS,
	};
	struct ice_test *t = test->priv;
	int sent;

	ice_test_attach(test, t, &prog);
	local_bh_disable();
	sent = ice_xdp_xmit(t->netdev, n, frames, flags);
	local_bh_enable();
	return sent;
}
