// SPDX-License-Identifier: GPL-2.0
/*
 * The unmodified mlx5 driver on a modelled ConnectX-5: its hints, to the bit.
 *
 * Frames go out of the second card as they are; on the first, reader_log.bpf.c
 * writes down what the readers of the driver say. All that they shall say is
 * computed here, from the frame, and the key and table read back from the
 * driver.
 */
#include <errno.h>
#include <unistd.h>
#include <arpa/inet.h>
#include <net/if.h>
#include <bpf/bpf.h>
#include <bpf/libbpf.h>

#include "../layer/harness.h"
#include "../tunnel/toeplitz_ref.h"
#include "card.h"
#include "count.skel.h"
#include "hints.h"
#include "reader_log.skel.h"

#define WAIT_MS		3000

/* enum xdp_rss_hash_type, of the kernel's BTF */
#define L3_V4		(1 << 0)
#define L3_V6		(1 << 1)
#define L4		(1 << 3)
#define L4_TCP		(1 << 4)
#define L4_UDP		(1 << 5)

static const char *dev, *peer;

static const struct flow flows[] = {
	{ 4, IPPROTO_TCP, "66.9.149.187", "161.142.100.80", 2794, 1766 },
	{ 4, IPPROTO_TCP, "199.92.111.2", "65.69.140.83", 14230, 4739 },
	{ 4, IPPROTO_UDP, "24.19.198.95", "12.22.207.184", 12898, 38024 },
	{ 4, IPPROTO_UDP, "38.27.205.30", "209.142.163.6", 48228, 2217 },
	{ 4, IPPROTO_GRE, "153.39.163.191", "202.188.127.2", 0, 0 },
	{ 6, IPPROTO_TCP, "3ffe:2501:200:1fff::7", "3ffe:2501:200:3::1",
	  2794, 1766 },
	{ 6, IPPROTO_UDP, "3ffe:501:8::260:97ff:fe40:efab", "ff02::1",
	  14230, 4739 },
	{ 6, IPPROTO_GRE, "3ffe:1900:4545:3:200:f8ff:fe21:67cf",
	  "fe80::200:f8ff:fe21:67cf", 0, 0 },
};
#define N_FLOWS (sizeof(flows) / sizeof(flows[0]))

/* The type the driver shall give for a flow. */
static __u32 type_of(const struct flow *flow)
{
	__u32 type = flow->version == 4 ? L3_V4 : L3_V6;

	if (flow->proto == IPPROTO_TCP)
		type |= L4 | L4_TCP;
	else if (flow->proto == IPPROTO_UDP)
		type |= L4 | L4_UDP;
	return type;
}

static bool has_ports(const struct flow *flow)
{
	return flow->proto != IPPROTO_GRE;
}

FIXTURE(card) {
	struct reader_log *skel;
	struct bpf_link *link;
	int fd;			/* on the second card */
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
	struct bpf_program *prog;

	ASSERT_EQ(0, card_run("ethtool --set-priv-flags %s rx_striding_rq %s",
			      dev, variant->striding));
	self->skel = reader_log__open();
	ASSERT_NE(NULL, self->skel);
	prog = self->skel->progs.record;
	bpf_program__set_ifindex(prog, if_nametoindex(dev));
	bpf_program__set_flags(prog, BPF_F_XDP_DEV_BOUND_ONLY |
				     BPF_F_XDP_HAS_FRAGS);
	ASSERT_EQ(0, reader_log__load(self->skel));
	self->link = bpf_program__attach_xdp(prog, if_nametoindex(dev));
	ASSERT_NE(NULL, self->link);
	ASSERT_EQ(0, card_hwtstamp(dev, true));
	self->fd = card_socket(peer);
	ASSERT_GE(self->fd, 0);
}

FIXTURE_TEARDOWN(card)
{
	bpf_link__destroy(self->link);
	reader_log__destroy(self->skel);
}

static bool wait_for(struct reader_log *skel, __u32 total)
{
	volatile __u32 *seen = &skel->bss->total;

	for (int i = 0; i < WAIT_MS && *seen < total; i++)
		usleep(1000);
	return *seen >= total;
}

