/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The fixture of tests that listen, once for each kind of receive queue. In a
 * header, as the harness keeps its lists a program each.
 */
#ifndef TESTS_NIC_CARD_FIXTURE_H
#define TESTS_NIC_CARD_FIXTURE_H

#include "tests/lib/harness.h"
#include "listener.h"

FIXTURE(card) {
	struct listener l;
};

FIXTURE_VARIANT(card) {
	const char *striding;
};

FIXTURE_VARIANT_ADD(card, striding) {
	.striding = "on",
};

FIXTURE_VARIANT_ADD(card, legacy) {
	.striding = "off",
};

FIXTURE_SETUP(card)
{
	ASSERT_EQ(0, card_run("ethtool --set-priv-flags %s rx_striding_rq %s",
			      dev, variant->striding));
	ASSERT_EQ(0, listener_open(&self->l));
}

FIXTURE_TEARDOWN(card)
{
	listener_close(&self->l);
}

/* What listener_pass() returns. */
static inline const struct hints *pass(FIXTURE_DATA(card) *self, __u8 number,
				       const struct flow *flow, __u16 tpid,
				       __u16 tci)
{
	return listener_pass(&self->l, number, flow, tpid, tci);
}

static int card_open(void)
{
	return listener_ready("on") ?: listener_rings(FEW) ?:
	       listener_share(true);
}

#endif /* TESTS_NIC_CARD_FIXTURE_H */
