// SPDX-License-Identifier: GPL-2.0
/*
 * The tunnel program on packets from tables. On a kernel that cannot store, all
 * is tested but the stored value.
 */
#include <errno.h>
#include <net/if.h>

#include <bpf/bpf.h>
#include <bpf/libbpf.h>

#include "tests/lib/harness.h"
#include "tests/lib/kernel.h"
#include "result.h"
#include "tests/lib/rss_vectors.h"
#include "tests/lib/packet.h"
#include "tunnel_run.h"

#define PAYLOAD		12
#define VERIFIED_MAX	100000u

/* Loaded once for all: inner hash, pass. A case that wants another one loads
 * it.
 */
static struct tunnel_stored *plain;
static struct packet pkt;
static struct outcome out;

static const struct tunnel_config plain_config = {
	.hash = TUNNEL_HASH_INNER,
	.vxlan_port = TUNNEL_VXLAN_PORT,
	.geneve_port = TUNNEL_GENEVE_PORT,
};

static const uint8_t gre_ip4[] = { ETH, IP4, GRE, END };
static const uint8_t tcp4[] = { IP4, TCP, END };
static const uint8_t tcp6[] = { IP6, TCP, END };

static int open_plain(void)
{
	plain = tunnel_load(&plain_config, NULL);
	return plain ? 0 : -1;
}

static void build(const uint8_t *before, const uint8_t *inner,
		  const struct endpoints *ends, size_t payload)
{
	packet_begin(&pkt, ends);
	packet_add(&pkt, before);
	packet_add(&pkt, inner);
	packet_end(&pkt, payload);
}

/* Where the outer IP header ends, with what belongs to it. */
static size_t tunnel_at(const struct packet *pkt)
{
	int i = 0;

	while (pkt->layer[i] < IP4)
		i++;
	while (pkt->layer[i + 1] >= HOP && pkt->layer[i + 1] <= AUTH)
		i++;
	return pkt->at[i + 1];
}

static void run(struct tunnel_stored *skel)
{
	packet_run(skel, pkt.bytes, pkt.len, 0, 0, &out);
}

FIXTURE(encap) { };
FIXTURE_VARIANT(encap) { uint8_t kind, layers[16]; };
FIXTURE_SETUP(encap) { }
FIXTURE_TEARDOWN(encap) { }

