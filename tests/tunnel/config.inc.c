// SPDX-License-Identifier: GPL-2.0
/* Included by tunnel_test.c: the settings of the program. */

/* Both directions of a flow have the same hash. */
TEST(tunnel_symmetric)
{
	struct tunnel_config config = plain_config;
	struct tunnel_stored *skel;
	struct endpoints ends;
	uint32_t hash[2][2];
	int i, dir;

	config.hash = TUNNEL_HASH_SYMMETRIC;
	skel = tunnel_load(&config, NULL);
	ASSERT_NE(NULL, skel);

	for (i = 0; i < VECTORS_IP6; i++) {
		ends = vectors[i].ends;
		for (dir = 0; dir < 2; dir++) {
			build(gre_ip4, tcp4, &ends, 0);
			run(skel);
			EXPECT_EQ(1, out.count[TUNNEL_FLOWS]);
			hash[dir][0] = out.stored.hash;
			build(gre_ip4, tcp6, &ends, 0);
			run(skel);
			EXPECT_EQ(1, out.count[TUNNEL_FLOWS]);
			hash[dir][1] = out.stored.hash;
			endpoints_swap(&ends);
		}
		EXPECT_EQ(hash[0][0], hash[1][0]);
		EXPECT_EQ(hash[0][1], hash[1][1]);
	}
	tunnel_stored__destroy(skel);
}

/* The smaller end comes first: by address, then by port. */
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
		EXPECT_TRUE(result_is_flow(&out, XDP_PASS,
					   vectors[0].hash[HASH_IP4_PORTS], type))
			TH_LOG("%d: %s", i, result_text(&out));
		endpoints_swap(&ends);
	}

	memcpy(ends.ip4[0], ends.ip4[1], sizeof(ends.ip4[0]));
	ends.port[0] = 1000;
	ends.port[1] = 999;
	build(gre_ip4, tcp4, &ends, 0);
	run(skel);
	endpoints_swap(&ends);
	EXPECT_TRUE(result_is_flow(&out, XDP_PASS,
				   hash_expected(&ends, type, NULL), type))
		TH_LOG("%s", result_text(&out));
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
		EXPECT_TRUE(result_is_flow(&out, XDP_PASS,
				hash_expected(&vectors[2].ends, c->type, key),
				c->type))
			TH_LOG("%s: %s", c->name, result_text(&out));
	}
	tunnel_stored__destroy(skel);
}

/* With hash none the program finds the flow and stores no hash. */
TEST(tunnel_hash_none)
{
	struct tunnel_config config = plain_config;
	struct tunnel_stored *skel;

	config.hash = TUNNEL_HASH_NONE;
	skel = tunnel_load(&config, NULL);
	ASSERT_NE(NULL, skel);

	build(gre_ip4, tcp4, &vectors[0].ends, 0);
	run(skel);
	EXPECT_TRUE(result_is_sane(&out));
	EXPECT_TRUE(out.same);
	EXPECT_EQ(1, out.count[TUNNEL_FLOWS]);
	EXPECT_EQ(0, out.count[TUNNEL_STORED] + out.count[TUNNEL_NO_LAYER]);
	tunnel_stored__destroy(skel);
}

static bool is_read(struct tunnel_stored *skel, const uint8_t *layers)
{
	build(layers, tcp4, &vectors[0].ends, 0);
	run(skel);
	return result_is_flow(&out, XDP_PASS, vectors[0].hash[HASH_IP4_PORTS],
			      L3_IPV4 | L4_TCP);
}

/* A port that is not set is no tunnel's, and a packet to port 0 is in none. */
TEST(tunnel_ports)
{
	static const uint8_t layers[][6] = {
		{ ETH, IP4, VXLAN, ETH }, { ETH, IP4, VXLAN_LINUX, ETH },
		{ ETH, IP4, GENEVE, ETH }, { ETH, IP4, GUE },
		{ ETH, IP4, FOU },
	};
	struct tunnel_config config = plain_config;
	struct tunnel_stored *skel;
	int i;

	memset(&config.ports, 0, sizeof(config.ports));
	config.ports.vxlan[0] = 8472;
	skel = tunnel_load(&config, NULL);
	ASSERT_NE(NULL, skel);

	for (i = 0; i < ARRAY_SIZE(layers); i++) {
		EXPECT_EQ(i == 1, is_read(skel, layers[i]))
			TH_LOG("%d: %s", i, result_text(&out));
		if (i == 1)
			continue;
		EXPECT_TRUE(result_is_pass(&out, TUNNEL_NOT_TUNNEL));
		memset(pkt.bytes + pkt.at[2] + 2, 0, 2);
		run(skel);
		EXPECT_TRUE(result_is_pass(&out, TUNNEL_NOT_TUNNEL));
	}
	tunnel_stored__destroy(skel);
}

/* A kind that is not chosen passes, and the others are read. */
TEST(tunnel_passed_kinds)
{
	static const uint8_t vxlan[] = { ETH, IP4, VXLAN, ETH, END };
	struct tunnel_config config = plain_config;
	struct tunnel_stored *skel;

	config.passed_kinds = 1u << TUNNEL_GRE;
	skel = tunnel_load(&config, NULL);
	ASSERT_NE(NULL, skel);
	EXPECT_TRUE(is_read(skel, vxlan)) TH_LOG("%s", result_text(&out));
	EXPECT_FALSE(is_read(skel, gre_ip4));
	EXPECT_TRUE(result_is_pass(&out, TUNNEL_NOT_CHOSEN))
		TH_LOG("%s", result_text(&out));
	tunnel_stored__destroy(skel);
}

