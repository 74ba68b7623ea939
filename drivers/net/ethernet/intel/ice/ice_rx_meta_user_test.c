// SPDX-License-Identifier: GPL-2.0
/*
 * KUnit tests: zero-copy buffers of ice are user memory.
 *
 * Who has mapped one sees all that is left in it, and may write to it while the
 * driver reads what a program stored there.
 */
#include <linux/etherdevice.h>
#include <linux/kthread.h>
#include <linux/rtnetlink.h>
#include <net/xdp_sock_drv.h>
#include <net/xsk_buff_pool.h>
#include "ice_rx_meta_test.h"

#define LEN		ICE_TEST_LEN
#define META_START	sizeof(struct xdp_frame)
#define META_END	(META_START + sizeof(struct xdp_rx_meta))
#define META_USED	offsetofend(struct xdp_rx_meta, vlan_tci)

static int user_init(struct kunit *test)
{
	test->priv = ice_test_make(test);
	return 0;
}

/* A device that takes what is redirected to it */
static int sink_xdp_xmit(struct net_device *dev, int n,
			 struct xdp_frame **frames, u32 flags)
{
	int i;

	for (i = 0; i < n; i++)
		xdp_return_frame(frames[i]);
	dev->stats.tx_packets += n;
	return n;
}

static netdev_tx_t sink_start_xmit(struct sk_buff *skb, struct net_device *dev)
{
	consume_skb(skb);
	return NETDEV_TX_OK;
}

static const struct net_device_ops sink_ops = {
	.ndo_start_xmit	= sink_start_xmit,
	.ndo_xdp_xmit	= sink_xdp_xmit,
};

static void sink_free(void *sink)
{
	unregister_netdev(sink);
	free_netdev(sink);
}

static void make_sink(struct kunit *test, struct ice_test *t)
{
	struct net_device *sink = alloc_etherdev(0);
	int err;

	KUNIT_ASSERT_NOT_NULL(test, sink);
	strscpy(sink->name, "icesink%d", sizeof(sink->name));
	sink->netdev_ops = &sink_ops;
	sink->xdp_features = NETDEV_XDP_ACT_NDO_XMIT;
	eth_hw_addr_random(sink);
	err = register_netdev(sink);
	if (err)
		free_netdev(sink);
	KUNIT_ASSERT_EQ(test, err, 0);
	KUNIT_ASSERT_EQ(test, 0,
			kunit_add_action_or_reset(test, sink_free, sink));

	rtnl_lock();
	err = dev_open(sink, NULL);
	rtnl_unlock();
	KUNIT_ASSERT_EQ(test, err, 0);
	t->sink = sink;
}

/*
 * What is left in a buffer: below the packet nothing but the values.
 */
struct left_case {
	const char *name;
	u32 act;
	u16 proto;
	u32 len;
	/* the program moves the packet's start by */
	int pull;
	/* expected: descriptors, redirected packets, bytes of a tag */
	u16 sent;
	u16 redirected;
	u16 tag;
};

#define CTAG	ETH_P_8021Q
#define STAG	ETH_P_8021AD
/* As far as a program can that stored something */
#define MOST	((int)META_END - XDP_PACKET_HEADROOM)

static const struct left_case left_cases[] = {
	{ "pass", XDP_PASS, STAG, LEN, 0, 0, 0, 0 },
	{ "drop", XDP_DROP, STAG, LEN, 0, 0, 0, 0 },
	{ "unknown verdict", XDP_REDIRECT + 1, STAG, LEN, 0, 0, 0, 0 },
	{ "redirect", XDP_REDIRECT, STAG, LEN, 0, 0, 1, 0 },
	{ "tx, inserted", XDP_TX, CTAG, LEN, 0, 1, 0, 0 },
	{ "tx, pushed", XDP_TX, STAG, LEN, 0, 1, 0, VLAN_HLEN },
	{ "tx, pushed, no more room", XDP_TX, STAG, LEN, MOST, 1, 0,
	  VLAN_HLEN },
	{ "tx, header cut off", XDP_TX, STAG, ETH_HLEN - 1, 0, 0, 0, 0 },
	{ "tx, no such tag", XDP_TX, 0x1234, LEN, 0, 1, 0, 0 },
};

