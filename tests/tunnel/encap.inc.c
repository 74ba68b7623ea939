// SPDX-License-Identifier: GPL-2.0
/* Included by tunnel_test.c: every kind of tunnel header. */

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
ENCAP(vxlan_linux, VXLAN, IP4, VXLAN_LINUX, ETH);
ENCAP(vxlan6_linux, VXLAN, IP6, VXLAN_LINUX, ETH, VLAN);
ENCAP(gre6_atomic, GRE, IP6, FRAG_ATOMIC, GRE);
ENCAP(vxlan6_hop_atomic_dest, VXLAN, IP6, HOP, FRAG_ATOMIC, DEST, VXLAN, ETH);
ENCAP(gue_ip, GUE, IP4, GUE);
ENCAP(gue_options_gre, GUE, IP6, GUE_OPTIONS, GRE_K);
ENCAP(gue_mpls, GUE, IP4, GUE, LABEL, LABEL);
ENCAP(gue_direct, GUE, IP4, GUE_DIRECT);
ENCAP(fou_ip, FOU, IP4, FOU);
ENCAP(fou_gre, FOU, IP6, FOU, GRE_CKS);
ENCAP(fou_gretap, FOU, QINQ, VLAN, IP4, FOU, GRE, ETH, VLAN);
ENCAP(gretap_mpls, GRE_ETH, IP4, GRE, ETH, LABEL);
ENCAP(vxlan_gpe_ip, VXLAN_GPE, IP4, VXLAN_GPE);
ENCAP(vxlan_gpe_eth, VXLAN_GPE, IP6, VXLAN_GPE, ETH, VLAN);
ENCAP(vxlan_gpe_nsh_eth, VXLAN_GPE, IP4, VXLAN_GPE, NSH_METADATA, ETH);
ENCAP(vxlan_gpe_mpls, VXLAN_GPE, IP4, VXLAN_GPE, LABEL, LABEL);
ENCAP(vxlan_gpe_proto, VXLAN_GPE, IP4, VXLAN_GPE_PROTO);
ENCAP(erspan1, ERSPAN1, IP4, GRE, ERSPAN1, ETH);
ENCAP(erspan2, ERSPAN2, IP4, GRE_S, ERSPAN2, ETH);
ENCAP(erspan2_vlan, ERSPAN2, IP6, GRE_KS, ERSPAN2, ETH, VLAN);
ENCAP(erspan3, ERSPAN3, IP4, GRE_S, ERSPAN3, ETH);
ENCAP(erspan3_long, ERSPAN3, IP6, GRE_S, ERSPAN3_LONG, ETH, QINQ, VLAN);
ENCAP(erspan3_ip, ERSPAN3, IP4, GRE_S, ERSPAN3_IP);
ENCAP(pptp, PPTP, IP4, PPTP);
ENCAP(pptp_ack, PPTP, IP4, PPTP_ACK);
ENCAP(pptp_short, PPTP, IP4_OPTIONS, PPTP_SHORT);
ENCAP(gtp, GTP, IP4, GTP);
ENCAP(gtp_sequence, GTP, IP6, GTP_SEQUENCE);
ENCAP(gtp_extension, GTP, VLAN, IP4, GTP_EXTENSION);
ENCAP(l2tp, L2TP, IP4, L2TP);
ENCAP(l2tp_options, L2TP, IP6, L2TP_OPTIONS);
ENCAP(l2tpv3, L2TPV3, IP4, L2TPV3, ETH);
ENCAP(l2tpv3_6, L2TPV3, IP6, L2TPV3, ETH, VLAN);
ENCAP(l2tpv3_udp, L2TPV3, IP4, L2TPV3_UDP, ETH);
ENCAP(vxlan_pppoe, VXLAN, IP4, VXLAN, ETH, PPPOE);
ENCAP(pppoe_gre, GRE, PPPOE, IP4, GRE);
ENCAP(vlan_pppoe_gre6, GRE, VLAN, PPPOE, IP6, GRE_K);
ENCAP(qinq_pppoe_vxlan, VXLAN, QINQ, VLAN, PPPOE, IP4, VXLAN, ETH);
ENCAP(ip_eth, IP_ETH, IP6, ETH);
ENCAP(sixrd, IP, IP4);
ENCAP(srv6, SRV6, IP6, SEGMENTS);
ENCAP(srv6_eth, SRV6, IP6, SEGMENTS, ETH, VLAN);
ENCAP(srv6_gre, GRE, IP6, SEGMENTS, GRE);
ENCAP(nsh_ip, NSH, NSH);
ENCAP(nsh_eth, NSH, VLAN, NSH_METADATA, ETH, VLAN);
ENCAP(nsh_nsh_mpls, NSH, NSH, NSH_METADATA, LABEL);
ENCAP(gre_nsh, GRE, IP4, GRE, NSH);
ENCAP(ah_vxlan, VXLAN, IP4, AUTH, VXLAN, ETH);
ENCAP(ip6_mpls, IP_MPLS, IP6, HOP, LABEL);

