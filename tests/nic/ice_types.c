// SPDX-License-Identifier: GPL-2.0
/*
 * The unmodified ice driver on a modelled E810: the type and the hash of each class of
 * packets. Of a tunnel the type has the version of the outer IP and the protocol of the
 * inner one; the hash is over the inner packet.
 */
#include <netinet/in.h>

#include "tests/lib/kernel.h"
#include "tests/lib/net.h"
#include "tests/lib/rss_type.h"
#include "ice_card.inc.c"

#define L4_ICMP		(L4_PORTS | 256)
#define ETH		14
#define IPV4		20
#define VXLAN_PORT	4789

/* What lies between the outer IP header and what @inner describes */
enum wrap {
	PLAIN,			/* nothing: @inner is not used */
	FRAGMENT,		/* the packet is a fragment */
	OPTIONS,		/* IPv6: eight bytes of hop-by-hop options */
	IN_IP, IN_GRE, IN_GRETAP, IN_VXLAN,
};

#define V4(proto)	{ 4, proto, "66.9.149.187", "161.142.100.80", 2794, 1766 }
#define V6(proto)	{ 6, proto, "3ffe:2501:200:1fff::7", "3ffe:2501:200:3::1", 2794, 1766 }
#define NEAR(proto)	{ 4, proto, "10.1.2.3", "10.4.5.6", 777, VXLAN_PORT }
#define NEAR6(proto)	{ 6, proto, "fd00::1:2", "fd00::3:4", 777, VXLAN_PORT }

static const struct class {
	const char *name;
	struct flow outer;
	enum wrap wrap;
	struct flow inner;
	__u32 type;
} classes[] = {
	{ "ipv4_fragment", V4(IPPROTO_UDP), FRAGMENT, .type = L3_IPV4 },
	{ "ipv4_other", V4(89), .type = L3_IPV4 },
	{ "ipv4_udp", V4(IPPROTO_UDP), .type = L3_IPV4 | L4_UDP },
	{ "ipv4_tcp", V4(IPPROTO_TCP), .type = L3_IPV4 | L4_TCP },
	{ "ipv4_sctp", V4(IPPROTO_SCTP), .type = L3_IPV4 | L4_SCTP },
	{ "ipv4_icmp", V4(IPPROTO_ICMP), .type = L3_IPV4 | L4_ICMP },
	{ "ipv6_fragment", V6(IPPROTO_UDP), FRAGMENT, .type = L3_IPV6 },
	{ "ipv6_other", V6(89), .type = L3_IPV6 },
	{ "ipv6_options", V6(IPPROTO_UDP), OPTIONS, .type = L3_IPV6 | L4_UDP },
	{ "ipv6_udp", V6(IPPROTO_UDP), .type = L3_IPV6 | L4_UDP },
	{ "ipv6_tcp", V6(IPPROTO_TCP), .type = L3_IPV6 | L4_TCP },
	{ "ipv6_sctp", V6(IPPROTO_SCTP), .type = L3_IPV6 | L4_SCTP },
	{ "ipv6_icmp", V6(IPPROTO_ICMPV6), .type = L3_IPV6 | L4_ICMP },
	{ "ipip_tcp", NEAR(IPPROTO_IPIP), IN_IP, V4(IPPROTO_TCP), L3_IPV4 | L4_TCP },
	{ "sit_udp", NEAR(IPPROTO_IPV6), IN_IP, V6(IPPROTO_UDP), L3_IPV4 | L4_UDP },
	{ "ip6ip6_other", NEAR6(IPPROTO_IPV6), IN_IP, V6(89), L3_IPV6 },
	{ "gre_tcp", NEAR(IPPROTO_GRE), IN_GRE, V4(IPPROTO_TCP), L3_IPV4 | L4_TCP },
	{ "gre_udp6", NEAR(IPPROTO_GRE), IN_GRE, V6(IPPROTO_UDP), L3_IPV4 | L4_UDP },
	{ "ip6gre_tcp", NEAR6(IPPROTO_GRE), IN_GRE, V4(IPPROTO_TCP), L3_IPV6 | L4_TCP },
	{ "gretap_udp", NEAR(IPPROTO_GRE), IN_GRETAP, V4(IPPROTO_UDP), L3_IPV4 | L4_UDP },
	{ "vxlan_tcp", NEAR(IPPROTO_UDP), IN_VXLAN, V4(IPPROTO_TCP), L3_IPV4 | L4_TCP },
	{ "vxlan_udp6", NEAR6(IPPROTO_UDP), IN_VXLAN, V6(IPPROTO_UDP), L3_IPV6 | L4_UDP },
};

/* Bytes between the outer headers and the inner packet, and where the latter begins */
static const struct {
	size_t len, from;
	__u8 bytes[8];
} wraps[] = {
	[FRAGMENT] = { 8, ETH, { IPPROTO_UDP, 0, 0, 1, 0, 0, 0, 7 } },
	[OPTIONS] = { 8, ETH, { IPPROTO_UDP, 0, 1, 4 } },
	[IN_IP] = { 0, ETH },
	[IN_GRE] = { 4, ETH, { 0, 0, 0x08, 0x00 } },
	[IN_GRETAP] = { 4, 0, { 0, 0, 0x65, 0x58 } },
	[IN_VXLAN] = { 8, 0, { 0x08, 0, 0, 0, 0, 0, 42 } },
};