#define ENCAP(name, kind, ...)					\
	FIXTURE_VARIANT_ADD(encap, name) { TUNNEL_##kind, { ETH, __VA_ARGS__ } }

ENCAP(gre, GRE, IP4, GRE);
ENCAP(gre_c, GRE, IP4, GRE_C);
ENCAP(gre_k, GRE, IP4, GRE_K);
ENCAP(gre_s, GRE, IP4, GRE_S);
ENCAP(gre_ck, GRE, IP4, GRE_CK);
ENCAP(gre_cs, GRE, IP4, GRE_CS);
ENCAP(gre_ks, GRE, IP4, GRE_KS);
ENCAP(gre_cks, GRE, IP4, GRE_CKS);
ENCAP(gre_options, GRE, IP4_OPTIONS, GRE);
ENCAP(gre_ah, GRE, IP4, AUTH, GRE_K);
ENCAP(gretap, GRE_ETH, IP4, GRE, ETH);
ENCAP(gretap_vlan, GRE_ETH, IP4, GRE, ETH, VLAN);
ENCAP(gretap_qinq, GRE_ETH, IP4, GRE_S, ETH, QINQ, VLAN);
ENCAP(gretap6, GRE_ETH, IP6, ENCAP_LIMIT, GRE, ETH);
ENCAP(nvgre, GRE_ETH, IP4, GRE_K, ETH);
ENCAP(nvgre6_vlan, GRE_ETH, IP6, GRE_K, ETH, VLAN);
ENCAP(gre6, GRE, IP6, GRE);
ENCAP(gre6_cks, GRE, IP6, ENCAP_LIMIT, GRE_CKS);
ENCAP(gre6_extensions, GRE, IP6, HOP, ROUTING, DEST, AUTH, GRE);
ENCAP(ip4, IP, IP4);
ENCAP(ip4_options, IP, IP4_OPTIONS);
ENCAP(ip6, IP, IP6);
ENCAP(ip6_limit, IP, IP6, ENCAP_LIMIT);
ENCAP(vxlan, VXLAN, IP4, VXLAN, ETH);
ENCAP(vxlan_vlan, VXLAN, IP4, VXLAN, ETH, VLAN);
ENCAP(vxlan_qinq, VXLAN, IP4, VXLAN, ETH, QINQ, VLAN);
ENCAP(vxlan6, VXLAN, IP6, HOP, VXLAN, ETH);
ENCAP(vlan_gre, GRE, VLAN, IP4, GRE);
ENCAP(qinq_ip6, IP, QINQ, VLAN, IP6);
ENCAP(qinq_vxlan, VXLAN, QINQ, VLAN, IP4, VXLAN, ETH);
ENCAP(vlan_vlan_gre, GRE, VLAN, VLAN, IP4, GRE);
ENCAP(qinq_gretap_qinq, GRE_ETH, QINQ, VLAN, IP4, GRE, ETH, QINQ, VLAN);
ENCAP(geneve, GENEVE, IP4, GENEVE, ETH);
ENCAP(geneve_ip, GENEVE, IP4, GENEVE);
ENCAP(geneve_options, GENEVE, IP4, GENEVE_OPTIONS, ETH);
ENCAP(geneve_options_ip, GENEVE, IP6, GENEVE_OPTIONS);
ENCAP(geneve_full, GENEVE, IP4_OPTIONS, GENEVE_FULL, ETH, VLAN);
ENCAP(geneve_mpls, GENEVE, IP4, GENEVE, LABEL);
ENCAP(qinq_geneve6_qinq, GENEVE, QINQ, VLAN, IP6, DEST, GENEVE, ETH, QINQ, VLAN);
ENCAP(gre_mpls, GRE_MPLS, IP4, GRE, LABEL);
ENCAP(gre_mpls_mc, GRE_MPLS, IP4, GRE, LABEL_MC);
ENCAP(gre_mpls_three, GRE_MPLS, IP6, ENCAP_LIMIT, GRE_CKS, LABEL, LABEL, LABEL);
ENCAP(udp_mpls, UDP_MPLS, IP4, UDP_MPLS, LABEL);
ENCAP(udp_mpls_eight, UDP_MPLS, IP6, UDP_MPLS, LABEL, LABEL, LABEL, LABEL, LABEL,
      LABEL, LABEL, LABEL);
ENCAP(qinq_udp_mpls, UDP_MPLS, QINQ, VLAN, IP4, UDP_MPLS, LABEL, LABEL);
ENCAP(ip_mpls, IP_MPLS, IP4, LABEL, LABEL);
ENCAP(ip6_mpls, IP_MPLS, IP6, HOP, LABEL);

/* Every inner packet gives its own hash, whatever is around it. */
TEST_F(encap, inner)
{
	const struct endpoints *ends = &vectors[0].ends;
	const struct inner_case *c;

	for (c = inner_cases; c->name; c++) {
		build(variant->layers, c->layers, ends, PAYLOAD);
		run(plain);
		EXPECT_TRUE(outcome_is_flow(&out, XDP_PASS,
					    hash_expected(ends, c->type, NULL),
					    c->type) && out.same &&
			    out.kind[variant->kind] == 1)
			TH_LOG("%s: %s", c->name, outcome_text(&out));
	}
}

/* A packet cut short anywhere goes on untouched. */
TEST_F(encap, truncated)
{
	static const uint8_t inner[][4] = { { IP4_OPTIONS, UDP },
					    { IP6, DEST, TCP } };
	int outer = strlen((const char *)variant->layers);
	size_t i, len;

	for (i = 0; i < 2; i++) {
		build(variant->layers, inner[i], &vectors[0].ends, 1);
		for (len = i ? pkt.at[outer] : 14; len < pkt.len; len++) {
			packet_run(plain, pkt.bytes, len, 0, 0, &out);
			EXPECT_TRUE(outcome_is_pass(&out, TUNNEL_TRUNCATED))
				TH_LOG("%zu of %zu bytes: %s", len, pkt.len,
				       outcome_text(&out));
		}
	}
}

/* Nor does one go on that its outer headers say is as short as it is. */
TEST_F(encap, cut)
{
	static const uint8_t inner[][4] = { { IP4_OPTIONS, UDP },
					    { IP6, DEST, TCP } };
	size_t i, len, first, end;

	for (i = 0; i < 2; i++) {
		build(variant->layers, inner[i], &vectors[0].ends, 1);
		first = tunnel_at(&pkt);
		end = pkt.len;
		for (len = end - 1; len >= first; len--) {
			packet_cut(&pkt, len);
			run(plain);
			EXPECT_TRUE(outcome_is_pass(&out, TUNNEL_TRUNCATED))
				TH_LOG("%zu of %zu bytes: %s", len, end,
				       outcome_text(&out));
		}
	}
}

/* Nor does it matter where the linear part ends. */
TEST_F(encap, split)
{
	const struct endpoints *ends = &vectors[0].ends;
	uint32_t type = L3_IPV6 | L4_TCP;
	size_t linear;

	build(variant->layers, tcp6, ends, PAYLOAD);
	for (linear = 14; linear < pkt.len; linear++) {
		packet_run(plain, pkt.bytes, pkt.len, linear, 0, &out);
		EXPECT_TRUE(outcome_is_flow(&out, XDP_PASS,
					    hash_expected(ends, type, NULL),
					    type) && out.same)
			TH_LOG("%zu linear: %s", linear, outcome_text(&out));
	}
}

/* Padding behind the packet is no part of it. */
TEST_F(encap, padded)
{
	build(variant->layers, (uint8_t []) { IP4, ICMP, END },
	      &vectors[1].ends, 0);
	memset(pkt.bytes + pkt.len, 0, 40);
	packet_run(plain, pkt.bytes, pkt.len + 40, 0, 0, &out);
	EXPECT_TRUE(outcome_is_flow(&out, XDP_PASS, vectors[1].hash[HASH_IP4], L3_IPV4))
		TH_LOG("%s", outcome_text(&out));
}

/* The hashes published with RSS, for flows in a tunnel. */
TEST(tunnel_vectors)
{
	static const struct {
		uint8_t inner[4];
		uint32_t type;
	} forms[] = {
		{ { IP4, ICMP }, L3_IPV4 }, { { IP4, TCP }, L3_IPV4 | L4_TCP },
		{ { IP6, ICMP6 }, L3_IPV6 }, { { IP6, TCP }, L3_IPV6 | L4_TCP },
	};
	int form, i;

	for (i = 0; i < VECTORS; i++) {
		for (form = 0; form < 4; form++) {
			uint32_t hash = vectors[i].hash[form];

			if (!hash)
				continue;
			build(gre_ip4, forms[form].inner, &vectors[i].ends, 0);
			run(plain);
			EXPECT_TRUE(outcome_is_flow(&out, XDP_PASS, hash,
						    forms[form].type))
				TH_LOG("%d %d: %s", i, form, outcome_text(&out));
		}
	}
}

TEST(tunnel_passes)
{
	const struct pass_case *c;

	for (c = pass_cases; c->name; c++) {
		build(c->layers, (uint8_t []) { END }, &vectors[0].ends,
		      PAYLOAD);
		if (c->poke.layer)
			pkt.bytes[pkt.at[c->poke.layer] + c->poke.at] =
				c->poke.value;
		run(plain);
		EXPECT_TRUE(outcome_is_pass(&out, c->why))
			TH_LOG("%s: want %u, have %s", c->name, c->why,
			       outcome_text(&out));
	}
}

/* Both directions have one hash, and another flow another. */
TEST(tunnel_symmetric)
{
	struct tunnel_config config = plain_config;
	struct tunnel_stored *skel;
	struct endpoints ends;
	uint32_t hash[2][2];
	int i, way;

	config.hash = TUNNEL_HASH_SYMMETRIC;
	skel = tunnel_load(&config, NULL);
	ASSERT_NE(NULL, skel);

	for (i = 0; i < VECTORS_IP6; i++) {
		ends = vectors[i].ends;
		for (way = 0; way < 2; way++) {
			build(gre_ip4, tcp4, &ends, 0);
			run(skel);
			EXPECT_EQ(1, out.count[TUNNEL_FLOWS]);
			hash[way][0] = out.peek.hash;
			build(gre_ip4, tcp6, &ends, 0);
			run(skel);
			EXPECT_EQ(1, out.count[TUNNEL_FLOWS]);
			hash[way][1] = out.peek.hash;
			endpoints_swap(&ends);
		}
		EXPECT_EQ(hash[0][0], hash[1][0]);
		EXPECT_EQ(hash[0][1], hash[1][1]);
	}
	tunnel_stored__destroy(skel);
}

/* The lesser end comes first, by address and then by port. */
TEST(tunnel_symmetric_order)
{
	struct tunnel_config config = plain_config;
	struct endpoints ends = vectors[0].ends;
	uint32_t type = L3_IPV4 | L4_TCP;
	struct tunnel_stored *skel;
	int i;

	config.hash = TUNNEL_HASH_SYMMETRIC;
	skel = tunnel_load(&config, NULL);
	ASSERT_NE(NULL, skel);

	for (i = 0; i < 2; i++) {
		build(gre_ip4, tcp4, i ? &ends : &vectors[0].ends, 0);
		run(skel);
		EXPECT_TRUE(outcome_is_flow(&out, XDP_PASS,
					    vectors[0].hash[HASH_IP4_PORTS], type))
			TH_LOG("%d: %s", i, outcome_text(&out));
		endpoints_swap(&ends);
	}

	memcpy(ends.ip4[0], ends.ip4[1], sizeof(ends.ip4[0]));
	ends.port[0] = 1000;
	ends.port[1] = 999;
	build(gre_ip4, tcp4, &ends, 0);
	run(skel);
	endpoints_swap(&ends);
	EXPECT_TRUE(outcome_is_flow(&out, XDP_PASS,
				    hash_expected(&ends, type, NULL), type))
		TH_LOG("%s", outcome_text(&out));
	tunnel_stored__destroy(skel);
}

TEST(tunnel_key)
{
	uint8_t key[TOEPLITZ_KEY_LEN];
	struct tunnel_stored *skel;
	const struct inner_case *c;
	size_t i;

	for (i = 0; i < sizeof(key); i++)
		key[i] = 0xb7 * i ^ 0x35;
	skel = tunnel_load(&plain_config, key);
	ASSERT_NE(NULL, skel);

	for (c = inner_cases; c->name; c++) {
		build(gre_ip4, c->layers, &vectors[2].ends, 0);
		run(skel);
		EXPECT_TRUE(outcome_is_flow(&out, XDP_PASS,
				hash_expected(&vectors[2].ends, c->type, key),
				c->type))
			TH_LOG("%s: %s", c->name, outcome_text(&out));
	}
	tunnel_stored__destroy(skel);
}

/* No hash wanted: none is stored, and the packet is a flow's all the same. */
TEST(tunnel_hash_none)
{
	struct tunnel_config config = plain_config;
	struct tunnel_stored *skel;

	config.hash = TUNNEL_HASH_NONE;
	skel = tunnel_load(&config, NULL);
	ASSERT_NE(NULL, skel);

	build(gre_ip4, tcp4, &vectors[0].ends, 0);
	run(skel);
	EXPECT_TRUE(outcome_is_sane(&out));
	EXPECT_TRUE(out.same);
	EXPECT_EQ(1, out.count[TUNNEL_FLOWS]);
	EXPECT_EQ(0, out.count[TUNNEL_STORED] + out.count[TUNNEL_NO_LAYER]);
	tunnel_stored__destroy(skel);
}

TEST(tunnel_vxlan_port)
{
	struct tunnel_config config = plain_config;
	const uint8_t layers[] = { ETH, IP4, VXLAN, ETH, END };
	struct tunnel_stored *skel;

	config.vxlan_port = 8472;
	skel = tunnel_load(&config, NULL);
	ASSERT_NE(NULL, skel);

	build(layers, tcp4, &vectors[0].ends, 0);
	run(skel);
	EXPECT_TRUE(outcome_is_pass(&out, TUNNEL_NOT_TUNNEL));
	pkt.bytes[pkt.at[2] + 2] = 8472 >> 8;
	pkt.bytes[pkt.at[2] + 3] = 8472 & 255;
	run(skel);
	EXPECT_TRUE(outcome_is_flow(&out, XDP_PASS, vectors[0].hash[HASH_IP4_PORTS],
				    L3_IPV4 | L4_TCP));
	tunnel_stored__destroy(skel);
}

static int point_at_lo(struct tunnel_stored *skel)
{
	__u32 zero = 0, lo = if_nametoindex("lo");

	return bpf_map__update_elem(skel->maps.tunnel_dev, &zero, sizeof(zero),
				    &lo, sizeof(lo), BPF_ANY);
}

/* To a device, with a MAC address of its own and otherwise unchanged. Before
 * the target is there, and for what is no tunnel, nothing is written.
 */
TEST(tunnel_to_dev)
{
	struct tunnel_config config = plain_config;
	uint32_t type = L3_IPV4 | L4_TCP;
	struct tunnel_stored *skel;

	config.target = TUNNEL_TO_DEV;
	config.set_dst_mac = true;
	memcpy(config.dst_mac, "\x02\xab\xcd\xef\x01\x23", 6);
	skel = tunnel_load(&config, NULL);
	ASSERT_NE(NULL, skel);

	build(gre_ip4, tcp4, &vectors[0].ends, PAYLOAD);
	run(skel);
	EXPECT_TRUE(outcome_is_flow(&out, XDP_PASS, vectors[0].hash[HASH_IP4_PORTS], type));
	EXPECT_TRUE(out.same);
	EXPECT_EQ(1, out.count[TUNNEL_NO_TARGET]);

	ASSERT_EQ(0, point_at_lo(skel));
	run(skel);
	EXPECT_TRUE(outcome_is_flow(&out, XDP_REDIRECT, vectors[0].hash[HASH_IP4_PORTS],
				    type))
		TH_LOG("%s", outcome_text(&out));
	EXPECT_EQ(0, memcmp(out.bytes, config.dst_mac, 6));
	EXPECT_EQ(0, memcmp(out.bytes + 6, pkt.bytes + 6, 58));

	build((uint8_t []) { ETH, IP4, END }, tcp4 + 1, &vectors[0].ends, 50);
	run(skel);
	EXPECT_TRUE(outcome_is_pass(&out, TUNNEL_NOT_TUNNEL));
	tunnel_stored__destroy(skel);
}

TEST(tunnel_to_cpus)
{
	struct tunnel_config config = plain_config;
	struct bpf_cpumap_val val = { .qsize = 16 };
	struct tunnel_stored *skel;
	__u32 cpu = 0;
	int i;

	config.target = TUNNEL_TO_CPUS;
	config.cpus = 1;
	skel = tunnel_load(&config, NULL);
	ASSERT_NE(NULL, skel);
	ASSERT_EQ(0, bpf_map__update_elem(skel->maps.tunnel_cpus, &cpu,
					  sizeof(cpu), &val, sizeof(val), 0));

	for (i = 0; i < VECTORS_IP4; i++) {
		build(gre_ip4, tcp4, &vectors[i].ends, 0);
		run(skel);
		EXPECT_TRUE(outcome_is_flow(&out, XDP_REDIRECT,
					    vectors[i].hash[HASH_IP4_PORTS],
					    L3_IPV4 | L4_TCP) && out.same)
			TH_LOG("%d: %s", i, outcome_text(&out));
	}
	tunnel_stored__destroy(skel);
}

/* A packet of several pages */
TEST(tunnel_jumbo)
{
	build(gre_ip4, tcp6, &vectors[0].ends, 9000);
	run(plain);
	EXPECT_TRUE(outcome_is_flow(&out, XDP_PASS, vectors[0].hash[HASH_IP6_PORTS],
				    L3_IPV6 | L4_TCP) && out.same)
		TH_LOG("%s", outcome_text(&out));

	packet_run(plain, pkt.bytes, pkt.len - 1, 0, 0, &out);
	EXPECT_TRUE(outcome_is_pass(&out, TUNNEL_TRUNCATED))
		TH_LOG("%s", outcome_text(&out));
}

/* With metadata in the way, nothing is stored; the packet goes on all the same.
 * 256 bytes of headroom, less the metadata: 64 are enough, 60 are not.
 */
TEST(tunnel_no_headroom)
{
	build(gre_ip4, tcp4, &vectors[0].ends, 0);
	packet_run(plain, pkt.bytes, pkt.len, pkt.len, 192, &out);
	EXPECT_TRUE(outcome_is_flow(&out, XDP_PASS, vectors[0].hash[HASH_IP4_PORTS],
				    L3_IPV4 | L4_TCP) && out.same)
		TH_LOG("%s", outcome_text(&out));

	packet_run(plain, pkt.bytes, pkt.len, pkt.len, 196, &out);
	EXPECT_TRUE(outcome_is_sane(&out) && out.same)
		TH_LOG("%s", outcome_text(&out));
	EXPECT_EQ(1, out.count[TUNNEL_FLOWS]);
	EXPECT_EQ(0, out.count[TUNNEL_STORED]);
	EXPECT_EQ(kernel_has_layer(), out.count[TUNNEL_STORE_ERROR]);
}

static uint32_t next_random(uint32_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 17;
	*state ^= *state << 5;
	return *state;
}

/* Whatever comes, the program ends, changes nothing, and its accounts agree. */
TEST(tunnel_garbage)
{
	static const uint8_t around[][8] = {
		{ ETH, IP4, GRE_CKS }, { ETH, VLAN, IP6, DEST },
		{ ETH, IP4, VXLAN, ETH, VLAN }, { ETH, IP4_OPTIONS },
		{ ETH, IP4, GENEVE_OPTIONS, ETH, QINQ, VLAN },
		{ ETH, QINQ, IP4, GRE_K, LABEL, LABEL, LABEL },
		{ ETH, IP6, UDP_MPLS, LABEL, LABEL }, { ETH, IP4, GENEVE },
	};
	uint32_t state = 0x20261122;
	const struct inner_case *c = inner_cases;
	int i, k, pokes;

	for (i = 0; i < 3000; i++) {
		build(around[i % 8], c->layers, &vectors[0].ends, PAYLOAD);
		pokes = next_random(&state) % 8;
		for (k = 0; k <= pokes; k++)
			pkt.bytes[12 + next_random(&state) % (pkt.len - 12)] =
				next_random(&state);
		run(plain);
		EXPECT_TRUE(out.act == XDP_PASS && out.same &&
			    outcome_is_sane(&out))
			TH_LOG("round %d: %s", i, outcome_text(&out));
		if (!(++c)->name)
			c = inner_cases;
	}
}

/* What is no tunnel never becomes one, whatever it carries. */
TEST(tunnel_garbage_in_plain)
{
	static const uint8_t plains[][4] = { { ETH, IP4, TCP }, { ETH, IP6, TCP },
					     { ETH, ARP }, { ETH, IP4, ESP } };
	uint32_t state = 0x20261123;
	size_t at;
	int i;

	for (i = 0; i < 500; i++) {
		build(plains[i % 4], (uint8_t []) { END }, &vectors[0].ends,
		      100);
		for (at = pkt.at[pkt.layers - 1]; at < pkt.len; at++)
			pkt.bytes[at] = next_random(&state);
		run(plain);
		EXPECT_TRUE(outcome_is_pass(&out, TUNNEL_NOT_TUNNEL))
			TH_LOG("round %d: %s", i, outcome_text(&out));
	}
}

/* The verifier gives up at a million; this leaves room for later kernels, which
 * may take other ways through the program.
 */
TEST(tunnel_verifier)
{
	struct bpf_prog_info info = { };
	__u32 len = sizeof(info);

	ASSERT_EQ(0, bpf_prog_get_info_by_fd(bpf_program__fd(plain->progs.tunnel_stored),
					     &info, &len));
	EXPECT_GT(VERIFIED_MAX, info.verified_insns)
		TH_LOG("%u instructions verified", info.verified_insns);
}

int main(int argc, char **argv)
{
	return harness_main(argc, argv, open_plain);
}
