// SPDX-License-Identifier: GPL-2.0
/*
 * rxmeta on a card that takes VLAN tags out of what it receives, as cards do unless
 * told otherwise: what the card knows of a packet goes along with it, to another CPU
 * and to a veth.
 */
#include <arpa/inet.h>
#include <net/if.h>
#include <netinet/in.h>
#include <unistd.h>
#include <bpf/bpf.h>
#include <bpf/libbpf.h>

#include "tests/lib/harness.h"
#include "tests/lib/kernel.h"
#include "tests/lib/net.h"
#include "tests/lib/ancillary.h"
#include "tests/lib/rss_vectors.h"
#include "tests/lib/rxmeta_tool.h"
#include "peer.h"
#include "listener.h"

#define PINGS		5
#define PINGS_TEXT	"5"
#define TCI		0xa123
#define NUMBER		7	/* of each frame */
#define VETH_MAC	CARD_MAC0	/* what is for the card is for the veth's peer */

/* ve1 receives what is redirected to ve0: for that it needs GRO, or a program. */
static int veth_make(const char *ns)
{
	return card_run("ip link add ve0 type veth peer name ve1 address " VETH_MAC) ?:
	       card_run("ip link set ve0 up") ?:
	       (ns ? card_run("ip link set ve1 netns %s && ip -n %s link set ve1 up && ip netns exec %s ethtool -K ve1 gro on",
			      ns, ns, ns) : card_run("ip link set ve1 up"));
}

/*
 * A GRE tunnel in a VLAN, between two hosts that ping each other through it.
 */
FIXTURE(vlan) { };

FIXTURE_VARIANT(vlan) {
	const char *proto;
	const char *rxvlan;
	const char *attach;	/* words for rxmeta, or NULL */
	unsigned int mtu;
	bool legacy;		/* receive queues: a packet begins in the linear part */
};

#define VLAN_VARIANT(name, proto, rxvlan, attach, ...)		\
	FIXTURE_VARIANT_ADD(vlan, name) { proto, rxvlan, attach, __VA_ARGS__ }

VLAN_VARIANT(without, "802.1Q", "on", NULL, 1500, false);
VLAN_VARIANT(cpus, "802.1Q", "on", "--cpus 0-1", 1500, false);
VLAN_VARIANT(cpus_tag_left, "802.1Q", "off", "--cpus 0-1", 1500, false);
VLAN_VARIANT(cpus_8021ad, "802.1ad", "on", "--cpus 0-1", 1500, false);
/* All bytes are in fragments, and no kernel makes an skb of that: they pass. */
VLAN_VARIANT(cpus_jumbo, "802.1Q", "on", "--cpus 0-1", 9000, false);
VLAN_VARIANT(cpus_jumbo_legacy, "802.1Q", "on", "--cpus 0-1", 9000, true);
VLAN_VARIANT(veth, "802.1Q", "on", "--to ve0", 1500, false);
VLAN_VARIANT(veth_tag_left, "802.1Q", "off", "--to ve0", 1500, false);

static bool to_veth(const char *attach)
{
	return attach && strstr(attach, "ve0");
}

/* A host takes a packet for an address of its own on any interface: without this also
 * one that has lost its tag.
 */
#define STRICT(how) "echo " how " >/proc/sys/net/ipv4/conf/all/rp_filter"

/* One end: a VLAN on a device, and the tunnel on that. */
static int tunnel_make(const char *ip, const char *on, const char *proto,
		       int here, int there)
{
	return card_run("%s link add link %s name v100 type vlan proto %s id 100 && %s link set v100 up && %s addr add 10.1.0.%d/24 dev v100",
			ip, on, proto, ip, ip, here) ?:
	       card_run("%s link add tn type gre local 10.1.0.%d remote 10.1.0.%d && %s link set tn up && %s addr add 10.9.0.%d/24 dev tn",
			ip, here, there, ip, ip, here);
}

