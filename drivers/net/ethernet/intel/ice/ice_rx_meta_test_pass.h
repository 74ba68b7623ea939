/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Fixture of the KUnit tests of ice: packets that an XDP program passed, and
 * the expectations on their skbs.
 */
#ifndef _ICE_RX_META_TEST_PASS_H_
#define _ICE_RX_META_TEST_PASS_H_

#include "ice_rx_meta_test.h"

/**
 * struct pass_case - a packet of one buffer
 * @name: of the case
 * @flags: values that the program stores
 * @desc: whether the descriptor reports values
 * @off: features that are off
 */
struct pass_case {
	const char *name;
	u32 flags;
	bool desc;
	netdev_features_t off;
};

#define ALL	XDP_FLAGS_RX_META

static const struct pass_case pass_cases[] = {
	{ "nothing", 0, false, 0 },
	{ "descriptor", 0, true, 0 },
	{ "descriptor, rxhash off", 0, true, NETIF_F_RXHASH },
	{ "stored", ALL, false, 0 },
	{ "stored and descriptor", ALL, true, 0 },
	{ "stored and descriptor, rxhash off", ALL, true, NETIF_F_RXHASH },
	{ "stored hash", XDP_FLAGS_RX_HASH, true, 0 },
	{ "stored vlan_tag", XDP_FLAGS_RX_VLAN_TAG, true, 0 },
	{ "stored timestamp", XDP_FLAGS_RX_TIMESTAMP, true, 0 },
};

extern const struct xdp_rx_meta_saved ice_pass_reported;

struct xdp_rx_meta_saved ice_pass_stored(u32 flags);
void ice_pass_fill_desc(union ice_32b_rx_flex_desc *desc);
void ice_pass_expect_skb(struct kunit *test, u32 len,
			 const struct xdp_rx_meta_saved *stored,
			 const struct xdp_rx_meta_saved *desc);
void ice_pass_make_ring(struct kunit *test, enum ice_test_rx kind,
			const struct xdp_rx_meta_saved *stored, u32 pull);
void ice_pass_run_case(struct kunit *test, enum ice_test_rx kind, u32 pull);
void ice_pass_run_frags(struct kunit *test, enum ice_test_rx kind, u32 pull);

#endif /* _ICE_RX_META_TEST_PASS_H_ */
