// SPDX-License-Identifier: GPL-2.0
/*
 * rxmeta on a card that takes VLAN tags out of packets, which is the default of cards.
 * Tag, timestamp and hash of a packet reach another CPU or a veth along with it.
 */
#include <arpa/inet.h>
#include <net/if.h>
#include <netinet/in.h>
#include <unistd.h>
#include <bpf/bpf.h>
#include <bpf/libbpf.h>

#include "tests/lib/ancillary.h"
#include "tests/lib/lab_card.h"
#include "tests/lib/harness.h"
#include "tests/lib/kernel.h"
#include "tests/lib/net.h"
#include "tests/lib/rss_type.h"
#include "tests/lib/rss_vectors.h"
#include "tests/lib/rxmeta_tool.h"
#include "card_pair.h"
#include "listener.h"
#include "peer.h"

#define PINGS		5
#define PINGS_TEXT	"5"
#define TCI		0xa123
#define NUMBER		7	/* of each frame */
#define VETH_MAC	CARD_MAC0	/* so that ve1 takes frames to the card */

/* ve1 receives what is redirected to ve0. It needs GRO or a program for that. */
static int veth_make(const char *ns)
{
	return card_run("ip link add ve0 type veth peer name ve1 address " VETH_MAC) ?:
	       card_run("ip link set ve0 up") ?:
	       (ns ? card_run("ip link set ve1 netns %s && ip -n %s link set ve1 up && ip netns exec %s ethtool -K ve1 gro on",
			      ns, ns, ns) : card_run("ip link set ve1 up"));
}

/*
 * A GRE tunnel in a VLAN between two hosts. One pings the other through it.
 */
FIXTURE(vlan) { };

FIXTURE_VARIANT(vlan) {
	const char *proto;
	const char *rxvlan;
	const char *attach;	/* arguments of rxmeta attach, or NULL */
	unsigned int mtu;
	bool legacy;		/* receive queues; a packet begins in the linear part */
};

FIXTURE_VARIANT_ADD(vlan, without) {
	.proto = "802.1Q", .rxvlan = "on", .mtu = 1500,
};

FIXTURE_VARIANT_ADD(vlan, cpus) {
	.proto = "802.1Q", .rxvlan = "on", .attach = "--cpus 0-1", .mtu = 1500,
};

FIXTURE_VARIANT_ADD(vlan, cpus_tag_left) {
	.proto = "802.1Q", .rxvlan = "off", .attach = "--cpus 0-1", .mtu = 1500,
};

FIXTURE_VARIANT_ADD(vlan, cpus_8021ad) {
	.proto = "802.1ad", .rxvlan = "on", .attach = "--cpus 0-1", .mtu = 1500,
};

/* All bytes are in fragments. No kernel makes an skb of that, so rxmeta lets it pass. */
FIXTURE_VARIANT_ADD(vlan, cpus_jumbo) {
	.proto = "802.1Q", .rxvlan = "on", .attach = "--cpus 0-1", .mtu = 9000,
};

FIXTURE_VARIANT_ADD(vlan, cpus_jumbo_legacy) {
	.proto = "802.1Q", .rxvlan = "on", .attach = "--cpus 0-1", .mtu = 9000,
	.legacy = true,
};

FIXTURE_VARIANT_ADD(vlan, veth) {
	.proto = "802.1Q", .rxvlan = "on", .attach = "--to ve0", .mtu = 1500,
};

FIXTURE_VARIANT_ADD(vlan, veth_tag_left) {
	.proto = "802.1Q", .rxvlan = "off", .attach = "--to ve0", .mtu = 1500,
};

static bool to_veth(const char *attach)
{
	return attach && strstr(attach, "ve0");
}

/* A host takes packets to its own address on any interface. Without this filter it
 * would also take those that lost their tag.
 */
#define STRICT(how) "echo " how " >/proc/sys/net/ipv4/conf/all/rp_filter"

/* Make one end: a VLAN on a device, and the tunnel on that. */
static int tunnel_make(const char *ip, const char *on, const char *proto,
		       int local, int remote)
{
	return card_run("%s link add link %s name v100 type vlan proto %s id 100 && %s link set v100 up && %s addr add 10.1.0.%d/24 dev v100",
			ip, on, proto, ip, ip, local) ?:
	       card_run("%s link add tn type gre local 10.1.0.%d remote 10.1.0.%d && %s link set tn up && %s addr add 10.9.0.%d/24 dev tn",
			ip, local, remote, ip, ip, local);
}

/* The host behind the veth has the same VLAN and tunnel as the one with the card. */
FIXTURE_SETUP(vlan)
{
	ASSERT_EQ(0, card_run("ethtool -K %s rxvlan %s", dev, variant->rxvlan));
	ASSERT_EQ(0, card_run("ethtool --set-priv-flags %s rx_striding_rq %s",
			      dev, variant->legacy ? "off" : "on"));
	ASSERT_EQ(0, card_run(STRICT("1")));
	ASSERT_EQ(0, peer_take(variant->mtu)) peer_give_back();
	ASSERT_EQ(0, tunnel_make("ip", dev, variant->proto, 1, 2));
	ASSERT_EQ(0, tunnel_make("ip -n peer", peer, variant->proto, 2, 1));
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
	EXPECT_EQ(0, peer_give_back());
}