/* The cookie of L2TPv3, which no packet tells */
TEST(tunnel_l2tp_header)
{
	static const uint8_t l2tp[] = { ETH, IP4, L2TPV3, ETH, END };
	struct tunnel_config config = plain_config;
	struct tunnel_stored *skel;

	config.ports.l2tp_header = 12;
	skel = tunnel_load(&config, NULL);
	ASSERT_NE(NULL, skel);
	EXPECT_FALSE(is_read(skel, l2tp));
	build(l2tp, tcp4, &vectors[0].ends, 0);
	memmove(pkt.bytes + pkt.at[3] + 8, pkt.bytes + pkt.at[3],
		pkt.len - pkt.at[3]);
	pkt.len += 8;
	pkt.bytes[pkt.at[1] + 3] += 8;
	run(skel);
	EXPECT_TRUE(result_is_flow(&out, XDP_PASS, vectors[0].hash[HASH_IP4_PORTS],
				   L3_IPV4 | L4_TCP))
		TH_LOG("%s", result_text(&out));
	tunnel_stored__destroy(skel);
}

static int point_at_lo(struct tunnel_stored *skel)
{
	__u32 zero = 0, lo = if_nametoindex("lo");

	return bpf_map__update_elem(skel->maps.tunnel_dev, &zero, sizeof(zero),
				    &lo, sizeof(lo), BPF_ANY);
}

/* The program redirects to a device and writes the destination MAC address only. It
 * writes nothing while the redirect target is missing, nor to other packets.
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
	EXPECT_TRUE(result_is_flow(&out, XDP_PASS, vectors[0].hash[HASH_IP4_PORTS], type));
	EXPECT_TRUE(out.same);
	EXPECT_EQ(1, out.count[TUNNEL_NO_TARGET]);

	ASSERT_EQ(0, point_at_lo(skel));
	run(skel);
	EXPECT_TRUE(result_is_flow(&out, XDP_REDIRECT, vectors[0].hash[HASH_IP4_PORTS],
				   type))
		TH_LOG("%s", result_text(&out));
	EXPECT_EQ(0, memcmp(out.bytes, config.dst_mac, 6));
	EXPECT_EQ(0, memcmp(out.bytes + 6, pkt.bytes + 6, 58));

	build((uint8_t []) { ETH, IP4, END }, tcp4 + 1, &vectors[0].ends, 50);
	run(skel);
	EXPECT_TRUE(result_is_pass(&out, TUNNEL_NOT_TUNNEL));
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
		EXPECT_TRUE(result_is_flow(&out, XDP_REDIRECT,
					   vectors[i].hash[HASH_IP4_PORTS],
					   L3_IPV4 | L4_TCP) && out.same)
			TH_LOG("%d: %s", i, result_text(&out));
	}
	tunnel_stored__destroy(skel);
}

/* Without the layer, the hash is in front of the packet, with the magic behind it. */
TEST(tunnel_hash_in_meta)
{
	static const __u32 magic = 0x72786d31;
	struct tunnel_config config = plain_config;
	struct tunnel_stored *skel;

	config.compat = true;
	config.tc = TUNNEL_TC_ON;
	skel = tunnel_load(&config, NULL);
	ASSERT_NE(NULL, skel);

	build(gre_ip4, tcp4, &vectors[0].ends, PAYLOAD);
	run(skel);
	EXPECT_EQ(XDP_PASS, out.act);
	EXPECT_EQ(1, out.count[TUNNEL_IN_META]) TH_LOG("%s", result_text(&out));
	EXPECT_EQ(0, memcmp(out.bytes, &vectors[0].hash[HASH_IP4_PORTS], 4));
	EXPECT_EQ(0, memcmp(out.bytes + 4, &magic, 4));
	EXPECT_EQ(0, memcmp(out.bytes + 8, pkt.bytes, 56));

	build((uint8_t []) { ETH, IP4, END }, tcp4 + 1, &vectors[0].ends, 50);
	run(skel);
	EXPECT_TRUE(result_is_pass(&out, TUNNEL_NOT_TUNNEL));
	tunnel_stored__destroy(skel);
}

/* Without room the packet goes on as before. */
TEST(tunnel_no_room_for_meta)
{
	struct tunnel_config config = plain_config;
	struct tunnel_stored *skel;

	config.compat = true;
	config.tc = TUNNEL_TC_ON;
	config.target = TUNNEL_TO_DEV;
	skel = tunnel_load(&config, NULL);
	ASSERT_NE(NULL, skel);
	ASSERT_EQ(0, point_at_lo(skel));

	build(gre_ip4, tcp4, &vectors[0].ends, PAYLOAD);
	packet_run(skel, pkt.bytes, pkt.len, pkt.len, META_FULL, &out);
	EXPECT_EQ(XDP_REDIRECT, out.act);
	EXPECT_TRUE(out.same);
	EXPECT_EQ(0, out.count[TUNNEL_IN_META]);
	EXPECT_EQ(1, out.count[TUNNEL_NO_META]);
	EXPECT_EQ(1, out.count[TUNNEL_REDIRECTED]);
	tunnel_stored__destroy(skel);
}
