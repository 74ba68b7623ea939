// SPDX-License-Identifier: GPL-2.0
/*
 * The unmodified ice driver on a modelled E810 under settings of ethtool and ip, and with
 * faults. After each, traffic passes with exact hints.
 */
#include <linux/ethtool.h>

#include "ice_card.inc.c"

/* The link stays up, but no queue takes the frame. */
#define CARD_DOWN	"no_descriptor"
#define CARD_RX		"rxq"
#define CARD_TX		"txq"
#define CARD_ENTRY_PER_FRAME	true
/* The key goes on for the hash of other headers than those of flows. */
#define CARD_KEY_TAIL	":00:00:00:00:00:00:00:00:00:00:00:00"
#include "control_cases.inc.c"

const struct card_counter card_counters[] = {
	{ .name = "rx_unicast" },
	{ .name = "rx_unicast.nic" },
	{ .name = "rx_size_255.nic" },
	{ .name = "rx_bytes.nic", .counts = BYTES },
	{ .name = "tx_unicast", .sender = true },
	{ .name = "tx_unicast.nic", .sender = true },
	{ .name = "tx_size_255.nic", .sender = true },
	{ .name = "tx_bytes.nic", .sender = true, .counts = BYTES },
};
const unsigned int n_card_counters = ARRAY_SIZE(card_counters);

/*
 * A frame that is longer than the MTU. Return: 0 when it comes, or when the queue takes no
 * such frame and the card counts it; else -1.
 */
static int pass_longer(const struct listener *l, int in, size_t payload)
{
	__u64 before = card_stat(0, "no_descriptor");
	struct frame sent, got;
	bool came;

	frame_begin(&sent, 1);
	frame_flow(&sent, &flows[2], payload);
	if (frame_send(l->fd, &sent))
		return -1;
	frame_begin(&sent, 2);
	frame_flow(&sent, &flows[2], 100);
	if (frame_send(l->fd, &sent) || frame_receive(in, &got, WAIT_MS))
		return -1;
	came = got.data[11] == 1;
	if (came && frame_receive(in, &got, WAIT_MS))
		return -1;
	return got.data[11] == 2 &&
	       card_stat(0, "no_descriptor") - before == !came ? 0 : -1;
}

/* Buffers fit the MTU, and some drivers let the queue drop what is longer. */
TEST_F(card, mtu)
{
	static const unsigned int mtus[] = { 9000, 1500, 9000, 1500 };
	volatile __u32 *verdict = &self->l.skel->data->verdict;
	int in = frame_socket(dev);

	ASSERT_EQ(0, card_run("ip link set %s mtu 9000", peer));
	for (unsigned int i = 0; i < ARRAY_SIZE(mtus); i++) {
		__u64 before = card_stat(0, "no_descriptor");
		size_t most = 14 + mtus[i];

		ASSERT_EQ(0, card_run("ip link set %s mtu %u", dev, mtus[i]));
		ASSERT_EQ(0, card_wait_up(dev));
		*verdict = XDP_PASS;
		EXPECT_EQ(0, pass_size(&self->l, in, 600, true));
		EXPECT_EQ(0, pass_size(&self->l, in, most, true));
		EXPECT_EQ(0, card_stat(0, "no_descriptor") - before);
		if (mtus[i] == 1500)
			EXPECT_EQ(0, pass_longer(&self->l, in, 1600));
		*verdict = XDP_DROP;
		EXPECT_EXACT();
	}
	EXPECT_EQ(0, card_run("ip link set %s mtu 1500", peer));
	close(in);
}

/* The kernel refuses symmetry while any kind of flow is hashed over other fields. */
static int hash_no_teid(void)
{
	struct ethtool_rxnfc fields = {
		.cmd = ETHTOOL_SRXFH, .data = RXH_IP_SRC | RXH_IP_DST,
	};
	int err = 0;

	for (__u32 type = GTPU_V4_FLOW; !err && type <= GTPU_DL_V6_FLOW; type++) {
		fields.flow_type = type;
		err = net_ethtool(dev, &fields);
	}
	return err;
}

/* One hash for both directions of a flow, if the user wants that */
TEST_F(card, symmetric)
{
	__u32 hash[2];

	ASSERT_EQ(0, hash_no_teid());
	ASSERT_EQ(0, net_set_hash_xfrm(dev, RXH_XFRM_SYM_XOR));
	for (unsigned int i = 0; i < N_FLOWS; i++) {
		struct flow back = flows[i];

		back.src = flows[i].dst;
		back.dst = flows[i].src;
		back.sport = flows[i].dport;
		back.dport = flows[i].sport;
		for (int j = 0; j < 2; j++) {
			const struct hints *h = pass(self, j, j ? &back : &flows[i], 0, 0);

			ASSERT_NE(NULL, h);
			hash[j] = h->hash;
		}
		EXPECT_NE(0, hash[0]);
		EXPECT_EQ(hash[0], hash[1]) TH_LOG("flow %u", i);
	}
	EXPECT_EQ(0, net_set_hash_xfrm(dev, 0));
	EXPECT_EXACT();
}

/* The fields that are hashed */
TEST_F(card, fields)
{
	struct net_rss rss;
	const struct hints *h;
	struct flow plain = flows[2];

	plain.proto = IPPROTO_GRE;
	ASSERT_EQ(0, net_rss(dev, &rss));
	ASSERT_EQ(0, card_run("ethtool -N %s rx-flow-hash udp4 sd", dev));
	h = pass(self, 1, &flows[2], 0, 0);
	ASSERT_NE(NULL, h);
	EXPECT_EQ(flow_hash(&plain, rss.key, false), h->hash);
	ASSERT_EQ(0, card_run("ethtool -N %s rx-flow-hash udp4 sdfn", dev));
	EXPECT_EXACT();
}

/* A command fails in the middle of a change; the next change succeeds. */
TEST_F(card, command_fails)
{
	/* Add Tx Queues, with ENOSPC of the card */
	ASSERT_EQ(0, card_control(0, "fail 1 16 0xc30", NULL, 0));
	EXPECT_NE(0, card_run("ip link set %s mtu 1400", dev));
	ASSERT_EQ(0, card_control(0, "no faults", NULL, 0));
	card_run("ip link set %s down", dev);
	EXPECT_EQ(0, card_run("ip link set %s mtu 1500 up", dev));
	ASSERT_EQ(0, card_wait_up(dev));
	EXPECT_EXACT();
}

TEST_MAIN(card_open)
