/* SPDX-License-Identifier: GPL-2.0 */
/*
 * KUnit tests of ice: rings without a device behind them.
 *
 * A test writes packets and descriptors as the hardware does, lets the driver's
 * own functions poll the Rx ring with a BPF program attached, and looks at the
 * skbs that reach the stack or at the descriptors on the XDP Tx ring.
 */
#ifndef _ICE_RX_META_TEST_H_
#define _ICE_RX_META_TEST_H_

#include <kunit/test.h>
#include "ice.h"
#include "ice_rx_meta.h"

struct xsk_buff_pool;

/* First byte of packets that the program stores values for */
#define ICE_TEST_MARK	0x02
/* Ethertype that the stack has no use for */
#define ICE_TEST_PROTO	0x88b5
#define ICE_TEST_LEN	100
/* Buffers a ring has. The zero-copy poll asks the pool for more when over a
 * quarter is used, so tests use less.
 */
#define ICE_TEST_COUNT	16
/* Every byte of a zero-copy buffer, until somebody writes there */
#define ICE_TEST_FILL	0xa5

struct ice_test {
	struct device *dev;
	struct net_device *netdev;
	struct ice_vsi *vsi;
	struct ice_rx_ring *rx;
	struct ice_tx_ring *tx;
	struct xsk_buff_pool *pool;
	dma_addr_t pool_dma;
	/* Where XDP_REDIRECT goes, if anywhere */
	struct net_device *sink;
	/* Next buffer that receives */
	int next;
	/* Clones of what reached the stack */
	struct sk_buff_head skbs;
	struct packet_type tap;
	/* Stand in for the tail registers */
	u32 tails[2];
};

/**
 * struct ice_test_prog - what the BPF program does
 * @meta: values it stores for marked packets
 * @flags: which of them
 * @pull: bytes it takes off the front before that
 * @act: its verdict
 */
struct ice_test_prog {
	const struct xdp_rx_meta *meta;
	u32 flags;
	u32 pull;
	u32 act;
};

/* How the Rx ring hands packets to the program */
enum ice_test_rx {
	ICE_TEST_RX_BUILD_SKB,
	ICE_TEST_RX_LEGACY,
	ICE_TEST_RX_ZC,
};

struct ice_test *ice_test_make(struct kunit *test);
void ice_test_rx_ring(struct kunit *test, struct ice_test *t,
		      enum ice_test_rx how);
void ice_test_attach(struct kunit *test, struct ice_test *t,
		     const struct ice_test_prog *prog);
union ice_32b_rx_flex_desc *ice_test_receive(struct ice_test *t, u32 len,
					     bool eop, bool mark);
void ice_test_poll(struct ice_test *t);

#endif /* _ICE_RX_META_TEST_H_ */
