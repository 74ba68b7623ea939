// SPDX-License-Identifier: GPL-2.0
/* Included by esp_test.c: ESP around packets of the builder, and what is not read. */

/**
 * struct form - how a packet is wrapped in ESP
 * @six: over IPv6
 * @natt: in UDP
 * @iv: bytes of the IV
 * @icv: bytes of the ICV
 * @next: protocol in the trailer
 */
struct form {
	bool six;
	bool natt;
	int iv;
	int icv;
	uint8_t next;
};

static struct packet pkt;
static uint8_t frame[PACKET_MAX];

static size_t put(size_t at, const void *bytes, size_t len)
{
	memcpy(frame + at, bytes, len);
	return at + len;
}

static void put16_at(size_t at, uint16_t value)
{
	frame[at] = value >> 8;
	frame[at + 1] = value;
}

/* The builder makes the outer headers in front of the inner packet. */
static size_t put_outer(const struct form *f, size_t esp_len)
{
	uint8_t proto = f->natt ? 17 : 50;
	size_t at = put(0, pkt.bytes, pkt.at[2]);

	if (f->natt) {
		put16_at(at, 4500);
		put16_at(at + 2, 4500);
		put16_at(at + 4, 8 + esp_len);
		put16_at(at + 6, 0);
		at += 8;
		esp_len += 8;
	}
	frame[ETH_LEN + (f->six ? 6 : 9)] = proto;
	put16_at(ETH_LEN + (f->six ? 4 : 2), esp_len + (f->six ? 0 : 20));
	return at;
}

/* Wrap @len bytes of plain text. Return: the length of the frame. */
static size_t wrap(const struct form *f, const uint8_t *bytes, size_t len)
{
	size_t pad = (4 - (len + 2) % 4) % 4;
	size_t all = 8 + f->iv + len + pad + 2 + f->icv;
	size_t at = put_outer(f, all), begin = at;
	uint8_t trailer[] = { pad, f->next };

	memset(frame + at, 0xa5, all);
	at = put(at, "\0\0\x12\x34\0\0\0\1", 8) + f->iv;
	at = put(at, bytes, len) + pad;
	put(at, trailer, 2);
	return begin + all;
}

static void build(bool six, const uint8_t *inner, size_t payload)
{
	const uint8_t outer[] = { ETH, six ? IP6 : IP4, END };

	packet_begin(&pkt, &vectors[0].ends);
	packet_add(&pkt, outer);
	packet_add(&pkt, inner);
	packet_end(&pkt, payload);
}

static int kind_of(const struct form *f)
{
	return f->natt ? TUNNEL_ESP_UDP : TUNNEL_ESP;
}

static void run_frame(size_t len)
{
	packet_run(skel, frame, len, 0, 0, &out);
}

/* The flow that a packet has if it is hashed by its SPI */
static bool is_by_spi(const struct form *f, enum tunnel_counter why)
{
	struct endpoints ends = {
		.ip4 = { { 192, 0, 2, 1 }, { 192, 0, 2, 2 } },
		.ip6 = { { 0x20, 0x01, 0x0d, 0xb8, [15] = 1 },
			 { 0x20, 0x01, 0x0d, 0xb8, [15] = 2 } },
		.port = { 0, SPI },
	};
	uint32_t type = (f->six ? L3_IPV6 : L3_IPV4) | L4_IPSEC;

	return result_is_flow(&out, XDP_PASS, hash_expected(&ends, type, NULL), type) &&
	       out.same && out.count[why] == 1 &&
	       out.kind[kind_of(f)] == 1;
}

static int set_plain(const struct form *f, bool transport)
{
	return set_sa(&table, SPI, f->six ? to6 : to4, f->six ? 16 : 4,
		      f->iv ? "rfc4543(gcm(aes))" : "ecb(cipher_null)", "",
		      f->icv, transport);
}

static const struct form forms[] = {
	{ .icv = 12, .next = 4 }, { .six = true, .icv = 16, .next = 4 },
	{ .natt = true, .icv = 12, .next = 41 },
	{ .iv = 8, .icv = 16, .next = 41 },
	{ .six = true, .natt = true, .iv = 8, .icv = 16, .next = 41 },
	{ },
};

#define FORMS	((int)(sizeof(forms) / sizeof(*forms)))

