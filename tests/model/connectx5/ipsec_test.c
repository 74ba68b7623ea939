// SPDX-License-Identifier: GPL-2.0
/*
 * The hash over the SPI of ESP and AH. With the four bytes of a published vector's ports as
 * SPI, the hash is that vector's.
 */
#include <string.h>

#include "tests/model/frames.h"

#include "card_driver.h"
#include "tests.h"

#define FIELDS	(MLX5_HASH_FIELD_SEL_SRC_IP | MLX5_HASH_FIELD_SEL_DST_IP)
#define SPI	MLX5_HASH_FIELD_SEL_IPSEC_SPI
#define PORTS	(MLX5_HASH_FIELD_SEL_L4_SPORT | MLX5_HASH_FIELD_SEL_L4_DPORT)
#define ESP	50
#define AH	51
#define IPSEC	(CQE_RSS_L4_IPSEC << 6)
#define IPV4	(CQE_RSS_IPV4 << 2)
#define IPV6	(CQE_RSS_IPV6 << 2)

#define LEN	86

/* A published vector of each version of IP: hash with and without ports */
static const u32 with[] = { 0x51ccc178, 0x40207d3d };
static const u32 without[] = { 0x323e8fc2, 0x2cc18cd5 };

static const u8 addresses_v6[32] = {
	0x3f, 0xfe, 0x25, 0x01, 0x02, 0x00, 0x1f, 0xff, 0, 0, 0, 0, 0, 0, 0, 7,
	0x3f, 0xfe, 0x25, 0x01, 0x02, 0x00, 0x00, 0x03, 0, 0, 0, 0, 0, 0, 0, 1,
};

/* The SPI of AH is 4 bytes behind the start of its header. Returns the IPsec header. */
static u8 *make_frame(u8 *frame, bool v6, u8 proto, u8 at)
{
	u8 *ip = frame + 14, *ipsec = ip + (v6 ? 40 : 20);

	memset(frame, 0, LEN);
	memcpy(frame, frame_tcp, 34);
	if (v6) {
		put_be16(frame + 12, 0x86dd);
		memset(ip, 0, 40);
		ip[0] = 0x60;
		put_be16(ip + 4, 32);
		ip[6] = proto;
		memcpy(ip + 8, addresses_v6, 32);
	} else {
		put_be16(ip + 2, 52);
		ip[9] = proto;
	}
	put_be16(ipsec + at, 2794);
	put_be16(ipsec + at + 2, 1766);
	return ipsec;
}

struct hashes {
	struct ring cq, rq;
};

static struct hashes begin(struct driver *drv, u32 fields)
{
	struct hashes h = { .cq = driver_cq(drv, driver_eq(drv, 3, 0), 4) };
	u8 wqe[16];

	h.rq = driver_rq(drv, h.cq.num, 4, 4, false);
	driver_seg(wqe, driver_mkey(drv), driver_take(drv, 4096), 2048);
	for (int i = 0; i < 16; i++)
		driver_put(drv, h.rq.addr + 16 * i, wqe, 16);
	driver_put32(drv, h.rq.dbr, 16);
	driver_receive_hashed(drv, h.rq.num, fields);
	return h;
}

static void expect(struct driver *drv, struct hashes *h, const u8 *frame,
		   size_t len, u32 hash, u8 type)
{
	struct mlx5_cqe64 *cqe;

	driver_frame(drv, frame, len);
	cqe = driver_cqe(drv, &h->cq);
	EXPECT(cqe);
	if (!cqe)
		return;
	EXPECT_EQ(hash, be32_to_cpu(cqe->rss_hash_result));
	EXPECT_EQ(type, cqe->rss_hash_type);
}

static void spi(struct driver *drv)
{
	struct hashes h = begin(drv, FIELDS | SPI);
	u8 frame[LEN];

	for (int v6 = 0; v6 < 2; v6++) {
		u8 type = IPSEC | (v6 ? IPV6 : IPV4);

		make_frame(frame, v6, ESP, 0);
		expect(drv, &h, frame, LEN, with[v6], type);
		make_frame(frame, v6, AH, 4);
		expect(drv, &h, frame, LEN, with[v6], type);
	}
}

/* A TIR that does not ask for the SPI, or asks for ports instead, hashes addresses. */
static void spi_unwanted(struct driver *drv)
{
	struct hashes h = begin(drv, FIELDS | PORTS);
	u8 frame[LEN];

	for (int v6 = 0; v6 < 2; v6++) {
		make_frame(frame, v6, ESP, 0);
		expect(drv, &h, frame, LEN, without[v6], v6 ? IPV6 : IPV4);
	}
}

/* A fragment, and a header that is cut off or ends the packet too early, have no SPI. */
static void spi_missing(struct driver *drv)
{
	struct hashes h = begin(drv, FIELDS | SPI);
	u8 frame[LEN];

	make_frame(frame, false, ESP, 0);
	put_be16(frame + 20, 0x2000);
	expect(drv, &h, frame, LEN, without[0], IPV4);
	make_frame(frame, false, ESP, 0);
	put_be16(frame + 16, 20 + 7);
	expect(drv, &h, frame, LEN, without[0], IPV4);
	make_frame(frame, false, AH, 4);
	put_be16(frame + 16, 20 + 11);
	expect(drv, &h, frame, LEN, without[0], IPV4);
	put_be16(frame + 16, 20 + 12);
	expect(drv, &h, frame, LEN, with[0], IPSEC | IPV4);
}

/* ESP in UDP is UDP: the driver asks for the ports, and the card has no other field. */
static void in_udp(struct driver *drv)
{
	struct hashes h = begin(drv, FIELDS | PORTS);
	u8 frame[LEN], *udp = make_frame(frame, false, 17, 0);

	put_be16(udp + 4, 32);
	put_be32(udp + 8, 0x12345678);
	expect(drv, &h, frame, LEN, with[0], CQE_RSS_L4_UDP << 6 | IPV4);
	put_be32(udp + 8, 0x87654321);
	expect(drv, &h, frame, LEN, with[0], CQE_RSS_L4_UDP << 6 | IPV4);
}

const struct test ipsec_tests[] = {
	{ .name = "ipsec_spi", .run = spi, .seed = true },
	{ .name = "ipsec_spi_unwanted", .run = spi_unwanted },
	{ .name = "ipsec_spi_missing", .run = spi_missing },
	{ .name = "ipsec_in_udp", .run = in_udp },
	{ 0 },
};
