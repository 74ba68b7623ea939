// SPDX-License-Identifier: GPL-2.0
/*
 * The tunnel program on packets from tables. A stock kernel stores nothing; there the
 * cases leave out the stored value.
 */
#include <errno.h>
#include <net/if.h>

#include <bpf/bpf.h>
#include <bpf/libbpf.h>

#include "tests/lib/harness.h"
#include "tests/lib/kernel.h"
#include "tests/lib/packet.h"
#include "tests/lib/rss_type.h"
#include "tests/lib/rss_vectors.h"
#include "cases.h"
#include "run_result.h"
#include "tunnel_run.h"

#define PAYLOAD		12
#define META_FULL	216	/* of 256 bytes of headroom; the kernel keeps the other 40 */
#define VERIFIED_MAX	100000u

/* The program with plain_config, loaded once for all cases. A case that needs another
 * configuration loads a program of its own.
 */
static struct tunnel_stored *plain;
static struct packet pkt;
static struct result out;

static const struct tunnel_config plain_config = {
	.hash = TUNNEL_HASH_INNER,
	.ports = {
		.vxlan = { 4789, 8472 }, .geneve = 6081, .gue = 6080,
		.fou = FOU_PORT, .vxlan_gpe = 4790, .mpls = 6635, .gtp = 2152,
		.l2tp = 1701, .l2tp_header = 4,
	},
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

/* Offset behind the outer IP header and its extension headers */
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

/* Flows of the published vectors, in a tunnel, have the published hashes. */
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
			EXPECT_TRUE(result_is_flow(&out, XDP_PASS, hash,
						   forms[form].type))
				TH_LOG("%d %d: %s", i, form, result_text(&out));
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
		if (c->poke2.layer)
			pkt.bytes[pkt.at[c->poke2.layer] + c->poke2.at] =
				c->poke2.value;
		run(plain);
		EXPECT_TRUE(result_is_pass(&out, c->why))
			TH_LOG("%s: want %u, have %s", c->name, c->why,
			       result_text(&out));
	}
}

/* A packet of several pages */
TEST(tunnel_jumbo)
{
	build(gre_ip4, tcp6, &vectors[0].ends, 9000);
	run(plain);
	EXPECT_TRUE(result_is_flow(&out, XDP_PASS, vectors[0].hash[HASH_IP6_PORTS],
				   L3_IPV6 | L4_TCP) && out.same)
		TH_LOG("%s", result_text(&out));

	packet_run(plain, pkt.bytes, pkt.len - 1, 0, 0, &out);
	EXPECT_TRUE(result_is_pass(&out, TUNNEL_TRUNCATED))
		TH_LOG("%s", result_text(&out));
}

/* Metadata takes space from the 256 bytes of headroom: with 64 bytes left the program
 * can store, with 60 it cannot, and the packet passes all the same.
 */
TEST(tunnel_no_headroom)
{
	build(gre_ip4, tcp4, &vectors[0].ends, 0);
	packet_run(plain, pkt.bytes, pkt.len, pkt.len, 192, &out);
	EXPECT_TRUE(result_is_flow(&out, XDP_PASS, vectors[0].hash[HASH_IP4_PORTS],
				   L3_IPV4 | L4_TCP) && out.same)
		TH_LOG("%s", result_text(&out));

	packet_run(plain, pkt.bytes, pkt.len, pkt.len, 196, &out);
	EXPECT_TRUE(result_is_sane(&out) && out.same)
		TH_LOG("%s", result_text(&out));
	EXPECT_EQ(1, out.count[TUNNEL_FLOWS]);
	EXPECT_EQ(0, out.count[TUNNEL_STORED]);
	EXPECT_EQ(kernel_has_layer(), out.count[TUNNEL_STORE_ERROR]);
}

#include "encap.inc.c"
#include "config.inc.c"
#include "garbage.inc.c"

/* The verifier gives up at a million instructions. The limit here leaves room for
 * later kernels, which may explore more states.
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

TEST_MAIN(open_plain)