TEST(esp_plain_tunnel)
{
	static const struct {
		uint8_t layers[6];
		uint32_t type;
	} inner[] = {
		{ { IP4, TCP }, L3_IPV4 | L4_TCP }, { { IP6, UDP }, L3_IPV6 | L4_UDP },
		{ { IP4_OPTIONS, UDP }, L3_IPV4 | DYNHDR | L4_UDP },
		{ { IP6, DEST, TCP }, L3_IPV6 | DYNHDR | L4_TCP },
		{ { IP4, ICMP }, L3_IPV4 }, { { IP4_LATER, TCP }, L3_IPV4 },
	};
	const struct endpoints *ends = &vectors[0].ends;
	int f, i;

	for (f = 0; f < FORMS; f++) {
		ASSERT_EQ(0, set_plain(&forms[f], false));
		for (i = 0; i < 6; i++) {
			build(forms[f].six, inner[i].layers, 31);
			run_frame(wrap(&forms[f], pkt.bytes + pkt.at[2],
				       pkt.len - pkt.at[2]));
			EXPECT_TRUE(is_inner(ends, inner[i].type, kind_of(&forms[f])))
				TH_LOG("form %d, packet %d: %s", f, i, result_text(&out));
		}
	}
}

/* Transport mode has the outer addresses; the trailer names the protocol. */
TEST(esp_plain_transport)
{
	struct endpoints ends = {
		.ip4 = { { 192, 0, 2, 1 }, { 192, 0, 2, 2 } },
		.ip6 = { { 0x20, 0x01, 0x0d, 0xb8, [15] = 1 },
			 { 0x20, 0x01, 0x0d, 0xb8, [15] = 2 } },
	};
	const uint8_t udp[] = { IP4, UDP, END };
	struct form form;
	uint32_t type;
	int f;

	memcpy(ends.port, vectors[0].ends.port, sizeof(ends.port));
	for (f = 0; f < FORMS; f++) {
		form = forms[f];
		ASSERT_EQ(0, set_plain(&form, true));
		build(form.six, udp, 20);
		type = form.six ? L3_IPV6 : L3_IPV4;
		form.next = 17;
		run_frame(wrap(&form, pkt.bytes + pkt.at[3], pkt.len - pkt.at[3]));
		EXPECT_TRUE(is_inner(&ends, type | L4_UDP, kind_of(&form)))
			TH_LOG("form %d: %s", f, result_text(&out));
		form.next = 50;
		run_frame(wrap(&form, pkt.bytes + pkt.at[3], pkt.len - pkt.at[3]));
		EXPECT_TRUE(is_inner(&ends, type, kind_of(&form)))
			TH_LOG("form %d, no ports: %s", f, result_text(&out));
		form.next = 4;
		run_frame(wrap(&form, pkt.bytes + pkt.at[2], pkt.len - pkt.at[2]));
		EXPECT_TRUE(is_inner(&vectors[0].ends, L3_IPV4 | L4_UDP, kind_of(&form)))
			TH_LOG("form %d, a packet: %s", f, result_text(&out));
	}
}