/* The host behind the veth has all that the one with the card has. */
FIXTURE_SETUP(vlan)
{
	ASSERT_EQ(0, card_run("ethtool -K %s rxvlan %s", dev, variant->rxvlan));
	ASSERT_EQ(0, card_run("ethtool --set-priv-flags %s rx_striding_rq %s",
			      dev, variant->legacy ? "off" : "on"));
	ASSERT_EQ(0, card_run(STRICT("1")));
	ASSERT_EQ(0, far_take(variant->mtu)) far_give_back();
	ASSERT_EQ(0, tunnel_make("ip", dev, variant->proto, 1, 2));
	ASSERT_EQ(0, tunnel_make("ip -n far", peer, variant->proto, 2, 1));
	if (to_veth(variant->attach)) {
		ASSERT_EQ(0, card_run("ip netns add behind && ip netns exec behind sh -c '" STRICT("1") "'"));
		ASSERT_EQ(0, veth_make("behind"));
		ASSERT_EQ(0, tunnel_make("ip -n behind", "ve1", variant->proto,
					 1, 2));
	}
}

FIXTURE_TEARDOWN(vlan)
{
	rxmeta("detach %s", dev);
	card_run("ip link del tn; ip link del v100; ip link del ve0");
	card_run("ip netns del behind");
	EXPECT_EQ(0, card_run(STRICT("0")));
	if (variant->legacy)
		EXPECT_EQ(0, card_run("ethtool --set-priv-flags %s rx_striding_rq on",
				      dev));
	EXPECT_EQ(0, card_run("ethtool -K %s rxvlan on", dev));
	EXPECT_EQ(0, far_give_back());
}

/* Return: the number that a command prints, or -1. */
static int number(const char *command)
{
	FILE *f = popen(command, "r");
	int n = -1;

	if (!f)
		return n;
	if (fscanf(f, "%d", &n) != 1)
		n = -1;
	pclose(f);
	return n;
}

/* Return: how many are answered. */
static int ping(void)
{
	int n;

	far_enter();
	n = number("ping -c " PINGS_TEXT " -i 0.01 -W 1 10.9.0.1 | sed -n 's/.*transmitted, \\([0-9]*\\) .*/\\1/p'");
	far_leave();
	return n;
}

/* Behind the veth nobody answers, as there is no way back. */
static int count_behind(void)
{
	ping();
	return number("ip netns exec behind cat /sys/class/net/tn/statistics/rx_packets");
}

TEST_F(vlan, carried)
{
	if (variant->attach)
		EXPECT_RXMETA(0, "", "attach %s %s", dev, variant->attach);
	EXPECT_EQ(PINGS, to_veth(variant->attach) ? count_behind() : ping());
	if (!variant->attach)
		return;

	EXPECT_RXMETA(0, "{", "stat %s --json", dev);
	EXPECT_EQ(PINGS, rxmeta_counter("tunnel")) TH_LOG("%s", rxmeta_output);
	EXPECT_EQ(PINGS, rxmeta_counter(variant->mtu > 1500 && !variant->legacy ?
				 "headless" : "redirected"))
		TH_LOG("%s", rxmeta_output);
}

/*
 * Single frames, with a tag: what comes out is known bit by bit.
 */
FIXTURE(frame) {
	struct record_hints *log;	/* behind the veth */
	struct bpf_link *link;
	int fd, arrives, phc;
};

FIXTURE_VARIANT(frame) {
	bool veth;
	const char *to;
};

FIXTURE_VARIANT_ADD(frame, cpus) { false, "--cpus 0-1" };
FIXTURE_VARIANT_ADD(frame, veth) { true, "--to ve0" };

static struct record_hints *log_on(unsigned int ifindex, struct bpf_link **link)
{
	struct record_hints *log = record_hints__open();

	if (!log)
		return NULL;
	bpf_program__set_ifindex(log->progs.record, ifindex);
	bpf_program__set_flags(log->progs.record, BPF_F_XDP_DEV_BOUND_ONLY |
						  BPF_F_XDP_HAS_FRAGS);
	if (!record_hints__load(log)) {
		log->data->verdict = XDP_PASS;
		*link = bpf_program__attach_xdp(log->progs.record, ifindex);
		if (*link)
			return log;
	}
	record_hints__destroy(log);
	return NULL;
}