/* Sends one frame of a flow and returns what came of it, NULL: nothing did. */
static const struct hints *pass(FIXTURE_DATA(card) *self, __u8 number,
				const struct flow *flow, __u16 tpid, __u16 tci)
{
	__u32 before = self->skel->bss->total;
	struct frame f;

	frame_begin(&f, number);
	if (tpid)
		frame_tag(&f, tpid, tci);
	frame_flow(&f, flow, 64);
	if (card_send(self->fd, &f) || !wait_for(self->skel, before + 1))
		return NULL;
	return &self->skel->bss->hints[number];
}

/* With the key and the table that the driver has. */
TEST_F(card, hash)
{
	struct card_rss rss;
	__u8 tuple[36];

	ASSERT_EQ(0, card_rss(dev, &rss));
	for (unsigned int i = 0; i < N_FLOWS; i++) {
		const struct hints *h = pass(self, i, &flows[i], 0, 0);
		size_t n = flow_tuple(&flows[i], has_ports(&flows[i]), true,
				      tuple);
		__u32 hash = toeplitz_ref(rss.key, tuple, n);

		ASSERT_NE(NULL, h) TH_LOG("flow %u is lost", i);
		EXPECT_EQ(0, h->hash_ret);
		EXPECT_EQ(hash, h->hash) TH_LOG("flow %u", i);
		EXPECT_EQ(type_of(&flows[i]), h->hash_type) TH_LOG("%u", i);
		EXPECT_EQ(rss.indir[hash % rss.entries], h->queue);
	}
}

/* There and back again: the driver wants one hash for both directions. */
TEST_F(card, hash_symmetric)
{
	for (unsigned int i = 0; i < N_FLOWS; i++) {
		struct flow back = flows[i];
		const struct hints *h, *b;

		back.src = flows[i].dst;
		back.dst = flows[i].src;
		back.sport = flows[i].dport;
		back.dport = flows[i].sport;
		h = pass(self, 2 * i, &flows[i], 0, 0);
		b = pass(self, 2 * i + 1, &back, 0, 0);
		ASSERT_NE(NULL, h);
		ASSERT_NE(NULL, b);
		EXPECT_EQ(h->hash, b->hash) TH_LOG("flow %u", i);
	}
}

/*
 * The verification suite of the RSS specification: addresses, and with ports.
 */
TEST_F(card, hash_published)
{
	static const struct {
		struct flow flow;
		__u32 hash;
	} known[] = {
		{ { 4, IPPROTO_TCP, "66.9.149.187", "161.142.100.80", 2794,
		    1766 }, 0x51ccc178 },
		{ { 4, IPPROTO_TCP, "199.92.111.2", "65.69.140.83", 14230,
		    4739 }, 0xc626b0ea },
		{ { 4, IPPROTO_TCP, "24.19.198.95", "12.22.207.184", 12898,
		    38024 }, 0x5c2b394a },
		{ { 4, IPPROTO_GRE, "66.9.149.187", "161.142.100.80", 0, 0 },
		  0x323e8fc2 },
		{ { 4, IPPROTO_GRE, "199.92.111.2", "65.69.140.83", 0, 0 },
		  0xd718262a },
		{ { 6, IPPROTO_TCP, "3ffe:2501:200:1fff::7",
		    "3ffe:2501:200:3::1", 2794, 1766 }, 0x40207d3d },
		{ { 6, IPPROTO_GRE, "3ffe:2501:200:1fff::7",
		    "3ffe:2501:200:3::1", 0, 0 }, 0x2cc18cd5 },
	};

	ASSERT_EQ(0, card_run("ethtool -X %s hkey 6d:5a:56:da:25:5b:0e:c2:41:67:25:3d:43:a3:8f:b0:d0:ca:2b:cb:ae:7b:30:b4:77:cb:2d:a3:80:30:f2:0c:6a:42:b7:3b:be:ac:01:fa",
			      dev));
	ASSERT_EQ(0, card_control(0, "symmetric off", NULL, 0));
	for (unsigned int i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		const struct hints *h = pass(self, i, &known[i].flow, 0, 0);

		EXPECT_NE(NULL, h) TH_LOG("%u is lost", i);
		if (h)
			EXPECT_EQ(known[i].hash, h->hash) TH_LOG("%u", i);
	}
	EXPECT_EQ(0, card_control(0, "symmetric on", NULL, 0));
}

