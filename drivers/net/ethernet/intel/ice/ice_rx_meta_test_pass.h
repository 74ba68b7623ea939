/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Fixture of the KUnit tests of ice: packets that an XDP program passed, and
 * the expectations on their skbs.
 */
#ifndef _ICE_RX_META_TEST_PASS_H_
#define _ICE_RX_META_TEST_PASS_H_

#include "ice_rx_meta_test.h"

extern const struct xdp_rx_meta_saved ice_pass_reported;

void ice_pass_fill_desc(union ice_32b_rx_flex_desc *desc);
void ice_pass_expect_skb(struct kunit *test, u32 len,
			 const struct xdp_rx_meta_saved *stored,
			 const struct xdp_rx_meta_saved *desc);
void ice_pass_make_ring(struct kunit *test, enum ice_test_rx kind,
			const struct xdp_rx_meta_saved *stored, u32 pull);
void ice_pass_run_case(struct kunit *test, enum ice_test_rx kind, u32 pull);
void ice_pass_run_frags(struct kunit *test, enum ice_test_rx kind, u32 pull);

#endif /* _ICE_RX_META_TEST_PASS_H_ */
