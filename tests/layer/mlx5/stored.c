// SPDX-License-Identifier: GPL-2.0
/*
 * mlx5 on two modelled cards: eth0 sends to eth1. What a program stores on a
 * packet of either is in the skb, in the next program, and, a tag, on the wire.
 *
 * Built for each kind of receive queue: MLX5_STRIDING says which, MLX5_MTU
 * whether a packet lies in one buffer.
 */
#include <stdlib.h>
#include <unistd.h>
#include <bpf/libbpf.h>

#include "tests/layer/cases/carrier.inc.c"
#include "cards.h"
#include "tests/lib/net.h"
#include "tests/layer/path/nic_paths.h"
#include "tests/layer/path/values.h"
#include "tests/layer/path/path.h"
#include "tests/layer/cases/transmit.inc.c"
#if MLX5_MTU > 1500
#include "tests/layer/cases/frags.inc.c"
#else
#include "tests/layer/cases/adjust.inc.c"
#include "tests/layer/cases/chained.inc.c"
#include "tests/layer/cases/packet_socket.inc.c"

#include "tests/layer/cases/zero_copy.inc.c"
#endif

#define MLX5_JUMBO	(MLX5_MTU > 1500)
/* Linux 6.12 has nothing in the first buffer of such a queue's packets, and no
 * frame without an Ethernet header can be made an skb.
 */
#define MLX5_HEADLESS	(MLX5_STRIDING && MLX5_JUMBO)

#define MLX5_TYPE	0x2a	/* XDP_RSS_TYPE_L4_IPV6_UDP */

CARRIER(pass, PATH_NIC_PASS("eth1"));
TRANSMIT(tx, PATH_NIC_TX("eth0", "eth1"), PATH_LEN);
/* What the first card sends comes back to eth1, which must not send it once
 * more: so eth1 sends it itself.
 */
TRANSMIT(forward, PATH_NIC_BACK("eth0", "eth1"), PATH_LEN);
#if MLX5_JUMBO
FRAGS(pass, PATH_NIC_PASS("eth1"));
TRANSMIT(tx_frags, PATH_NIC_TX("eth0", "eth1"), FRAGS_LEN);
TRANSMIT(forward_frags, PATH_NIC_BACK("eth0", "eth1"), FRAGS_LEN);
TRANSMIT(xmit_frags, PATH_NIC_XMIT("eth0", "eth1"), FRAGS_LEN);
#else
TRANSMIT(live, PATH_NIC_XMIT_LIVE("eth0", "eth1"), PATH_LEN);
TRANSMIT(live_1514, PATH_NIC_XMIT_LIVE("eth0", "eth1"), 1514);
TRANSMIT(xmit, PATH_NIC_XMIT("eth0", "eth1"), PATH_LEN);
TRANSMIT(xmit_60, PATH_NIC_XMIT("eth0", "eth1"), 60);
TRANSMIT(xmit_cpumap, PATH_NIC_XMIT_CPUMAP("eth0", "eth1"), PATH_LEN);
TRANSMIT(tx_60, PATH_NIC_TX("eth0", "eth1"), 60);
TRANSMIT(tx_1514, PATH_NIC_TX("eth0", "eth1"), 1514);
ZERO_COPY(pass, PATH_NIC_PASS("eth1"), "eth1", MLX5_MTU, true);
ZERO_COPY(redirect, PATH_NIC_REDIRECT("eth1"), "eth1", MLX5_MTU, true);
ZERO_COPY(cpumap, PATH_NIC_CPUMAP_PROG("eth1"), "eth1", MLX5_MTU, true);
#endif
#if !MLX5_HEADLESS
CARRIER(redirect, PATH_NIC_REDIRECT("eth1"));
CARRIER(devmap_prog, PATH_NIC_DEVMAP_PROG("eth1"));
CARRIER(broadcast, PATH_NIC_BROADCAST("eth1"));
CARRIER(cpumap_prog, PATH_NIC_CPUMAP_PROG("eth1"));
#endif
#if MLX5_JUMBO && !MLX5_HEADLESS
FRAGS(redirect, PATH_NIC_REDIRECT("eth1"));
FRAGS(cpumap_prog, PATH_NIC_CPUMAP_PROG("eth1"));
#endif