/* No tunnel, but a flow that NICs do not find: in PPPoE and behind AH. */
TEST(tunnel_outer_flow)
{
	static const struct {
		uint8_t layers[8];
		uint32_t type;
		uint8_t kind;
	} cases[] = {
		{ { ETH, PPPOE, IP4, TCP }, L3_IPV4 | L4_TCP, TUNNEL_PPPOE },
		{ { ETH, VLAN, PPPOE, IP6, UDP }, L3_IPV6 | L4_UDP, TUNNEL_PPPOE },
		{ { ETH, QINQ, VLAN, PPPOE, IP4, ICMP }, L3_IPV4, TUNNEL_PPPOE },
		{ { ETH, PPPOE, IP4_FIRST, UDP }, L3_IPV4, TUNNEL_PPPOE },
		{ { ETH, PPPOE, IP4_LATER, UDP }, L3_IPV4, TUNNEL_PPPOE },
		{ { ETH, PPPOE, IP4, AUTH, UDP }, L3_IPV4 | L4_UDP, TUNNEL_PPPOE },
		{ { ETH, IP4, AUTH, TCP }, L3_IPV4 | L4_TCP, TUNNEL_AH },
		{ { ETH, IP4, AUTH, ICMP }, L3_IPV4, TUNNEL_AH },
		{ { ETH, IP6, HOP, AUTH, UDP }, L3_IPV6 | DYNHDR | L4_UDP, TUNNEL_AH },
	};
	const struct endpoints *ends = &vectors[0].ends;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		packet_begin(&pkt, ends);
		pkt.ips = 1;
		packet_add(&pkt, cases[i].layers);
		packet_end(&pkt, PAYLOAD);
		run(plain);
		EXPECT_TRUE(result_is_flow(&out, XDP_PASS,
					   hash_expected(ends, cases[i].type, NULL),
					   cases[i].type) && out.same &&
			    out.kind[cases[i].kind] == 1)
			TH_LOG("%zu: %s", i, result_text(&out));
	}
}

/* The hash of each inner packet does not depend on the headers around it. */
TEST_F(encap, inner)
{
	const struct endpoints *ends = &vectors[0].ends;
	const struct inner_case *c;

	for (c = inner_cases; c->name; c++) {
		build(variant->layers, c->layers, ends, PAYLOAD);
		run(plain);
		EXPECT_TRUE(result_is_flow(&out, XDP_PASS,
					   hash_expected(ends, c->type, NULL),
					   c->type) && out.same &&
			    out.kind[variant->kind] == 1)
			TH_LOG("%s: %s", c->name, result_text(&out));
	}
}

/* A packet that is cut short passes unchanged, wherever it is cut. */
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
			EXPECT_TRUE(result_is_pass(&out, TUNNEL_TRUNCATED))
				TH_LOG("%zu of %zu bytes: %s", len, pkt.len,
				       result_text(&out));
		}
	}
}

/* So does one whose outer headers have the shortened length. */
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
			EXPECT_TRUE(result_is_pass(&out, TUNNEL_TRUNCATED))
				TH_LOG("%zu of %zu bytes: %s", len, end,
				       result_text(&out));
		}
	}
}

/* The hash does not depend on where the linear part ends. */
TEST_F(encap, split)
{
	const struct endpoints *ends = &vectors[0].ends;
	uint32_t type = L3_IPV6 | L4_TCP;
	size_t linear;

	build(variant->layers, tcp6, ends, PAYLOAD);
	for (linear = 14; linear < pkt.len; linear++) {
		packet_run(plain, pkt.bytes, pkt.len, linear, 0, &out);
		EXPECT_TRUE(result_is_flow(&out, XDP_PASS,
					   hash_expected(ends, type, NULL),
					   type) && out.same)
			TH_LOG("%zu linear: %s", linear, result_text(&out));
	}
}

/* Padding behind the packet is not part of it. */
TEST_F(encap, padded)
{
	build(variant->layers, (uint8_t []) { IP4, ICMP, END },
	      &vectors[1].ends, 0);
	memset(pkt.bytes + pkt.len, 0, 40);
	packet_run(plain, pkt.bytes, pkt.len + 40, 0, 0, &out);
	EXPECT_TRUE(result_is_flow(&out, XDP_PASS, vectors[1].hash[HASH_IP4], L3_IPV4))
		TH_LOG("%s", result_text(&out));
}
