// SPDX-License-Identifier: GPL-2.0
/*
 * Test bodies: what the cards transmit, and what they count.
 *
 * Part of mlx5/stored.c, which includes it.
 */
/* A fixture whose variants are packets of one buffer and of several */
#define BY_LENGTH(fixture)						\
	FIXTURE(fixture) {						\
	};								\
	FIXTURE_VARIANT(fixture) {					\
		unsigned int len;					\
	};								\
	FIXTURE_SETUP(fixture)						\
	{								\
	}								\
	FIXTURE_TEARDOWN(fixture)					\
	{								\
	}								\
	FIXTURE_VARIANT_ADD(fixture, one_buffer) { .len = PATH_LEN }
#if MLX5_JUMBO
#define WITH_FRAGS(fixture)						\
	FIXTURE_VARIANT_ADD(fixture, frags) { .len = FRAGS_LEN }
#else
#define WITH_FRAGS(fixture)	_Static_assert(1, "one buffer only")
#endif

#include "tests/layer/cases/other_card.inc.c"

OTHER_CARD(one_buffer, "eth1", "eth0", PATH_LEN, "tx_xdp_xmit", "tx_xdp_err");
#if MLX5_JUMBO
OTHER_CARD(frags, "eth1", "eth0", FRAGS_LEN, "tx_xdp_xmit", "tx_xdp_err");
#endif

/* XDP_TX of packets with and without a tag */
BY_LENGTH(tx_counters);
WITH_FRAGS(tx_counters);

TEST_F(tx_counters, count_what_is_sent)
{
	static const struct path path = PATH_NIC_TX("eth0", "eth1");
	static const struct {
		const char *name;
		__u64 want;
	} counters[] = {
		{ "rx_xdp_tx_xmit", CARRY_LISTS },
		{ "rx_xdp_tx_err", 0 },
		{ "rx_xdp_drop", 0 },
	};
	const struct path_run run = {
		.packets = CARRY_LISTS, .len = variant->len,
	};
	__u64 before[ARRAY_SIZE(counters)], now;
	unsigned int i;

	ASSERT_EQ(0, path_begin(&path));
	path_lists(CARRY_LISTS);
	for (i = 0; i < ARRAY_SIZE(counters); i++)
		ASSERT_EQ(0, net_stat("eth1", counters[i].name, &before[i]));
	path_do(0, 1, value_vlan(1));
	path_do(0, 2, VALUE_ALL(2));
	ASSERT_EQ(0, path_go(&path, &run));
	for (i = 0; i < ARRAY_SIZE(counters); i++) {
		ASSERT_EQ(0, net_stat("eth1", counters[i].name, &now));
		EXPECT_EQ(counters[i].want, now - before[i])
			TH_LOG("%s", counters[i].name);
	}
}

/*
 * XDP_TX of a packet that cannot be sent with its tag: the error is counted,
 * and the next packet is sent. The program makes the packet too long for the
 * wire, as bpf_redirect() itself refuses such a frame. Or it leaves only the
 * header of a packet whose linear part is empty.
 */
#define REFUSED_LEN	(MLX5_MTU + 14)
#define REFUSED_GROWS	8	/* to the longest frame that a card sends */

FIXTURE(refused) {
	__u64 before;
	int fd;
};

FIXTURE_VARIANT(refused) {
	struct path path;
	bool zero_copy;
	unsigned int len;
	struct rxm_op first[2];
};

#if MLX5_HEADLESS
FIXTURE_VARIANT_ADD(refused, tx_of_a_header) {
	.path = PATH_NIC_TX("eth0", "eth1"),
	.len = PATH_LEN,
	.first = { TAIL(14 - PATH_LEN), SPAN },
};
#else
FIXTURE_VARIANT_ADD(refused, tx_of_too_much) {
	.path = PATH_NIC_TX("eth0", "eth1"),
	.len = REFUSED_LEN,
	.first = { HEAD(-REFUSED_GROWS), HEADER },
};
#endif
#if !MLX5_JUMBO
FIXTURE_VARIANT_ADD(refused, zero_copy_tx_of_too_much) {
	.path = PATH_NIC_TX("eth0", "eth1"),
	.zero_copy = true,
	.len = REFUSED_LEN,
	.first = { HEAD(-REFUSED_GROWS), HEADER },
};
#endif

FIXTURE_SETUP(refused)
{
	ASSERT_EQ(0, path_begin(&variant->path));
	path_lists(2);
#if !MLX5_JUMBO
	self->fd = variant->zero_copy ? xsk_bind("eth1", XDP_ZEROCOPY) : 0;
	ASSERT_LE(0, self->fd);
#endif
	ASSERT_EQ(0, net_stat("eth1", "rx_xdp_tx_err", &self->before));
}

FIXTURE_TEARDOWN(refused)
{
#if !MLX5_JUMBO
	if (variant->zero_copy)
		EXPECT_EQ(0, xsk_unbind("eth1", self->fd));
#endif
}

TEST_F(refused, is_counted_and_costs_no_other)
{
	const struct path_run run = {
		.packets = 2, .len = variant->len, .expect = 1,
	};
	__u64 now;

	path_do(0, 0, variant->first[0], variant->first[1], value_vlan(0));
	path_do(0, 1, value_vlan(1));
	ASSERT_EQ(0, path_go(&variant->path, &run));
	EXPECT_EQ(0, path_check_results());
	EXPECT_EQ(0, path_bpf->bss->seen[0][0].count);
	EXPECT_EQ(1, path_bpf->bss->seen[0][1].count);
	ASSERT_EQ(0, net_stat("eth1", "rx_xdp_tx_err", &now));
	EXPECT_EQ(1, now - self->before);
}
