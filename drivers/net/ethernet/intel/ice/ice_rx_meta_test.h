/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Fixture of the KUnit tests of ice: rings without a device behind them.
 *
 * A test writes packets and descriptors as the hardware does. The driver's own
 * functions poll the Rx ring with a BPF program attached. The test then checks
 * the skbs that reach the stack, or the descriptors on the XDP Tx ring.
 */
#ifndef _ICE_RX_META_TEST_H_
#define _ICE_RX_META_TEST_H_

#include <net/xdp_rx_meta_kunit_nic.h>
#include "ice.h"
#include "ice_rx_meta.h"

#define ICE_TEST_LEN	100
/* Number of buffers of a ring. The zero-copy poll refills the ring when more
 * than a quarter is used, so tests use less.
 */
#define ICE_TEST_COUNT	16

/**
 * struct ice_test - rings and what they need
 * @dev: device that buffers are mapped for
 * @netdev: network device of the rings
 * @vsi: VSI of the rings
 * @rx: Rx ring
 * @tx: XDP Tx ring
 * @pool: pool of a zero-copy ring
 * @target: device that XDP_REDIRECT redirects to, or NULL
 * @next: index of the next buffer to receive into
 * @tap: collects what @netdev passes to the stack
 * @tails: tail registers of both rings
 */
struct ice_test {
	struct device *dev;
	struct net_device *netdev;
	struct ice_vsi *vsi;
	struct ice_rx_ring *rx;
	struct ice_tx_ring *tx;
	struct xsk_buff_pool *pool;
	struct net_device *target;
	int next;
	struct rx_meta_test_tap tap;
	u32 tails[2];
};

/* Kind of the Rx ring */
enum ice_test_rx {
	ICE_TEST_RX_BUILD_SKB,
	ICE_TEST_RX_LEGACY,
	ICE_TEST_RX_ZC,
};

/**
 * struct ice_test_reader - a buffer for the readers of metadata
 * @xdp: the buffer
 * @ctx: what its ring says of its packets
 * @rxq: of the ring
 * @desc: descriptor of the buffer
 */
struct ice_test_reader {
	struct xdp_buff *xdp;
	struct ice_pkt_ctx *ctx;
	struct xdp_rxq_info *rxq;
	union ice_32b_rx_flex_desc desc;
};

int ice_test_init(struct kunit *test);
void ice_test_clean_tx(void *tx);
void ice_test_rx_ring(struct kunit *test, struct ice_test *t,
		      enum ice_test_rx kind);
void ice_test_attach(struct kunit *test, struct ice_test *t,
		     const struct rx_meta_test_prog *prog);
union ice_32b_rx_flex_desc *ice_test_receive(struct ice_test *t, u32 len,
					     bool eop, bool mark);
void ice_test_poll(struct ice_test *t);

/* The buffers of a ring, whose form depends on the driver's allocator */
void ice_test_make_buffers(struct kunit *test, struct ice_test *t,
			   enum ice_test_rx kind);
void *ice_test_buffer(struct ice_test *t, int i);
void ice_test_set_zc_desc(struct ice_test *t, int i);
void ice_test_clean_rx(struct ice_test *t);
void ice_test_rewind(struct ice_test *t);
void ice_test_make_reader(struct kunit *test, struct ice_test_reader *rd);

#endif /* _ICE_RX_META_TEST_H_ */