/* Run a command that prints a number. Return: the number, or -1. */
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

/* Ping from the second host. Return: number of replies. */
static int ping(void)
{
	int n;

	peer_enter();
	n = number("ping -c " PINGS_TEXT " -i 0.01 -W 1 10.9.0.1 | sed -n 's/.*transmitted, \\([0-9]*\\) .*/\\1/p'");
	peer_leave();
	return n;
}

/* The host behind the veth has no way to reply. Return: packets that it received. */
static int count_behind(void)
{
	ping();
	return number("ip netns exec behind cat /sys/class/net/tn/statistics/rx_packets");
}

TEST_F(vlan, carried)
{
	bool headless = variant->mtu > 1500 && !variant->legacy;
	char says[160];

	if (variant->attach)
		EXPECT_RXMETA(0, "", "attach %s %s", dev, variant->attach);
	EXPECT_EQ(PINGS, to_veth(variant->attach) ? count_behind() : ping());
	if (!variant->attach)
		return;

	EXPECT_RXMETA(0, "{", "stat %s --json", dev);
	EXPECT_EQ(PINGS, rxmeta_counter("tunnel")) TH_LOG("%s", rxmeta_output);
	EXPECT_EQ(PINGS, rxmeta_counter(headless ? "headless" : "redirected"))
		TH_LOG("%s", rxmeta_output);
	snprintf(says, sizeof(says), "headless packets have their Ethernet header in a fragment; on mlx5, 'ethtool --set-priv-flags %s rx_striding_rq off' changes that\n",
		 dev);
	EXPECT_RXMETA(0, "redirected", "stat %s", dev);
	EXPECT_EQ(headless, !!strstr(rxmeta_output, says)) TH_LOG("%s", rxmeta_output);
}

/*
 * Single frames. All that arrives is known bit by bit.
 */
FIXTURE(frame) {
	struct record_hints *log;	/* on ve1, or NULL */
	struct bpf_link *link;
	int fd, arrives, phc;
};

FIXTURE_VARIANT(frame) {
	bool veth;
	const char *to;
};

FIXTURE_VARIANT_ADD(frame, cpus) { false, "--cpus 0-1" };
FIXTURE_VARIANT_ADD(frame, veth) { true, "--to ve0 --dst-mac keep" };

static struct record_hints *log_on(unsigned int ifindex, struct bpf_link **link)
{
	struct record_hints *log = listener_load(ifindex);

	if (!log)
		return NULL;
	log->data->verdict = XDP_PASS;
	*link = bpf_program__attach_xdp(log->progs.record, ifindex);
	if (*link)
		return log;
	record_hints__destroy(log);
	return NULL;
}

/* The second card is down after it comes back from another namespace. */
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
	self->fd = frame_socket(peer);
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

/* The first published vector as TCP, inside IPv4 */
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
 * struct came - a frame that arrived
 * @anc: its ancillary data
 * @same: its bytes are those that were sent, except the tag
 * @before: time of the card before the frame was sent
 * @after: time of the card after it arrived
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
	if (frame_send(self->fd, &f))
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

/* The hash is that of the inner flow, wherever the tag is. */
static void expect_inner_hash(struct __test_metadata *_metadata,
			      const struct record_hints *log)
{
	const struct hints *h = &log->bss->hints[NUMBER];

	EXPECT_EQ(0, h->hash_ret);
	EXPECT_EQ(vectors[0].hash[HASH_IP4_PORTS], h->hash);
	EXPECT_EQ(L3_IPV4 | L4_TCP, h->hash_type);
}

/* A tag that the card takes out, tags that it leaves in, and no tag */
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

/* Keep only what the card reports and --keep names. */
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

/* With --hash none the hash of the card stays. */
TEST_F(frame, keeps_the_cards_hash)
{
	const struct flow flow = { 4, IPPROTO_IPIP, "192.0.2.1", "192.0.2.2",
				   0, 0 };
	struct net_rss rss;
	struct came came;

	if (!kernel_has_layer()) {
		EXPECT_RXMETA(3, "cannot store what", "attach %s %s --hash none --keep hash",
			      dev, variant->to);
		EXPECT_RXMETA(3, "nothing is attached", "stat %s", dev);
		return;
	}
	ASSERT_EQ(0, net_rss(dev, &rss));
	EXPECT_RXMETA(0, "", "attach %s %s --hash none --keep hash,vlan_tag",
		      dev, variant->to);
	ASSERT_EQ(0, send_one(self, 0x8100, &came));
	EXPECT_TRUE(is_tagged(&came.anc, 0x8100));
	EXPECT_EQ(0, came.anc.hwtstamp);
	if (self->log) {
		const struct hints *h = &self->log->bss->hints[NUMBER];

		EXPECT_EQ(flow_hash(&flow, rss.key, true), h->hash);
		EXPECT_EQ(L3_IPV4, h->hash_type);
	}
	EXPECT_RXMETA(0, "{", "stat %s --json", dev);
	EXPECT_EQ(0, rxmeta_counter("stored"));
	EXPECT_EQ(1, rxmeta_counter("hash"));
}

static int rxmeta_open(void)
{
	return cards_ready("on") ?: cards_set_rings(RING_SMALL);
}

TEST_MAIN(rxmeta_open)