/* Packets that openssl has encrypted: options and extension headers need more blocks. */
TEST(esp_encrypted)
{
	static const struct {
		const char *cipher, *key, *coded;
		bool transport;
		uint32_t type;
		struct endpoints ends;
	} packets[] = {
		{
			.cipher = "cbc(aes)", .type = L3_IPV4 | DYNHDR | L4_UDP,
			.key = "603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4",
			.coded = "000102030405060708090a0b0c0d0e0f"
				 "c960d8f912cdcccd308f2422804ec020c20f2f2923c80266a42efc4b1e6c1012"
				 "468e4e929542c676308665a0622603911fec6379331737e670bbc1432b1da8b5"
				 "6dc0b6327a86f4d17c15f4752f966764",
			.ends = { .ip4 = { { 10, 0, 0, 1 }, { 10, 0, 0, 2 } },
				  .port = { 53, 0xd431 } },
		},
		{
			.cipher = "rfc4106(gcm(aes))", .type = L3_IPV6 | DYNHDR | L4_TCP,
			.key = "2b7e151628aed2a6abf7158809cf4f3c0a1b2c3d",
			.coded = "1122334455667788"
				 "ae719c28ace7f1bf5c501ef8ac08af32ccb2e86fc4e93762193eea1edf27695a"
				 "8a2ccf2026d371242d889a75b424dfd1db70b62f528d2849090bce5d5ac70445"
				 "fffad6eb3eda6b995e9358ce009f1e103aaee6c5f03f64c9aff0c2b8b16130e1",
			.ends = { .ip6 = { { 0xfd, [15] = 1 }, { 0xfd, [15] = 2 } },
				  .port = { 8080, 0xc0de } },
		},
		{
			.cipher = "rfc4309(ccm(aes))", .type = L3_IPV4 | L4_UDP,
			.key = "8e73b0f7da0e6452c810f32b809079e562f8ead2522c6b7b0a1b2c",
			.coded = "1122334455667788"
				 "03c1da3f7f9f8912b14b1aedcb102c0ce7e7d803c1e578d693c5c44a51ef0ee0"
				 "eea4a0176ec7e2634637edd9ca0971ce",
			.transport = true,
			.ends = { .ip4 = { { 192, 0, 2, 1 }, { 192, 0, 2, 2 } },
				  .port = { 53, 0xd431 } },
		},
	};
	static const struct form plain = { };
	size_t len, at;
	int i;

	for (i = 0; i < 3; i++) {
		ASSERT_EQ(0, set_sa(&table, SPI, to4, 4, packets[i].cipher,
				    packets[i].key, 16, packets[i].transport));
		build(false, (uint8_t []) { IP4, UDP, END }, 0);
		len = strlen(packets[i].coded) / 2;
		at = put_outer(&plain, 8 + len + 16);
		at = put(at, "\0\0\x12\x34\0\0\0\1", 8);
		from_hex(packets[i].coded, frame + at);
		memset(frame + at + len, 0xa5, 16);
		run_frame(at + len + 16);
		EXPECT_TRUE(is_inner(&packets[i].ends, packets[i].type, TUNNEL_ESP))
			TH_LOG("%s: %s", packets[i].cipher, result_text(&out));
	}
}

#define AES_KEY		"2b7e151628aed2a6abf7158809cf4f3c"

/* Each test is a process of its own, and the maps belong to all of them. */
static void forget_all(void)
{
	struct ipsec_id id;

	while (!bpf_map_get_next_key(table.index, NULL, &id))
		bpf_map_delete_elem(table.index, &id);
	sa_table_wipe(&table);
}

/* Each reason to hash by the SPI */
TEST(esp_by_spi)
{
	static const struct {
		const char *cipher, *key;
		bool transport;
		size_t len;
		enum tunnel_counter why;
	} cases[] = {
		{ "rfc7539esp(chacha20,poly1305)", AES_KEY, false, 64, TUNNEL_ESP_UNREAD_SA },
		{ "ecb(cipher_null)", "", false, 64, TUNNEL_ESP_INNER },
		{ "ecb(cipher_null)", "", true, 3, TUNNEL_ESP_INNER },
		{ "cbc(aes)", AES_KEY, false, 62, TUNNEL_ESP_INNER },
		{ "cbc(aes)", AES_KEY, false, 58, TUNNEL_ESP_SHORT },
		{ "rfc4106(gcm(aes))", AES_KEY "01020304", false, 64, TUNNEL_ESP_INNER },
	};
	struct form form = { .icv = 16 };
	uint8_t bytes[64] = { };
	size_t i, cut, len;

	build(false, (uint8_t []) { IP4, UDP, END }, 0);
	forget_all();
	run_frame(wrap(&form, bytes, sizeof(bytes)));
	EXPECT_TRUE(is_by_spi(&form, TUNNEL_ESP_NO_SA))
		TH_LOG("no SA: %s", result_text(&out));

	for (i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		set_sa(&table, SPI, to4, 4, cases[i].cipher, cases[i].key, 16,
		       cases[i].transport);
		form.next = 17;
		form.iv = strstr(cases[i].cipher, "gcm") ? 8 :
			  strstr(cases[i].cipher, "cbc") ? 16 : 0;
		run_frame(wrap(&form, bytes, cases[i].len));
		EXPECT_TRUE(is_by_spi(&form, cases[i].why))
			TH_LOG("case %zu: %s", i, result_text(&out));
	}

	/* Whatever remains behind the ESP header, down to nothing */
	len = wrap(&form, bytes, 8);
	for (cut = pkt.at[2] + 8; cut < pkt.at[2] + 8 + 8 + 16 + 2; cut++) {
		put16_at(ETH_LEN + 2, cut - ETH_LEN);
		ASSERT_LE(cut, len);
		run_frame(cut);
		EXPECT_TRUE(is_by_spi(&form, TUNNEL_ESP_SHORT))
			TH_LOG("%zu bytes: %s", cut, result_text(&out));
	}
}

