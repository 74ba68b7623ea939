// SPDX-License-Identifier: GPL-2.0
/*
 * Included by the mlx5 programs whose cases listen: the fixture "card", once for each
 * kind of receive queue. The harness keeps its lists of cases per source file.
 */
#include "mlx5_open.inc.c"

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

/* As listener_pass() */
static inline const struct hints *pass(FIXTURE_DATA(card) *self, __u8 number,
				       const struct flow *flow, __u16 tpid,
				       __u16 tci)
{
	return listener_pass(&self->l, number, flow, tpid, tci);
}