KUNIT_ARRAY_PARAM_DESC(left, left_cases, name);

static void expect_left(struct kunit *test, const u8 *chunk, u32 start)
{
	u32 i;

	for (i = 0; i < start; i++) {
		if ((i >= META_START && i < META_END) ||
		    chunk[i] == ICE_TEST_FILL)
			continue;
		KUNIT_FAIL(test, "byte %u below the packet is %#x", i,
			   chunk[i]);
		return;
	}
}

static void left_test(struct kunit *test)
{
	const struct left_case *c = test->param_value;
	const struct xdp_rx_meta stored = {
		.timestamp	= 0x0123456789abcdefULL,
		.hash		= 0xcafef00d,
		.hash_type	= XDP_RSS_TYPE_L4_IPV4_TCP,
		.vlan_proto	= htons(c->proto),
		.vlan_tci	= 0xa123,
	};
	const struct ice_test_prog prog = {
		.meta = &stored, .flags = XDP_FLAGS_RX_META, .pull = c->pull,
		.act = c->act,
	};
	struct ice_test *t = test->priv;
	u8 *chunk;

	ice_test_rx_ring(test, t, ICE_TEST_RX_ZC);
	make_sink(test, t);
	ice_test_attach(test, t, &prog);
	chunk = t->pool->heads[0].xdp.data_hard_start;
	ice_test_receive(t, c->len, true, true);
	ice_test_poll(t);

	KUNIT_EXPECT_EQ(test, t->tx->next_to_use, c->sent);
	KUNIT_EXPECT_EQ(test, t->sink->stats.tx_packets, c->redirected);
	KUNIT_EXPECT_MEMEQ(test, chunk + META_START, &stored, META_USED);
	expect_left(test, chunk, XDP_PACKET_HEADROOM + c->pull - c->tag);
}

/*
 * The tag changes all the time. Each packet has one of those that were there,
 * the same in all of its descriptors or in its bytes; or what was there was no
 * tag, and it has none.
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

/* Whether it has another tag than the program stored */
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
	KUNIT_ASSERT_EQ(test, type, ICE_TEST_PROTO);
	return !tag || tag >> ICE_TXD_QW1_L2TAG1_S != RACE_TCI;
}

/* As all was before the packet */
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
	t->rx->next_to_clean = 0;
	t->rx->first_desc = 0;
	t->next = 0;
}

/* On another CPU than this: they take turns on one, and change nothing then. */
static void scribble_start(struct kunit *test, struct ice_test *t)
{
	u32 cpu = cpumask_any_but(cpu_online_mask, raw_smp_processor_id());
	struct task_struct *task;

	if (cpu >= nr_cpu_ids)
		kunit_skip(test, "takes two CPUs");
	task = kthread_create(scribble, xdp_buff_rx_meta(t->rx->xdp_buf[0]),
			      "ice_scribble");
	KUNIT_ASSERT_FALSE(test, IS_ERR(task));
	kthread_bind(task, cpu);
	wake_up_process(task);
	KUNIT_ASSERT_EQ(test, 0,
			kunit_add_action_or_reset(test, scribble_stop, task));
}

static void race_test(struct kunit *test)
{
	const struct xdp_rx_meta stored = {
		.vlan_proto = htons(CTAG), .vlan_tci = RACE_TCI,
	};
	const struct ice_test_prog prog = {
		.meta = &stored, .flags = XDP_FLAGS_RX_VLAN_TAG, .act = XDP_TX,
	};
	unsigned long deadline = jiffies + RACE_PATIENCE;
	struct ice_test *t = test->priv;
	int frag, changed = 0;

	ice_test_rx_ring(test, t, ICE_TEST_RX_ZC);
	ice_test_attach(test, t, &prog);
	scribble_start(test, t);

	/* The other CPU may take its time to begin, in a virtual machine */
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
	.init = user_init,
	.test_cases = ice_user_cases,
};

kunit_test_suite(ice_user_suite);
