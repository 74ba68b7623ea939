// SPDX-License-Identifier: GPL-2.0
/*
 * Included by the ice programs whose cases listen: the fixture "card". The harness keeps
 * its lists of cases per source file.
 */
#include "ice_open.inc.c"

FIXTURE(card) {
	struct listener l;
};

FIXTURE_SETUP(card)
{
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