/* What is no IP has no hash, and the reader says so by its type. */
TEST_F(card, hash_none)
{
	const struct flow none = { 0 };
	const struct hints *h = pass(self, 1, &none, 0, 0);

	ASSERT_NE(NULL, h);
	EXPECT_EQ(0, h->hash_ret);
	EXPECT_EQ(0, h->hash);
	EXPECT_EQ(0, h->hash_type);
}

TEST_F(card, hash_off)
{
	const struct hints *h;

	ASSERT_EQ(0, card_run("ethtool -K %s rxhash off", dev));
	h = pass(self, 1, &flows[0], 0, 0);
	EXPECT_EQ(0, card_run("ethtool -K %s rxhash on", dev));
	ASSERT_NE(NULL, h);
	EXPECT_EQ(-ENODATA, h->hash_ret);
}

/* The card takes the tag out and says which it was. */
TEST_F(card, vlan)
{
	static const __u16 tcis[] = { 0x0005, 0xe005, 0x1fff, 0xffff, 0x0000 };

	for (unsigned int i = 0; i < 5; i++) {
		const struct hints *h = pass(self, i, &flows[0], 0x8100,
					     tcis[i]);
		struct frame want;

		frame_begin(&want, i);
		frame_flow(&want, &flows[0], 64);
		ASSERT_NE(NULL, h) TH_LOG("tci %#x is lost", tcis[i]);
		EXPECT_EQ(0, h->vlan_ret);
		EXPECT_EQ(htons(0x8100), h->tpid);
		EXPECT_EQ(tcis[i], h->tci);
		EXPECT_EQ(want.len, h->len);
		EXPECT_EQ(0, memcmp(want.data, h->head, HINTS_BYTES));
	}
}

TEST_F(card, vlan_none)
{
	const struct hints *h = pass(self, 1, &flows[0], 0, 0);

	ASSERT_NE(NULL, h);
	EXPECT_EQ(-ENODATA, h->vlan_ret);
	/* ... and nothing is left of a packet that had one. */
	h = pass(self, 2, &flows[0], 0x8100, 7);
	ASSERT_NE(NULL, h);
	EXPECT_EQ(0, h->vlan_ret);
	h = pass(self, 3, &flows[0], 0, 0);
	ASSERT_NE(NULL, h);
	EXPECT_EQ(-ENODATA, h->vlan_ret);
}

/* The card itself drops what has a tag that nobody asked for. */
TEST_F(card, vlan_filter)
{
	char before[1 << 12], after[1 << 12];
	struct frame f;

	ASSERT_EQ(0, card_run("ethtool -K %s rx-vlan-filter on", dev));
	EXPECT_EQ(0, card_control(0, "stats", before, sizeof(before)));
	frame_begin(&f, 3);
	frame_tag(&f, 0x8100, 0x123);
	frame_flow(&f, &flows[0], 64);
	EXPECT_EQ(0, card_send(self->fd, &f));
	EXPECT_NE(NULL, pass(self, 4, &flows[0], 0, 0));
	EXPECT_EQ(0, card_control(0, "stats", after, sizeof(after)));
	EXPECT_EQ(0, self->skel->bss->hints[3].seen);
	EXPECT_NE(0, strcmp(strstr(before, "no_rule"),
			    strstr(after, "no_rule")));
	EXPECT_EQ(0, card_run("ethtool -K %s rx-vlan-filter off", dev));
}

TEST_F(card, vlan_kept)
{
	const struct hints *h;
	struct frame want;

	ASSERT_EQ(0, card_run("ethtool -K %s rxvlan off", dev));
	h = pass(self, 9, &flows[0], 0x8100, 0x2007);
	EXPECT_EQ(0, card_run("ethtool -K %s rxvlan on", dev));
	frame_begin(&want, 9);
	frame_tag(&want, 0x8100, 0x2007);
	frame_flow(&want, &flows[0], 64);
	ASSERT_NE(NULL, h);
	EXPECT_EQ(-ENODATA, h->vlan_ret);
	EXPECT_EQ(want.len, h->len);
	EXPECT_EQ(0, memcmp(want.data, h->head, HINTS_BYTES));
}