/* SCTP has its ports where UDP has them, and no ports are hashed of other packets. */
static struct flow as_hashed(const struct class *c)
{
	struct flow flow = c->inner.version ? c->inner : c->outer;

	if (flow.proto == IPPROTO_SCTP)
		flow.proto = IPPROTO_UDP;
	if (c->wrap == FRAGMENT)
		flow.proto = 89;
	return flow;
}

static void make_tunnel(struct frame *f, __u8 number, const struct class *c)
{
	size_t from = wraps[c->wrap].from, len = wraps[c->wrap].len, at;
	struct frame inner;

	frame_begin(&inner, number);
	frame_flow(&inner, &c->inner, 64);
	frame_flow(f, &c->outer, len + inner.len - from);
	at = f->len - (inner.len - from);
	memcpy(f->data + at, inner.data + from, inner.len - from);
	memcpy(f->data + at - len, wraps[c->wrap].bytes, len);
	if (c->wrap == IN_GRE && c->inner.version == 6)
		memcpy(f->data + at - 2, "\x86\xdd", 2);
}

/* IPv6: an extension header in front of UDP, whose bytes the payload has */
static void make_extended(struct frame *f, const struct class *c)
{
	struct flow flow = c->outer;
	size_t at = ETH + 40;

	flow.proto = c->wrap == FRAGMENT ? IPPROTO_FRAGMENT : IPPROTO_HOPOPTS;
	frame_flow(f, &flow, 80);
	memcpy(f->data + at, wraps[c->wrap].bytes, 8);
	memcpy(f->data + at + 8, &(__u16){ htons(flow.sport) }, 2);
	memcpy(f->data + at + 10, &(__u16){ htons(flow.dport) }, 2);
}

static void make(struct frame *f, __u8 number, const struct class *c)
{
	frame_begin(f, number);
	if (c->inner.version) {
		make_tunnel(f, number, c);
		return;
	}
	if (c->wrap && c->outer.version == 6) {
		make_extended(f, c);
		return;
	}
	frame_flow(f, &c->outer, 64);
	/* More fragments follow. The checksum becomes wrong, which no hint shows. */
	if (c->wrap == FRAGMENT)
		f->data[ETH + 6] = 0x20;
	if (c->outer.proto == IPPROTO_SCTP) {
		size_t at = c->outer.version == 4 ? ETH + IPV4 : ETH + 40;

		memcpy(f->data + at, &(__u16){ htons(c->outer.sport) }, 2);
		memcpy(f->data + at + 2, &(__u16){ htons(c->outer.dport) }, 2);
	}
}

/* The card knows the port of a VXLAN device. The guests of Debian's kernel have none. */
TEST_F(card, class)
{
	bool vxlan = !card_run("ip link add vx type vxlan id 42 dstport %d dev %s && ip link set vx up",
			       VXLAN_PORT, dev);
	struct net_rss rss;

	EXPECT_TRUE(vxlan || !kernel_has_layer());
	ASSERT_EQ(0, net_rss(dev, &rss));
	for (unsigned int i = 0, n = 0; i < ARRAY_SIZE(classes); i++) {
		const struct hints *h = &self->l.skel->bss->hints[i];
		struct flow hashed = as_hashed(&classes[i]);
		__u32 hash = flow_hash(&hashed, rss.key, false);
		struct frame f;

		if (classes[i].wrap == IN_VXLAN && !vxlan)
			continue;
		make(&f, i, &classes[i]);
		ASSERT_EQ(0, frame_send(self->l.fd, &f));
		EXPECT_TRUE(listener_wait(&self->l, ++n)) TH_LOG("%s", classes[i].name);
		EXPECT_EQ(0, h->hash_ret) TH_LOG("%s", classes[i].name);
		EXPECT_EQ(classes[i].type, h->hash_type) TH_LOG("%s", classes[i].name);
		EXPECT_EQ(hash, h->hash) TH_LOG("%s", classes[i].name);
	}
	EXPECT_EQ(vxlan, !card_run("ip link del vx"));
}

/* A frame without IP has neither. */
TEST_F(card, class_without_ip)
{
	static const __u16 types[] = { 0x0806, 0x88f7, 0x88b5, 0x8100 };

	for (unsigned int i = 0; i < ARRAY_SIZE(types); i++) {
		const struct hints *h = &self->l.skel->bss->hints[i];
		struct frame f;

		frame_begin(&f, i);
		frame_flow(&f, &(struct flow){ 0 }, 64);
		memcpy(f.data + 12, &(__u16){ htons(types[i]) }, 2);
		ASSERT_EQ(0, frame_send(self->l.fd, &f));
		ASSERT_TRUE(listener_wait(&self->l, i + 1)) TH_LOG("%#x", types[i]);
		EXPECT_EQ(-ENODATA, h->hash_ret) TH_LOG("%#x", types[i]);
		EXPECT_EQ(0, h->hash_type) TH_LOG("%#x", types[i]);
	}
}

TEST_MAIN(card_open)