#if MLX5_HEADLESS
/* No skb can show what such a frame carries over a redirect: the second program
 * loads it, and drops the frame.
 */
#define HEADLESS_PACKETS	4

FIXTURE(headless) {
};

FIXTURE_VARIANT(headless) {
	struct path path;
};

FIXTURE_VARIANT_ADD(headless, cpumap) { { FROM_SKB, {
	{ AT_NATIVE, "eth1", ACT_CPUMAP, NULL },
	{ AT_CPUMAP, NULL, ACT_DROP, NULL } }, 0, { NULL } } };
FIXTURE_VARIANT_ADD(headless, devmap) { { FROM_SKB, {
	{ AT_NATIVE, "eth1", ACT_DEVMAP, "tx1" },
	{ AT_DEVMAP, NULL, ACT_DROP, NULL } }, 0, { NULL } } };

FIXTURE_SETUP(headless)
{
	ASSERT_EQ(0, path_begin(&variant->path));
	path_lists(HEADLESS_PACKETS);
}

FIXTURE_TEARDOWN(headless)
{
}

TEST_F(headless, values_reach_the_second_program)
{
	const struct path_run run = { .packets = HEADLESS_PACKETS };
	const struct rxm_op hash = value_hash(0), vlan = value_vlan(0);
	const struct rxm_op ts = value_ts(0);
	const struct path_try all[] = {
		GIVES(hash.a, hash.b, LOAD_HASH),
		GIVES(vlan.a, vlan.b, LOAD_VLAN),
		GIVES(0, ts.b, LOAD_TS),
	};
	const struct path_try none[] = {
		FAILS(ENODATA, LOAD_HASH), FAILS(ENODATA, LOAD_VLAN),
		FAILS(ENODATA, LOAD_TS),
	};
	const struct path_try some[] = {
		GIVES(hash.a, hash.b, LOAD_HASH), FAILS(ENODATA, LOAD_VLAN),
		GIVES(0, ts.b, LOAD_TS),
	};
	struct path_want want = { 0 };

	path_do(0, 0, VALUE_ALL(0));
	path_do(0, 2, hash, ts);
	path_try(1, 0, all, ARRAY_SIZE(all));
	path_try(1, 1, none, ARRAY_SIZE(none));
	path_try(1, 2, some, ARRAY_SIZE(some));
	path_try(1, 3, none, ARRAY_SIZE(none));
	ASSERT_EQ(0, path_go(&variant->path, &run));
	ASSERT_EQ(0, net_wait(&path_test()->prog[1].runs, HEADLESS_PACKETS));
	EXPECT_EQ(0, path_check_tries(1, 0, all, ARRAY_SIZE(all), &want));
	EXPECT_EQ(0, path_check_tries(1, 1, none, ARRAY_SIZE(none), &want));
	EXPECT_EQ(0, path_check_tries(1, 2, some, ARRAY_SIZE(some), &want));
	EXPECT_EQ(0, path_check_tries(1, 3, none, ARRAY_SIZE(none), &want));
}
#endif

/*
 * Packets that the card says everything of: what is stored wins, and of what is
 * not stored its word stands.
 */
#define CQE_PACKETS	6
#define CQE_HASH	0xdeadbeef
#define CQE_TCI		0xa123
#define CQE_WORDS	"inject hash=0xdeadbeef type=0x88 vlan=0xa123 "

FIXTURE(cqe) {
};

FIXTURE_VARIANT(cqe) {
	struct path path;
};

