// SPDX-License-Identifier: GPL-2.0
/*
 * KUnit tests: zero-copy buffers of ice are user memory.
 *
 * User space sees what the driver leaves in a buffer. It may overwrite the
 * stored values while the driver reads them.
 */
#include <linux/kthread.h>
#include <net/xdp_sock_drv.h>
#include "ice_rx_meta_test.h"

#define LEN		ICE_TEST_LEN
#define META_START	sizeof(struct xdp_frame)
#define META_END	RX_META_TEST_ROOM

/*
 * Below the packet, a buffer contains the stored values and nothing else of the
 * kernel.
 */

/**
 * struct left_case - a packet in a zero-copy buffer
 * @name: of the case
 * @act: verdict of the program
 * @proto: TPID of the stored tag
 * @len: length of the packet
 * @pull: bytes that the program removes from the front, or adds if negative
 * @sent: expected number of descriptors
 * @redirected: expected number of redirected packets
 * @tag: expected number of bytes pushed
 */
struct left_case {
	const char *name;
	u32 act;
	u16 proto;
	u32 len;
	int pull;
	u16 sent;
	u16 redirected;
	u16 tag;
};

#define CTAG	ETH_P_8021Q
#define STAG	ETH_P_8021AD
/* The lowest start of a packet with stored values */
#define MOST	((int)META_END - XDP_PACKET_HEADROOM)

static const struct left_case left_cases[] = {
	{ "pass", .act = XDP_PASS, .proto = STAG, .len = LEN },
	{ "drop", .act = XDP_DROP, .proto = STAG, .len = LEN },
	{ "unknown verdict", .act = XDP_REDIRECT + 1, .proto = STAG,
	  .len = LEN },
	{ "redirect", .act = XDP_REDIRECT, .proto = STAG, .len = LEN,
	  .redirected = 1 },
	{ "tx, inserted", .act = XDP_TX, .proto = CTAG, .len = LEN, .sent = 1 },
	{ "tx, pushed", .act = XDP_TX, .proto = STAG, .len = LEN, .sent = 1,
	  .tag = VLAN_HLEN },
	{ "tx, pushed, no more room", .act = XDP_TX, .proto = STAG, .len = LEN,
	  .pull = MOST, .sent = 1, .tag = VLAN_HLEN },
	{ "tx, header cut off", .act = XDP_TX, .proto = STAG,
	  .len = ETH_HLEN - 1 },
	{ "tx, no such tag", .act = XDP_TX, .proto = 0x1234, .len = LEN,
	  .sent = 1 },
};

KUNIT_ARRAY_PARAM_DESC(left, left_cases, name);

static void expect_left(struct kunit *test, const u8 *chunk, u32 start)
{
	u32 i;

	for (i = 0; i < start; i++) {
		if ((i >= META_START && i < META_END) ||
		    chunk[i] == RX_META_TEST_FILL)
			continue;
		KUNIT_FAIL(test, "byte %u below the packet is %#x", i,
			   chunk[i]);
		return;
	}
}

static void left_test(struct kunit *test)
{
	const struct left_case *c = test->param_value;
	struct xdp_rx_meta_saved stored =
		rx_meta_test_stored(XDP_FLAGS_RX_META);
	const struct rx_meta_test_prog prog = {
		.stored = &stored, .pull = c->pull, .act = c->act,
	};
	struct ice_test *t = test->priv;
	struct rx_meta_test_sent *sent;
	u8 *chunk;

	stored.meta.vlan_proto = htons(c->proto);
	ice_test_rx_ring(test, t, ICE_TEST_RX_ZC);
	t->target = rx_meta_test_target(test);
	sent = netdev_priv(t->target);
	ice_test_attach(test, t, &prog);
	chunk = t->pool->heads[0].xdp.data_hard_start;
	ice_test_receive(t, c->len, true, true);
	ice_test_poll(t);

	KUNIT_EXPECT_EQ(test, t->tx->next_to_use, c->sent);
	KUNIT_EXPECT_EQ(test, sent->count, c->redirected);
	KUNIT_EXPECT_MEMEQ(test, chunk + META_START, &stored.meta,
			   RX_META_TEST_VALUES);
	expect_left(test, chunk, XDP_PACKET_HEADROOM + c->pull - c->tag);
}

/*
 * User space changes the tag all the time. Each packet leaves with one of these
 * tags, the same in all of its descriptors or in its bytes. If the TPID was not
 * valid, the packet leaves without a tag.
 */
