/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Fixture of the KUnit tests of ice: packets with a stored VLAN tag, and the
 * expectations on the XDP Tx ring.
 */
#ifndef _ICE_RX_META_TEST_TX_H_
#define _ICE_RX_META_TEST_TX_H_

#include "ice_rx_meta_test.h"

#define TAG	XDP_FLAGS_RX_VLAN_TAG
#define ALL	XDP_FLAGS_RX_META
#define CTAG	ETH_P_8021Q
#define STAG	ETH_P_8021AD
#define LEN	ICE_TEST_LEN

/* Where the tag leaves, or that the packet does not leave */
enum tx_result {
	TX_NO_TAG,
	TX_IN_DESC,
	TX_IN_PACKET,
	TX_DROPPED,
};

/**
 * struct tx_case - a packet to be sent
 * @name: of the case
 * @flags: stored values
 * @proto: TPID of the stored tag
 * @tci: TCI of the stored tag
 * @dvm: whether the device is in double VLAN mode
 * @off: features that are off
 * @nr_frags: number of fragments; fragment i has LEN + 1 + i bytes
 * @len: bytes in the linear part
 * @result: expected
 */
struct tx_case {
	const char *name;
	u32 flags;
	u16 proto;
	u16 tci;
	bool dvm;
	netdev_features_t off;
	u32 nr_frags;
	u32 len;
	enum tx_result result;
};

struct xdp_rx_meta_saved ice_test_stored(const struct tx_case *c);
void ice_test_apply_mode(struct ice_test *t, const struct tx_case *c);
void ice_test_expect_desc(struct kunit *test, int at, int i,
			  const struct tx_case *c, u32 size);
void ice_test_expect_descs(struct kunit *test, const struct tx_case *c);
void ice_test_expect_packet(struct kunit *test, const struct tx_case *c,
			    const void *data);
struct xdp_frame *ice_test_frame(struct kunit *test, const struct tx_case *c);
int ice_test_xmit(struct kunit *test, int n, struct xdp_frame **frames,
		  u32 flags);

#endif /* _ICE_RX_META_TEST_TX_H_ */