FIXTURE_VARIANT_ADD(cqe, pass) { PATH_NIC_PASS("eth1") };
FIXTURE_VARIANT_ADD(cqe, bound) { { FROM_SKB, {
	{ AT_BOUND, "eth1", ACT_PASS, NULL } }, 0, { "eth1" } } };

FIXTURE_SETUP(cqe)
{
	ASSERT_EQ(0, path_begin(&variant->path));
	path_lists(CQE_PACKETS);
	ASSERT_EQ(0, card_hwtstamp("eth1", true));
}

FIXTURE_TEARDOWN(cqe)
{
	card_hwtstamp("eth1", false);
}

static int cqe_inject(__u32 seq)
{
	char line[sizeof(CQE_WORDS) + 2 * PATH_LEN] = CQE_WORDS;
	char *to = line + strlen(line);
	__u8 frame[PATH_LEN] = { 0 };
	int i;

	path_packet((struct rxm_packet *)frame, seq);
	for (i = 0; i < PATH_LEN; i++)
		to += sprintf(to, "%02x", frame[i]);
	return card_control(1, line, NULL, 0) ?:
	       net_wait(&path_bpf->bss->observed_total, seq + 1);
}

/* The card's time is what it is, but there has to be one. */
static int cqe_check(__u32 seq)
{
	const struct rxm_seen *seen = &path_bpf->bss->seen[0][seq];
	struct path_want want;

	path_stored(&want, RXM_PROGS, seq);
	if (!want.has_hash) {
		want.hash = CQE_HASH;
		want.type = RSS_L4;
	}
	if (!want.has_tag) {
		want.tci = CQE_TCI;
		want.proto = 0x8100;
	}
	if (!want.has_ts)
		want.ts = seen->hwtstamp ?: 1;
	want.has_hash = true;
	want.has_tag = true;
	want.has_ts = true;
	return path_check_skb(seen, &want);
}

TEST_F(cqe, gives_way_to_what_is_stored)
{
	__u32 i;

	path_do(0, 1, VALUE_ALL(1));
	path_do(0, 2, value_hash(2));
	path_do(0, 3, value_vlan(3));
	path_do(0, 4, value_ts(4));
	path_do(0, 5, VALUE_ALL(5), CLEAR(WHICH_ALL));
	for (i = 0; i < CQE_PACKETS; i++) {
		ASSERT_EQ(0, cqe_inject(i));
		EXPECT_EQ(0, cqe_check(i)) TH_LOG("packet %u", i);
	}
}

/* The readers, before a store, after it, and after it is taken back */
TEST(readers_follow_store_and_clear)
{
	static const struct path path = { FROM_SKB, {
		{ AT_BOUND, "eth1", ACT_PASS, NULL } }, 0, { "eth1" } };
	const struct path_try tries[] = {
		GIVES(CQE_HASH, MLX5_TYPE, RX_HASH),
		GIVES(CQE_TCI, 0x8100, RX_VLAN),
		OK(value_hash(0)), OK(value_vlan(0)), OK(value_ts(0)),
		GIVES(value_hash(0).a, value_hash(0).b, RX_HASH),
		GIVES(value_vlan(0).a, value_vlan(0).b, RX_VLAN),
		GIVES(0, value_ts(0).b, RX_TS),
		OK(CLEAR(WHICH_ALL)),
		GIVES(CQE_HASH, MLX5_TYPE, RX_HASH),
		GIVES(CQE_TCI, 0x8100, RX_VLAN),
	};
	struct path_want want = { 0 };

	ASSERT_EQ(0, path_begin(&path));
	path_lists(1);
	path_try(0, 0, tries, ARRAY_SIZE(tries));
	ASSERT_EQ(0, cqe_inject(0));
	EXPECT_EQ(0, path_check_tries(0, 0, tries, ARRAY_SIZE(tries), &want));
}