/* In the namespace that the second card was in before, it was left set down. */
FIXTURE_SETUP(frame)
{
	ASSERT_EQ(0, card_run("ip link set %s up promisc on", peer));
	ASSERT_EQ(0, card_wait_up(peer));
	ASSERT_EQ(0, card_hwtstamp(dev, true));
	if (variant->veth) {
		ASSERT_EQ(0, veth_make(NULL));
		self->log = log_on(if_nametoindex("ve1"), &self->link);
		ASSERT_NE(NULL, self->log);
	}
	self->fd = card_socket(peer);
	self->phc = card_phc(dev);
	self->arrives = net_socket(variant->veth ? "ve1" : dev, true);
	ASSERT_LE(0, self->fd);
	ASSERT_LE(0, self->phc);
	ASSERT_LE(0, self->arrives);
	ASSERT_EQ(0, anc_enable_time(self->arrives));
}

FIXTURE_TEARDOWN(frame)
{
	rxmeta("detach %s", dev);
	bpf_link__destroy(self->link);
	record_hints__destroy(self->log);
	card_run("ip link del ve0");
	EXPECT_EQ(0, card_run("ethtool -K %s rxvlan on", dev));
	EXPECT_EQ(0, card_hwtstamp(dev, true));
}

/* TCP of the first published vector, in IPv4. */
static void frame_make(struct frame *f, __u16 tpid)
{
	static const uint8_t layers[] = { ETH, IP4, IP4, TCP, END };
	static struct packet pkt;

	packet_begin(&pkt, &vectors[0].ends);
	packet_add(&pkt, layers);
	packet_end(&pkt, 64);
	frame_begin(f, NUMBER);
	if (tpid)
		frame_tag(f, tpid, TCI);
	memcpy(f->data + f->len, pkt.bytes + 12, pkt.len - 12);
	f->len += pkt.len - 12;
}

/**
 * struct came - what came of a frame
 * @anc: its ancillary data
 * @same: its bytes are what was sent, but for the tag
 * @before: time of the card before it was sent
 * @after: time of the card when it had come
 */
struct came {
	struct anc anc;
	bool same;
	__u64 before, after;
};

static int send_one(const FIXTURE_DATA(frame) *self, __u16 tpid,
		    struct came *came)
{
	size_t tag = tpid ? 4 : 0;
	struct frame f, got;
	int len;

	frame_make(&f, tpid);
	came->before = card_phc_read(self->phc);
	if (card_send(self->fd, &f))
		return -1;
	len = anc_recv(self->arrives, got.data, sizeof(got.data),
		       &came->anc);
	came->after = card_phc_read(self->phc);
	came->same = len == (int)(f.len - tag) &&
		     !memcmp(got.data, f.data, 12) &&
		     !memcmp(got.data + 12, f.data + 12 + tag, len - 12);
	if (len < 0)
		net_say("the frame is lost");
	return len < 0 ? len : 0;
}

static bool is_tagged(const struct anc *anc, __u16 tpid)
{
	if (!tpid)
		return !anc->has_tag;
	return anc->has_tag && anc->tci == TCI && anc->tpid == tpid;
}

/* The flow's hash is that of what is in the tunnel, wherever the tag is. */
static void expect_inner_hash(struct __test_metadata *_metadata,
			      const struct record_hints *log)
{
	const struct hints *h = &log->bss->hints[NUMBER];

	EXPECT_EQ(0, h->hash_ret);
	EXPECT_EQ(vectors[0].hash[HASH_IP4_PORTS], h->hash);
	EXPECT_EQ(L3_V4 | L4 | L4_TCP, h->hash_type);
}

/* A tag that the card takes out, tags that it does not, and none */
static const struct {
	const char *rxvlan;
	__u16 tpid;
	bool stripped;
} tags[] = {
	{ "on", 0x8100, true }, { "on", 0x88a8, false }, { "on", 0, false },
	{ "off", 0x8100, false },
};