#define RACE_CHANGED	10
#define RACE_PATIENCE	(60 * HZ)
#define RACE_DESCS	3
#define RACE_TCI	1
#define RACE_TAG	((u64)ICE_TX_DESC_CMD_IL2TAG1 << ICE_TXD_QW1_CMD_S | \
			 0xffffULL << ICE_TXD_QW1_L2TAG1_S)

static int scribble(void *where)
{
	static const __be16 protos[] = {
		cpu_to_be16(CTAG), cpu_to_be16(STAG), cpu_to_be16(0x1234),
	};
	struct xdp_rx_meta *meta = where;
	u32 i;

	for (i = 0; !kthread_should_stop(); i++) {
		WRITE_ONCE(meta->vlan_tci, i);
		WRITE_ONCE(meta->vlan_proto, protos[i % ARRAY_SIZE(protos)]);
		if (!(i & 0xff))
			cond_resched();
	}
	return 0;
}

static void scribble_stop(void *task)
{
	kthread_stop(task);
}

static u64 race_desc(struct ice_test *t, int i)
{
	return le64_to_cpu(ICE_TX_DESC(t->tx, i)->cmd_type_offset_bsz);
}

/* Whether the packet has another tag than the program stored */
static bool race_look(struct kunit *test)
{
	struct ice_test *t = test->priv;
	u64 tag = race_desc(t, 0) & RACE_TAG;
	u8 *data = t->tx->tx_buf[0].xdp->data;
	u16 type;
	int i;

	KUNIT_ASSERT_EQ(test, t->tx->next_to_use, RACE_DESCS);
	for (i = 1; i < RACE_DESCS; i++)
		KUNIT_ASSERT_EQ(test, race_desc(t, i) & RACE_TAG, tag);

	type = get_unaligned_be16(data + 2 * ETH_ALEN);
	if (!tag && eth_type_vlan(htons(type)))
		type = get_unaligned_be16(data + 2 * ETH_ALEN + VLAN_HLEN);
	KUNIT_ASSERT_EQ(test, type, ETH_P_802_EX1);
	return !tag || tag >> ICE_TXD_QW1_L2TAG1_S != RACE_TCI;
}

/* Restore the state before the packet. */
static void race_reset(struct ice_test *t)
{
	int i;

	for (i = 0; i < RACE_DESCS; i++) {
		list_del_init(&t->pool->heads[i].list_node);
		t->tx->tx_buf[i].type = ICE_TX_BUF_EMPTY;
	}
	t->pool->free_list_cnt = 0;
	t->tx->xdp_tx_active = 0;
	t->tx->next_to_use = 0;
	ice_test_rewind(t);
}

/* On the CPU of the test, the thread would not run during a poll. */
static void scribble_start(struct kunit *test, struct ice_test *t)
{
	u32 cpu = cpumask_any_but(cpu_online_mask, raw_smp_processor_id());
	struct task_struct *task;

	if (cpu >= nr_cpu_ids)
		kunit_skip(test, "needs two CPUs");
	task = kthread_create(scribble, xdp_buff_rx_meta(t->rx->xdp_buf[0]),
			      "ice_scribble");
	KUNIT_ASSERT_FALSE(test, IS_ERR(task));
	kthread_bind(task, cpu);
	wake_up_process(task);
	rx_meta_test_defer(test, scribble_stop, task);
}

static void race_test(struct kunit *test)
{
	const struct xdp_rx_meta_saved stored =
		rx_meta_test_stored_tag(CTAG, RACE_TCI);
	const struct rx_meta_test_prog prog = {
		.stored = &stored, .act = XDP_TX,
	};
	unsigned long deadline = jiffies + RACE_PATIENCE;
	struct ice_test *t = test->priv;
	int frag, changed = 0;

	ice_test_rx_ring(test, t, ICE_TEST_RX_ZC);
	ice_test_attach(test, t, &prog);
	scribble_start(test, t);

	/* In a virtual machine the thread may start late. */
	while (changed < RACE_CHANGED && time_before(jiffies, deadline)) {
		for (frag = 1; frag <= RACE_DESCS; frag++)
			ice_test_receive(t, LEN, frag == RACE_DESCS, true);
		ice_test_poll(t);
		changed += race_look(test);
		race_reset(t);
		cond_resched();
	}
	KUNIT_EXPECT_EQ(test, changed, RACE_CHANGED);
}

static struct kunit_case ice_user_cases[] = {
	KUNIT_CASE_PARAM(left_test, left_gen_params),
	KUNIT_CASE_SLOW(race_test),
	{}
};

static struct kunit_suite ice_user_suite = {
	.name = "ice_rx_meta_user",
	.init = ice_test_init,
	.test_cases = ice_user_cases,
};

kunit_test_suite(ice_user_suite);