/* As before, but of a time that only the card knows */
TEST(time_of_the_card_is_back_after_clear)
{
	static const struct path path = { FROM_SKB, {
		{ AT_BOUND, "eth1", ACT_PASS, NULL } }, 0, { "eth1" } };
	struct path_try tries[] = {
		GIVES(0, 0, RX_TS), OK(value_ts(0)),
		GIVES(0, value_ts(0).b, RX_TS), OK(CLEAR(WHICH_TS)),
		GIVES(0, 0, RX_TS),
	};
	struct path_want want = { 0 };
	__u64 before, time;
	int phc;

	ASSERT_EQ(0, path_begin(&path));
	path_lists(1);
	path_try(0, 0, tries, ARRAY_SIZE(tries));
	phc = card_phc("eth1");
	ASSERT_LE(0, phc);
	ASSERT_EQ(0, card_hwtstamp("eth1", true));
	before = card_phc_read(phc);
	ASSERT_EQ(0, cqe_inject(0));
	time = path_test()->prog[0].res[0][0].b;
	EXPECT_LE(before, time);
	EXPECT_GE(card_phc_read(phc), time);
	tries[0].b = time;
	tries[4].b = time;
	EXPECT_EQ(0, path_check_tries(0, 0, tries, ARRAY_SIZE(tries), &want));
	card_hwtstamp("eth1", false);
	close(phc);
}

/* A program stores, and is taken off: packets that none sees have nothing of it. */
TEST(nothing_is_left_of_a_program_that_is_gone)
{
	static const struct path with = PATH_NIC_PASS("eth1");
	static const struct path without = { FROM_SKB, {
		{ AT_NONE, "eth1", ACT_PASS, NULL } }, 0, { "eth1" } };
	__u32 prog = 1;
	int i;

	ASSERT_EQ(0, path_begin(&with));
	path_lists(CARRIER_LISTS);
	for (i = 0; i < CARRIER_LISTS; i++)
		path_do(0, i, VALUE_ALL(i));
	ASSERT_EQ(0, carry(&with));
	ASSERT_EQ(0, path_begin(&without));
	ASSERT_EQ(0, bpf_xdp_query_id(net_index("eth1"), 0, &prog));
	ASSERT_EQ(0, prog);
	EXPECT_EQ(0, carry(&without));
}

/* From one card out of the other, past a program that sees all of it. What
 * comes back has a tag, so that the first program lets it through.
 */
FIXTURE(other_card) {
};

FIXTURE_VARIANT(other_card) {
	unsigned int len;
};

FIXTURE_VARIANT_ADD(other_card, one_buffer) { PATH_LEN };
#if MLX5_JUMBO
FIXTURE_VARIANT_ADD(other_card, frags) { FRAGS_LEN };
#endif

FIXTURE_SETUP(other_card)
{
}

FIXTURE_TEARDOWN(other_card)
{
}

TEST_F(other_card, sends_all_that_was_redirected_to_it)
{
	static const struct path path = { FROM_SKB, {
		{ AT_NATIVE, "eth1", ACT_DEVMAP, "eth0" },
		{ AT_DEVMAP, NULL, ACT_PASS, NULL },
		{ AT_NATIVE, "eth0", ACT_PASS, NULL } }, 0, { "eth1" } };
	__u64 sent, errors, now;
	int fd, i;

	ASSERT_EQ(0, path_begin(&path));
	path_lists(3);
	fd = net_socket("eth1", true);
	ASSERT_LE(0, fd);
	ASSERT_EQ(0, net_stat("eth0", "tx_xdp_xmit", &sent));
	ASSERT_EQ(0, net_stat("eth0", "tx_xdp_err", &errors));
	path_do(0, 0, VALUE_ALL(0));
	path_do(0, 1, value_vlan(1), value_ts(1));
	path_do(0, 2, value_vlan(2), value_hash(2));
	for (i = 0; i < 3; i++)
		path_do(1, i, LOAD_HASH, LOAD_VLAN, LOAD_TS);
	EXPECT_EQ(0, transmit_go(fd, &path, variant->len));
	EXPECT_EQ(TRANSMIT_PACKETS, path_test()->prog[1].runs);
	ASSERT_EQ(0, net_stat("eth0", "tx_xdp_xmit", &now));
	EXPECT_EQ(TRANSMIT_PACKETS, now - sent);
	ASSERT_EQ(0, net_stat("eth0", "tx_xdp_err", &now));
	EXPECT_EQ(0, now - errors);
	close(fd);
}