TEST_F(frame, keeps)
{
	bool layer = kernel_has_layer();
	struct came came;
	int i;

	EXPECT_RXMETA(0, "", "attach %s %s", dev, variant->to);
	if (layer)
		EXPECT_STREQ("", rxmeta_output);
	for (i = 0; i < ARRAY_SIZE(tags); i++) {
		if (!strcmp(tags[i].rxvlan, "off"))
			ASSERT_EQ(0, card_run("ethtool -K %s rxvlan off", dev));
		ASSERT_EQ(0, send_one(self, tags[i].tpid, &came));
		EXPECT_TRUE(is_tagged(&came.anc, tags[i].tpid))
			TH_LOG("tag %d: %#x %#x", came.anc.has_tag,
			       came.anc.tpid, came.anc.tci);
		EXPECT_TRUE(came.same);
		if (layer) {
			EXPECT_LE(came.before, came.anc.hwtstamp);
			EXPECT_GE(came.after, came.anc.hwtstamp);
		}
		if (layer && self->log)
			expect_inner_hash(_metadata, self->log);
	}

	EXPECT_RXMETA(0, "{", "stat %s --json", dev);
	EXPECT_EQ(ARRAY_SIZE(tags), rxmeta_counter("redirected"));
	EXPECT_EQ(layer ? ARRAY_SIZE(tags) : 0, rxmeta_counter("stored"));
	EXPECT_EQ(layer ? ARRAY_SIZE(tags) : 0, rxmeta_counter("timestamp"));
	EXPECT_EQ(layer, rxmeta_counter("vlan_tag"));
	EXPECT_EQ(!layer, rxmeta_counter("vlan_tag_in_packet"));
	EXPECT_NE(NULL, strstr(rxmeta_output, layer ? "\"not_kept\":{}" :
			       "\"not_kept\":{\"timestamp\":\"unstored\"}"))
		TH_LOG("%s", rxmeta_output);
}

/* Only what the card gives, and only what is wanted. */
TEST_F(frame, keeps_no_more)
{
	struct came came;

	EXPECT_RXMETA(0, "", "attach %s %s", dev, variant->to);
	ASSERT_EQ(0, card_hwtstamp(dev, false));
	ASSERT_EQ(0, send_one(self, 0x8100, &came));
	EXPECT_EQ(0, came.anc.hwtstamp);
	EXPECT_TRUE(is_tagged(&came.anc, 0x8100));
	EXPECT_RXMETA(0, "{", "stat %s --json", dev);
	EXPECT_EQ(0, rxmeta_counter("timestamp"));

	EXPECT_RXMETA(0, "", "detach %s", dev);
	EXPECT_RXMETA(0, "", "attach %s %s --keep none", dev, variant->to);
	ASSERT_EQ(0, card_hwtstamp(dev, true));
	ASSERT_EQ(0, send_one(self, 0, &came));
	EXPECT_EQ(0, came.anc.hwtstamp);
	EXPECT_RXMETA(0, "\"not_kept\":{}", "stat %s --json", dev);
	EXPECT_EQ(1, rxmeta_counter("redirected"));
	EXPECT_EQ(0, rxmeta_counter("vlan_tag") + rxmeta_counter("timestamp"));
}

/* Where the program computes none, the card's own hash stays. */
TEST_F(frame, keeps_the_cards_hash)
{
	const struct flow flow = { 4, IPPROTO_IPIP, "192.0.2.1", "192.0.2.2",
				   0, 0 };
	struct card_rss rss;
	struct came came;

	if (!kernel_has_layer()) {
		EXPECT_RXMETA(3, "cannot store what", "attach %s %s --hash none --keep hash",
			      dev, variant->to);
		EXPECT_RXMETA(3, "nothing is attached", "stat %s", dev);
		return;
	}
	ASSERT_EQ(0, card_rss(dev, &rss));
	EXPECT_RXMETA(0, "", "attach %s %s --hash none --keep hash,vlan_tag",
		      dev, variant->to);
	ASSERT_EQ(0, send_one(self, 0x8100, &came));
	EXPECT_TRUE(is_tagged(&came.anc, 0x8100));
	EXPECT_EQ(0, came.anc.hwtstamp);
	if (self->log) {
		const struct hints *h = &self->log->bss->hints[NUMBER];

		EXPECT_EQ(flow_hash(&flow, rss.key, true), h->hash);
		EXPECT_EQ(L3_V4, h->hash_type);
	}
	EXPECT_RXMETA(0, "{", "stat %s --json", dev);
	EXPECT_EQ(0, rxmeta_counter("stored"));
	EXPECT_EQ(1, rxmeta_counter("hash"));
}

static int rxmeta_open(void)
{
	return listener_ready("on") ?: listener_rings(FEW);
}

TEST_MAIN(rxmeta_open)
