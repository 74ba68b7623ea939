// SPDX-License-Identifier: GPL-2.0
/* Included by tunnel_test.c: random bytes. */

static uint32_t next_random(uint32_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 17;
	*state ^= *state << 5;
	return *state;
}

/* On random headers the program changes nothing and its counters are consistent. */
TEST(tunnel_garbage)
{
	static const uint8_t around[][8] = {
		{ ETH, IP4, GRE_CKS }, { ETH, VLAN, IP6, DEST },
		{ ETH, IP4, VXLAN, ETH, VLAN }, { ETH, IP4_OPTIONS },
		{ ETH, IP4, GENEVE_OPTIONS, ETH, QINQ, VLAN },
		{ ETH, QINQ, IP4, GRE_K, LABEL, LABEL, LABEL },
		{ ETH, IP6, UDP_MPLS, LABEL, LABEL }, { ETH, IP4, GENEVE },
		{ ETH, IP4, GTP_EXTENSION }, { ETH, IP4, VXLAN_GPE, NSH_METADATA, ETH },
		{ ETH, IP4, GRE_S, ERSPAN3_LONG, ETH }, { ETH, IP4, PPTP_ACK },
		{ ETH, IP4, L2TP_OPTIONS }, { ETH, IP6, L2TPV3, ETH },
		{ ETH, VLAN, PPPOE, IP4, VXLAN, ETH, PPPOE }, { ETH, NSH, NSH_METADATA },
	};
	uint32_t state = 0x20261122;
	const struct inner_case *c = inner_cases;
	int i, k, pokes;

	for (i = 0; i < 6000; i++) {
		build(around[i % ARRAY_SIZE(around)], c->layers, &vectors[0].ends, PAYLOAD);
		pokes = next_random(&state) % 8;
		for (k = 0; k <= pokes; k++)
			pkt.bytes[12 + next_random(&state) % (pkt.len - 12)] =
				next_random(&state);
		run(plain);
		EXPECT_TRUE(out.act == XDP_PASS && out.same &&
			    result_is_sane(&out))
			TH_LOG("round %d: %s", i, result_text(&out));
		if (!(++c)->name)
			c = inner_cases;
	}
}

/* No payload makes a tunnel of a packet that is none. */
TEST(tunnel_garbage_in_plain)
{
	static const uint8_t plains[][4] = { { ETH, IP4, TCP }, { ETH, IP6, TCP },
					     { ETH, ARP }, { ETH, IP4, SCTP } };
	uint32_t state = 0x20261123;
	size_t at;
	int i;

	for (i = 0; i < 500; i++) {
		build(plains[i % 4], (uint8_t []) { END }, &vectors[0].ends,
		      100);
		for (at = pkt.at[pkt.layers - 1]; at < pkt.len; at++)
			pkt.bytes[at] = next_random(&state);
		run(plain);
		EXPECT_TRUE(result_is_pass(&out, TUNNEL_NOT_TUNNEL))
			TH_LOG("round %d: %s", i, result_text(&out));
	}
}