/* XDP_TX of packets with and without a tag, of one buffer and of several */
FIXTURE(tx_counters) {
};

FIXTURE_VARIANT(tx_counters) {
	unsigned int len;
};

FIXTURE_VARIANT_ADD(tx_counters, one_buffer) { PATH_LEN };
#if MLX5_JUMBO
FIXTURE_VARIANT_ADD(tx_counters, frags) { FRAGS_LEN };
#endif

FIXTURE_SETUP(tx_counters)
{
}

FIXTURE_TEARDOWN(tx_counters)
{
}

TEST_F(tx_counters, count_what_is_sent)
{
	static const struct path path = PATH_NIC_TX("eth0", "eth1");
	static const struct {
		const char *name;
		__u64 want;
	} counters[] = {
		{ "rx_xdp_tx_xmit", CARRIER_LISTS },
		{ "rx_xdp_tx_err", 0 },
		{ "rx_xdp_drop", 0 },
	};
	const struct path_run run = {
		.packets = CARRIER_LISTS, .len = variant->len,
	};
	__u64 before[ARRAY_SIZE(counters)], now;
	unsigned int i;

	ASSERT_EQ(0, path_begin(&path));
	path_lists(CARRIER_LISTS);
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

#if !MLX5_JUMBO
/* A copy of the packet is sent, and has the tag of the original. */
TEST(zero_copy_tx_has_the_stored_tag)
{
	static const struct path path = PATH_NIC_TX("eth0", "eth1");
	int fd;

	ASSERT_EQ(0, path_begin(&path));
	path_lists(CARRIER_LISTS);
	fd = xsk_bind("eth1", XDP_ZEROCOPY);
	ASSERT_LE(0, fd);
	path_do(0, 0, value_vlan(0));
	path_do(0, 2, value_vlan(2));
	path_do(0, 5, value_vlan(5));
	EXPECT_EQ(0, carry(&path));
	EXPECT_EQ(0, xsk_unbind("eth1", fd));
}
#endif

/*
 * XDP_TX of a packet that cannot be sent with its tag: it is not sent, and counted;
 * the next one is. A program makes it too long for the wire, bpf_redirect() itself
 * refuses such a frame; or it leaves nothing behind the header of a packet that has
 * nothing in the linear part.
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
	PATH_NIC_TX("eth0", "eth1"), false, PATH_LEN,
	{ TAIL(14 - PATH_LEN), SPAN } };
#else
FIXTURE_VARIANT_ADD(refused, tx_of_too_much) {
	PATH_NIC_TX("eth0", "eth1"), false, REFUSED_LEN,
	{ HEAD(-REFUSED_GROWS), HEADER } };
#endif
#if !MLX5_JUMBO
FIXTURE_VARIANT_ADD(refused, zero_copy_tx_of_too_much) {
	PATH_NIC_TX("eth0", "eth1"), true, REFUSED_LEN,
	{ HEAD(-REFUSED_GROWS), HEADER } };
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

#if !MLX5_JUMBO
CHAINED(devmap, PATH_NIC_DEVMAP_PROG("eth1"));
ADJUST(pass, PATH_NIC_PASS("eth1"), 0, true);
PACKET_SOCKET(pass, PATH_NIC_PASS("eth1"));
#endif

static int mlx5_open(void)
{
	return path_open_mtu(NIC_JUMBO) ?: mlx5_card("eth0", MLX5_MTU) ?:
	       mlx5_card("eth1", MLX5_MTU) ?: path_open_reader("eth1");
}

LAYER_MAIN(mlx5_open)