/* The kernel's ECB takes no IV, so it refuses what the program gives to CBC. */
TEST(esp_crypto_error)
{
	const struct form form = { .iv = 16, .icv = 16, .next = 4 };
	struct sa sa = { .id.spi = htonl(SPI), .format.icv_len = 16 };
	uint8_t bytes[64] = { };

	memcpy(sa.id.daddr, to4, sizeof(to4));
	ASSERT_EQ(0, sa_set_cipher(&sa, "cbc(aes)", bytes, from_hex(AES_KEY, bytes)));
	strcpy(sa.params.algo, "ecb(aes)");
	ASSERT_EQ(0, sa_table_put(&table, &sa));
	build(false, (uint8_t []) { IP4, UDP, END }, 0);
	run_frame(wrap(&form, bytes, 62));
	EXPECT_TRUE(is_by_spi(&form, TUNNEL_ESP_CRYPTO_ERROR))
		TH_LOG("%s", result_text(&out));
}

/* What is no packet of ESP passes on. */
TEST(esp_passes)
{
	struct form form = { .natt = true, .icv = 16 };
	uint8_t bytes[64] = { };
	size_t len, udp;

	ASSERT_EQ(0, set_plain(&form, false));
	build(false, (uint8_t []) { IP4, UDP, END }, 0);
	udp = pkt.at[2];
	len = wrap(&form, bytes, sizeof(bytes));
	memset(frame + udp + 8, 0, 4);
	run_frame(len);
	EXPECT_TRUE(result_is_pass(&out, TUNNEL_NOT_TUNNEL))
		TH_LOG("IKE: %s", result_text(&out));

	frame[udp + 8] = 0xff;
	put16_at(udp + 4, 9);
	put16_at(ETH_LEN + 2, 29);
	run_frame(udp + 9);
	EXPECT_TRUE(result_is_pass(&out, TUNNEL_NOT_TUNNEL))
		TH_LOG("keepalive: %s", result_text(&out));

	form.natt = false;
	len = wrap(&form, bytes, sizeof(bytes));
	frame[ETH_LEN + 6] = 0x20;
	run_frame(len);
	EXPECT_TRUE(result_is_pass(&out, TUNNEL_FRAGMENT))
		TH_LOG("first fragment: %s", result_text(&out));
	frame[ETH_LEN + 6] = 0;
	put16_at(ETH_LEN + 2, 20 + 7);
	run_frame(udp + 7);
	EXPECT_TRUE(result_is_pass(&out, TUNNEL_TRUNCATED))
		TH_LOG("cut header: %s", result_text(&out));
}

static uint32_t next_random(uint32_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 17;
	*state ^= *state << 5;
	return *state;
}

/* Random bytes and lengths: the packet stays as it is, and the counters add up. */
TEST(esp_garbage)
{
	static const char * const ciphers[][2] = {
		{ "cbc(aes)", AES_KEY }, { "rfc4106(gcm(aes))", AES_KEY "01020304" },
		{ "ecb(cipher_null)", "" },
	};
	struct form form = { };
	uint32_t state = 0x20261127;
	uint8_t bytes[300];
	size_t i, k;

	build(false, (uint8_t []) { IP4, UDP, END }, 0);
	for (i = 0; i < 1500; i++) {
		set_sa(&table, SPI, to4, 4, ciphers[i % 3][0], ciphers[i % 3][1],
		       next_random(&state) % 33, next_random(&state) % 2);
		for (k = 0; k < sizeof(bytes); k++)
			bytes[k] = next_random(&state);
		form.next = next_random(&state) % 2 ? 17 : next_random(&state);
		run_frame(wrap(&form, bytes, next_random(&state) % sizeof(bytes)));
		EXPECT_TRUE(out.act == XDP_PASS && out.same && result_is_sane(&out))
			TH_LOG("round %zu: %s", i, result_text(&out));
	}
}
