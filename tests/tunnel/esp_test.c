// SPDX-License-Identifier: GPL-2.0
/*
 * The part of the tunnel program that reads ESP, on published vectors and on packets from
 * tables. The kernel's own IPsec is the other end in the demo's tests.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <stdlib.h>

#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <linux/ip.h>

#include "tests/lib/harness.h"
#include "tests/lib/kernel.h"
#include "tests/lib/packet.h"
#include "tests/lib/rss_type.h"
#include "tests/lib/rss_vectors.h"
#include "bpf/rxmeta/sa.h"
#include "bpf/rxmeta/sa_table.h"
#include "bpf/tunnel.h"
#include "esp_blocks.h"
#include "esp_blocks.skel.h"
#include "esp_vectors.h"
#include "run_result.h"
#include "tunnel_run.h"

#define FRAME_MAX	512
#define ETH_LEN		14
#define SPI		0x1234

static struct tunnel_stored *skel;
static struct sa_table table;
static struct result out;

static const struct tunnel_config config = {
	.hash = TUNNEL_HASH_INNER,
	.ports = { .vxlan = { 4789 }, .esp = IPSEC_NATT_PORT },
};

static int open_program(void)
{
	skel = tunnel_load(&config, NULL);
	if (!skel)
		return -1;
	sa_table_open(&table, bpf_program__fd(skel->progs.ipsec_set),
		      bpf_map__fd(skel->maps.ipsec_sas),
		      bpf_map__fd(skel->maps.ipsec_index));
	return 0;
}

/* Return: the number of bytes that the hex digits stand for. */
static size_t from_hex(const char *hex, uint8_t *bytes)
{
	size_t n = strlen(hex) / 2, i;

	for (i = 0; i < n; i++)
		sscanf(hex + 2 * i, "%2hhx", &bytes[i]);
	return n;
}

static int set_sa(struct sa_table *to, uint32_t spi, const uint8_t *daddr,
		  size_t daddr_len, const char *cipher, const char *key,
		  int icv_len, bool transport)
{
	struct sa sa = {
		.id.spi = htonl(spi),
		.format = { .icv_len = icv_len, .transport = transport },
	};
	uint8_t bytes[64];
	int err;

	memcpy(sa.id.daddr, daddr, daddr_len);
	err = sa_set_cipher(&sa, cipher, bytes, from_hex(key, bytes));
	return sa_table_put(to, &sa) ?: err;
}

/* The hash is that of the inner flow, which was read. A stock kernel shows only the latter. */
static bool is_inner(const struct endpoints *ends, uint32_t type, int kind)
{
	int i;

	for (i = TUNNEL_ESP_NO_SA; i <= TUNNEL_ESP_CRYPTO_ERROR; i++)
		if (out.count[i])
			return false;
	return result_is_flow(&out, XDP_PASS, hash_expected(ends, type, NULL), type) &&
	       out.same && out.kind[kind] == 1;
}

/* The addresses of the packets that the builder makes */
static const uint8_t to4[] = { 192, 0, 2, 2 };
static const uint8_t to6[] = { 0x20, 0x01, 0x0d, 0xb8, [15] = 2 };

static bool check_blocks(struct esp_blocks *blocks, const uint8_t *plain,
			 size_t len, int first, int n)
{
	struct esp_blocks_run *run = &blocks->bss->run;
	size_t end = (first + n) * IPSEC_BLOCK;

	run->first = first;
	run->blocks = n;
	if (end > len)
		end = len;
	return !run->why &&
	       !memcmp(run->plain, plain + first * IPSEC_BLOCK,
		       end - first * IPSEC_BLOCK);
}

static bool run_blocks(struct esp_blocks *blocks, const uint8_t *frame, size_t len,
		       int at, int first, int n)
{
	LIBBPF_OPTS(bpf_test_run_opts, opts, .data_in = frame, .data_size_in = len);
	struct esp_blocks_run *run = &blocks->bss->run;

	run->at = at;
	run->first = first;
	run->blocks = n;
	run->left = 1;
	return !bpf_prog_test_run_opts(bpf_program__fd(blocks->progs.esp_blocks_of),
				       &opts) &&
	       opts.retval == XDP_PASS && !run->left;
}

