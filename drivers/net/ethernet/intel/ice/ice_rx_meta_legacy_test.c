// SPDX-License-Identifier: GPL-2.0
/*
 * KUnit tests: packets from a legacy Rx ring, passed and sent.
 */
#include "ice_rx_meta_test_pass.h"
#include "ice_rx_meta_test_tx.h"

/* A legacy ring has no headroom. The program removes bytes from the front of
 * the packet and stores its values there.
 */
#define PULL	XDP_PACKET_HEADROOM

KUNIT_ARRAY_PARAM_DESC(pass, rx_meta_test_packets, name);

static void pass_legacy_test(struct kunit *test)
{
	ice_pass_run_case(test, ICE_TEST_RX_LEGACY, PULL);
}

static void pass_legacy_frags_test(struct kunit *test)
{
	ice_pass_run_frags(test, ICE_TEST_RX_LEGACY, PULL);
}

static void run_legacy(struct kunit *test, const struct tx_case *c)
{
	const struct xdp_rx_meta_saved stored = ice_test_stored(c);
	const struct rx_meta_test_prog prog = {
		.stored = &stored, .pull = PULL, .act = XDP_TX,
	};
	struct ice_test *t = test->priv;
	void *data;

	ice_test_rx_ring(test, t, ICE_TEST_RX_LEGACY);
	ice_test_attach(test, t, &prog);
	data = ice_test_buffer(t, 0);
	ice_test_receive(t, c->len + PULL, true, true);
	memcpy(data + PULL, data, ETH_HLEN);
	ice_test_poll(t);

	ice_test_expect_descs(test, c);
	ice_test_expect_packet(test, c, t->tx->tx_buf[0].raw_buf);
}

static void xdp_tx_legacy_ctag_test(struct kunit *test)
{
	static const struct tx_case c = {
		.flags = TAG, .proto = CTAG, .tci = 0xe123, .len = LEN,
		.result = TX_IN_DESC,
	};

	run_legacy(test, &c);
}

static void xdp_tx_legacy_stag_test(struct kunit *test)
{
	static const struct tx_case c = {
		.flags = TAG, .proto = STAG, .tci = 0xa456, .len = LEN,
		.result = TX_IN_PACKET,
	};

	run_legacy(test, &c);
}

static struct kunit_case ice_legacy_cases[] = {
	KUNIT_CASE_PARAM(pass_legacy_test, pass_gen_params),
	KUNIT_CASE(pass_legacy_frags_test),
	KUNIT_CASE(xdp_tx_legacy_ctag_test),
	KUNIT_CASE(xdp_tx_legacy_stag_test),
	{}
};

static struct kunit_suite ice_legacy_suite = {
	.name = "ice_rx_meta_legacy",
	.init = ice_test_init,
	.test_cases = ice_legacy_cases,
};

kunit_test_suite(ice_legacy_suite);