/* Between two readings of the card's clock, and never backwards. */
TEST_F(card, timestamp)
{
	int phc = card_phc(dev);
	__u64 last = 0;

	ASSERT_GE(phc, 0);
	for (int i = 0; i < 16; i++) {
		__u64 before = card_phc_read(phc), after;
		const struct hints *h = pass(self, i, &flows[0], 0, 0);

		after = card_phc_read(phc);
		ASSERT_NE(NULL, h);
		EXPECT_EQ(0, h->time_ret);
		EXPECT_GE(h->time, before);
		EXPECT_LE(h->time, after);
		EXPECT_GT(h->time, last);
		last = h->time;
	}
	close(phc);
}

TEST_F(card, timestamp_off)
{
	const struct hints *h;

	ASSERT_EQ(0, card_hwtstamp(dev, false));
	h = pass(self, 1, &flows[0], 0, 0);
	ASSERT_NE(NULL, h);
	EXPECT_EQ(-ENODATA, h->time_ret);
}

/* What the control socket puts into a completion comes out of the readers. */
TEST_F(card, injected)
{
	char line[256] = "inject hash=0xdeadbeef type=0x88 vlan=0xa123 ";
	size_t n = strlen(line);
	struct hints *h = &self->skel->bss->hints[77];
	struct frame f;

	frame_begin(&f, 77);
	frame_flow(&f, &flows[0], 4);
	for (size_t i = 0; i < f.len; i++)
		n += sprintf(line + n, "%02x", f.data[i]);
	ASSERT_EQ(0, card_control(0, line, NULL, 0));
	ASSERT_TRUE(wait_for(self->skel, 1));
	EXPECT_EQ(0xdeadbeef, h->hash);
	EXPECT_EQ(L3_V6 | L4 | L4_UDP, h->hash_type);
	EXPECT_EQ(0, h->vlan_ret);
	EXPECT_EQ(0xa123, h->tci);
	EXPECT_EQ(60, h->len);
}

/* More frames than any ring has entries, all of them, and in order. */
TEST_F(card, wraps)
{
	for (unsigned int i = 0; i < 24; i++) {
		__u32 before = self->skel->bss->total;

		for (unsigned int j = 0; j < 128; j++) {
			struct frame f;

			frame_begin(&f, j);
			frame_flow(&f, &flows[0], 64 + i * 16);
			ASSERT_EQ(0, card_send(self->fd, &f));
		}
		ASSERT_TRUE(wait_for(self->skel, before + 128))
			TH_LOG("round %u: %u of 128", i,
			       self->skel->bss->total - before);
	}
	for (unsigned int j = 0; j < 128; j++)
		EXPECT_EQ(24, self->skel->bss->hints[j].seen);
}

/* XDP_TX: with the addresses changed over, and all else as it was sent. */
TEST_F(card, returned)
{
	static const size_t sizes[] = { 6, 64, 333, 1400 };
	struct frame f, back;

	self->skel->data->verdict = XDP_TX;
	for (unsigned int i = 0; i < 4; i++) {
		frame_begin(&f, i);
		frame_flow(&f, &flows[2], sizes[i]);
		ASSERT_EQ(0, card_send(self->fd, &f));
		ASSERT_EQ(0, card_receive(self->fd, &back, WAIT_MS));
		EXPECT_EQ(f.len < 60 ? 60 : f.len, back.len);
		EXPECT_EQ(0, memcmp(f.data + 12, back.data + 12, f.len - 12));
		EXPECT_EQ(0, memcmp(f.data, back.data + 6, 6));
	}
}

/*
 * XDP_REDIRECT: out of the second card, by its ndo_xdp_xmit, and so back into
 * the first. It has queues for that only while it has a program itself.
 */
TEST_F(card, redirected)
{
	struct count *other = count__open_and_load();
	struct bpf_link *link;
	struct frame f, got;
	int fd = card_socket(dev);

	ASSERT_NE(NULL, other);
	link = bpf_program__attach_xdp(other->progs.count_frames,
				       if_nametoindex(peer));
	ASSERT_NE(NULL, link);
	self->skel->bss->target = if_nametoindex(peer);
	self->skel->data->verdict = XDP_REDIRECT;
	for (unsigned int i = 0; i < 48; i++) {
		frame_begin(&f, i);
		frame_flow(&f, &flows[i % N_FLOWS], 24 + 28 * i);
		ASSERT_EQ(0, card_send(self->fd, &f));
		ASSERT_EQ(0, card_receive(fd, &got, WAIT_MS))
			TH_LOG("%zu bytes are lost", f.len);
		f.data[6] |= 0x04;
		EXPECT_EQ(f.len, got.len);
		EXPECT_EQ(0, memcmp(f.data, got.data, f.len));
	}
	close(fd);
	bpf_link__destroy(link);
	count__destroy(other);
}