/* Any number of blocks from anywhere in the payload is what the vector says. */
static bool check_vector(struct esp_blocks *blocks, const struct cipher_vector *v)
{
	uint8_t frame[FRAME_MAX] = { }, plain[FRAME_MAX];
	size_t iv = from_hex(v->iv, frame + ETH_LEN);
	size_t len = from_hex(v->coded, frame + ETH_LEN + iv);
	int all = (len + IPSEC_BLOCK - 1) / IPSEC_BLOCK, first, n;

	from_hex(v->plain, plain);
	for (first = 0; first < all; first++)
		for (n = 1; first + n <= all; n++)
			if (!run_blocks(blocks, frame, ETH_LEN + iv + len,
					ETH_LEN + iv, first, n) ||
			    !check_blocks(blocks, plain, len, first, n))
				return false;
	return true;
}

TEST(esp_vectors)
{
	struct esp_blocks *blocks = esp_blocks__open();
	const struct cipher_vector *v;
	struct sa_table one;

	ASSERT_NE(NULL, blocks);
	bpf_program__set_autoload(blocks->progs.tunnel, false);
	bpf_program__set_autoload(blocks->progs.tunnel_meta, false);
	bpf_program__set_autoload(blocks->progs.tunnel_bound, false);
	ASSERT_EQ(0, esp_blocks__load(blocks));
	sa_table_open(&one, bpf_program__fd(blocks->progs.ipsec_set),
		      bpf_map__fd(blocks->maps.ipsec_sas),
		      bpf_map__fd(blocks->maps.ipsec_index));
	for (v = cipher_vectors; v->name; v++) {
		ASSERT_EQ(0, set_sa(&one, SPI, to4, 4, v->cipher, v->key, 0, false));
		EXPECT_TRUE(check_vector(blocks, v))
			TH_LOG("%s", v->name);
	}
	sa_table_wipe(&one);
	esp_blocks__destroy(blocks);
}

static void run_packet(const char *hex)
{
	uint8_t frame[FRAME_MAX] = { [12] = 0x08 };
	size_t len = from_hex(hex, frame + ETH_LEN);

	packet_run(skel, frame, ETH_LEN + len, 0, 0, &out);
}

/* Pings have no ports, so the hash is that of the addresses. */
TEST(esp_published_packets)
{
	static const struct endpoints
		inner = { .ip4 = { { 192, 168, 123, 3 }, { 192, 168, 123, 200 } } },
		outer = { .ip4 = { { 192, 168, 123, 3 }, { 192, 168, 123, 100 } } };
	static const uint8_t to[] = { 192, 168, 123, 100 };

	ASSERT_EQ(0, set_sa(&table, 0x8765, to, 4, "cbc(aes)", rfc3602_tunnel_key,
			    0, false));
	ASSERT_EQ(0, set_sa(&table, 0x4321, to, 4, "cbc(aes)",
			    rfc3602_transport_key, 0, true));
	run_packet(rfc3602_tunnel);
	EXPECT_TRUE(is_inner(&inner, L3_IPV4, TUNNEL_ESP))
		TH_LOG("tunnel: %s", result_text(&out));
	run_packet(rfc3602_transport);
	EXPECT_TRUE(is_inner(&outer, L3_IPV4, TUNNEL_ESP))
		TH_LOG("transport: %s", result_text(&out));

	/* With another key, what comes out is no packet. */
	ASSERT_EQ(0, set_sa(&table, 0x8765, to, 4, "cbc(aes)",
			    rfc3602_transport_key, 0, false));
	run_packet(rfc3602_tunnel);
	EXPECT_EQ(1, out.count[TUNNEL_ESP_INNER]);
	EXPECT_TRUE(out.same);
}

#include "esp_forms.inc.c"

TEST_MAIN(open_program)