/* XDP_PASS: through the stack to a socket, of every size. */
TEST_F(card, passed)
{
	int fd = card_socket(dev);

	ASSERT_GE(fd, 0);
	self->skel->data->verdict = XDP_PASS;
	for (unsigned int i = 0; i < 64; i++) {
		struct frame f, got;

		frame_begin(&f, i);
		frame_flow(&f, &flows[i % N_FLOWS], 20 + 22 * i);
		ASSERT_EQ(0, card_send(self->fd, &f));
		ASSERT_EQ(0, card_receive(fd, &got, WAIT_MS))
			TH_LOG("%zu bytes are lost", f.len);
		EXPECT_EQ(f.len, got.len);
		EXPECT_EQ(0, memcmp(f.data, got.data, f.len));
	}
	close(fd);
}

/* An error that costs one packet: the next ones come as if nothing had been. */
TEST_F(card, error_length)
{
	struct frame f;

	ASSERT_EQ(0, card_control(0, "cqe-error 1 1", NULL, 0));
	frame_begin(&f, 200);
	frame_flow(&f, &flows[0], 64);
	ASSERT_EQ(0, card_send(self->fd, &f));
	for (int i = 0; i < 8; i++)
		ASSERT_NE(NULL, pass(self, i, &flows[0], 0, 0));
	EXPECT_EQ(0, self->skel->bss->hints[200].seen);
}

/* An error that stops the queue: the driver resets it, and goes on. */
TEST_F(card, error_recovered)
{
	volatile __u32 *total = &self->skel->bss->total;
	struct frame f;

	ASSERT_EQ(0, card_control(0, "cqe-error 1 4", NULL, 0));
	frame_begin(&f, 200);
	frame_flow(&f, &flows[0], 64);
	ASSERT_EQ(0, card_send(self->fd, &f));
	frame_begin(&f, 201);
	frame_flow(&f, &flows[0], 64);
	for (int i = 0; i < 500 && !*total; i++) {
		ASSERT_EQ(0, card_send(self->fd, &f));
		usleep(10000);
	}
	EXPECT_EQ(0, self->skel->bss->hints[200].seen);
	EXPECT_NE(0, self->skel->bss->hints[201].seen);
}

/* A command fails in the middle of a change: all is as it was. */
TEST_F(card, command_fails)
{
	char line[64];

	/* CREATE_RQ, with MLX5_CMD_STAT_BAD_RES_ERR */
	snprintf(line, sizeof(line), "fail 1 5 %#x", 0x908);
	ASSERT_EQ(0, card_control(0, line, NULL, 0));
	EXPECT_NE(0, card_run("ethtool -G %s rx 512", dev));
	EXPECT_EQ(0, card_run("ethtool -G %s rx 512", dev));
	EXPECT_NE(NULL, pass(self, 1, &flows[0], 0, 0));
	EXPECT_EQ(0, card_run("ethtool -G %s rx 1024", dev));
}

TEST_F(card, cable)
{
	ASSERT_EQ(0, card_control(0, "link down", NULL, 0));
	for (int i = 0; i < 100 && !card_run("grep -q 1 /sys/class/net/%s/carrier", dev); i++)
		usleep(10000);
	EXPECT_NE(0, card_run("grep -q 1 /sys/class/net/%s/carrier", dev));
	ASSERT_EQ(0, card_control(0, "link up", NULL, 0));
	ASSERT_EQ(0, card_wait_up(dev));
	EXPECT_NE(NULL, pass(self, 1, &flows[0], 0, 0));
}

static int open_cards(void)
{
	dev = card_name(CARD_MAC0);
	peer = card_name(CARD_MAC1);
	if (!dev || !peer)
		return KSFT_SKIP;
	/*
	 * Any tag is for us, and what comes back is for nobody in particular.
	 */
	if (card_run("ip link set %s up && ip link set %s up promisc on && ethtool -K %s rx-vlan-filter off",
		     dev, peer, dev))
		return KSFT_FAIL;
	return card_wait_up(dev) || card_wait_up(peer) ? KSFT_FAIL : 0;
}

LAYER_MAIN(open_cards)
