// SPDX-License-Identifier: GPL-2.0
/* Sent frames: every byte that goes to the wire. */
#include <string.h>

#include "tests/model/frames.h"

#include "card_driver.h"
#include "tests.h"

#define SEG	16
#define ETH	16	/* offset of the Ethernet segment */
#define DATA	32	/* offset of the first data segment */

/**
 * struct tx - a send queue
 * @cq: its completion queue
 * @sq: the queue
 * @key: a key to all memory
 * @buf: 256 KiB of data
 */
struct tx {
	struct ring cq, sq;
	u32 key, buf;
};

static struct tx begin(struct driver *drv)
{
	struct tx tx = { .cq = driver_cq(drv, driver_eq(drv, 3, 0), 6) };

	tx.sq = driver_sq(drv, tx.cq.num, 6);
	tx.key = driver_mkey(drv);
	tx.buf = driver_take(drv, 256 << 10);
	driver_port_up(drv);
	EXPECT(tx.cq.num && tx.sq.num && tx.key);
	return tx;
}

static void expect_done(struct driver *drv, struct tx *tx, u8 opcode, u16 at)
{
	struct mlx5_cqe64 *cqe = driver_cqe(drv, &tx->cq);

	EXPECT(cqe);
	if (!cqe)
		return;
	EXPECT_EQ(MLX5_CQE_REQ, cqe->op_own >> 4);
	EXPECT_EQ(opcode << 24 | tx->sq.num, be32_to_cpu(cqe->sop_drop_qpn));
	EXPECT_EQ(at, be16_to_cpu(cqe->wqe_counter));
}

static void expect_error(struct driver *drv, struct tx *tx, u8 syndrome, u16 at)
{
	struct mlx5_err_cqe *err = (void *)driver_cqe(drv, &tx->cq);

	EXPECT(err);
	if (!err)
		return;
	EXPECT_EQ(MLX5_CQE_REQ_ERR, err->op_own >> 4);
	EXPECT_EQ(syndrome, err->syndrome);
	EXPECT_EQ(at, be16_to_cpu(err->wqe_counter));
}

/* Posts a WQE with one data segment. */
static void send(struct driver *drv, struct tx *tx, u8 opcode, u64 addr,
		 u32 len, u32 key)
{
	u8 wqe[64] = { 0 };

	driver_wqe(wqe, &tx->sq, opcode, MLX5_WQE_CTRL_CQ_UPDATE, DATA + SEG);
	driver_seg(wqe + DATA, key, addr, len);
	driver_post(drv, &tx->sq, wqe, DATA + SEG);
}

static void plain(struct driver *drv)
{
	struct machine_card *card = &drv->machine->card[0];
	struct tx tx = begin(drv);
	u8 frame[60];

	memcpy(frame, frame_udp, 60);
	frame[5] = 2;
	driver_put(drv, tx.buf, frame, 60);
	send(drv, &tx, MLX5_OPCODE_SEND, tx.buf, 60, tx.key);
	expect_done(drv, &tx, MLX5_OPCODE_SEND, 0);
	EXPECT_EQ(1, card->sent);
	EXPECT_EQ(60, card->frame_len);
	EXPECT_BYTES(frame, card->frame, 60);
	/* The card pads a short frame. */
	send(drv, &tx, MLX5_OPCODE_SEND, tx.buf, 42, tx.key);
	expect_done(drv, &tx, MLX5_OPCODE_SEND, 1);
	EXPECT_EQ(60, card->frame_len);
	EXPECT_EQ(0, card->frame[42]);
	EXPECT_EQ(2, card->sent);
	EXPECT(strstr(driver_say(drv, "stats"),
		      "tx packets=2 bytes=128 dropped=0 too_long=0\n"));
}

/* MLX5_ETH_WQE_INSERT_VLAN of the drivers that knew it, in the upper half of the trailer */
#define INSERT_VLAN	(1u << 15)

/* Headers inline in the WQE, and checksums by the card */
static void offloads(struct driver *drv)
{
	struct machine_card *card = &drv->machine->card[0];
	struct tx tx = begin(drv);
	u8 wqe[128] = { 0 }, frame[64], want[60];
	struct mlx5_wqe_eth_seg *eth = (void *)(wqe + ETH);

	memcpy(want, frame_udp, 60);
	want[5] = 2;
	memcpy(frame, want, 60);
	put_be16(frame + 24, 0);
	put_be16(frame + 40, 0x1111);
	driver_put(drv, tx.buf, frame + 18, 42);
	eth->cs_flags = MLX5_ETH_WQE_L3_CSUM | MLX5_ETH_WQE_L4_CSUM;
	eth->inline_hdr.sz = cpu_to_be16(18);
	memcpy(wqe + ETH + 14, frame, 18);
	driver_wqe(wqe, &tx.sq, MLX5_OPCODE_SEND, MLX5_WQE_CTRL_CQ_UPDATE, 64);
	driver_seg(wqe + 48, tx.key, tx.buf, 42);
	driver_post(drv, &tx.sq, wqe, 64);
	expect_done(drv, &tx, MLX5_OPCODE_SEND, 0);
	EXPECT_EQ(60, card->frame_len);
	EXPECT_BYTES(want, card->frame, 60);
	/* A ConnectX-5 does not insert a tag, even if the WQE asks for it. */
	memset(wqe, 0, sizeof(wqe));
	eth->trailer = cpu_to_be32(INSERT_VLAN << 16 | 0x2abc);
	driver_put(drv, tx.buf, want, 60);
	driver_wqe(wqe, &tx.sq, MLX5_OPCODE_SEND, 0, DATA + SEG);
	driver_seg(wqe + DATA, tx.key, tx.buf, 60);
	driver_post(drv, &tx.sq, wqe, DATA + SEG);
	EXPECT(!driver_cqe(drv, &tx.cq));
	EXPECT_EQ(60, card->frame_len);
	EXPECT_BYTES(want, card->frame, 60);
}

static void large(struct driver *drv)
{
	struct machine_card *card = &drv->machine->card[0];
	struct tx tx = begin(drv);
	u8 wqe[128] = { 0 };
	struct mlx5_wqe_eth_seg *eth = (void *)(wqe + ETH);

	for (u32 i = 0; i < 2500; i++)
		drv->machine->memory[tx.buf + i] = i;
	eth->mss = cpu_to_be16(1000);
	eth->cs_flags = MLX5_ETH_WQE_L3_CSUM | MLX5_ETH_WQE_L4_CSUM;
	eth->inline_hdr.sz = cpu_to_be16(54);
	memcpy(wqe + ETH + 14, frame_tcp, 54);
	wqe[ETH + 14 + 5] = 2;
	driver_wqe(wqe, &tx.sq, MLX5_OPCODE_LSO, MLX5_WQE_CTRL_CQ_UPDATE, 112);
	driver_seg(wqe + 96, tx.key, tx.buf, 2500);
	driver_post(drv, &tx.sq, wqe, 112);
	expect_done(drv, &tx, MLX5_OPCODE_LSO, 0);
	EXPECT_EQ(3, card->sent);
	EXPECT_EQ(554, card->frame_len);
	EXPECT_EQ(540, get_be16(card->frame + 16));
	EXPECT_EQ(0x1236, get_be16(card->frame + 18));
	EXPECT_EQ(0x01020304 + 2000, get_be32(card->frame + 38));
	EXPECT_BYTES(drv->machine->memory + tx.buf + 2000, card->frame + 54,
		     500);
}

static void multi(struct driver *drv)
{
	struct machine_card *card = &drv->machine->card[0];
	struct tx tx = begin(drv);
	u8 wqe[192] = { 0 };

	driver_put(drv, tx.buf, frame_udp, 60);
	driver_put(drv, tx.buf + 64, frame_tcp, 60);
	driver_put(drv, tx.buf + 5, "\2", 1);
	driver_put(drv, tx.buf + 69, "\2", 1);
	driver_wqe(wqe, &tx.sq, MLX5_OPCODE_ENHANCED_MPSW,
		   MLX5_WQE_CTRL_CQ_UPDATE, 128);
	driver_seg(wqe + 32, tx.key, tx.buf, 60);
	/* The second packet is inline in the WQE. */
	put_be32(wqe + 48, MLX5_INLINE_SEG | 42);
	memcpy(wqe + 52, frame_udp, 42);
	driver_seg(wqe + 96, tx.key, tx.buf + 64, 60);
	driver_seg(wqe + 112, tx.key, tx.buf, 60);
	driver_post(drv, &tx.sq, wqe, 128);
	expect_done(drv, &tx, MLX5_OPCODE_ENHANCED_MPSW, 0);
	/* One packet was for the card itself. */
	EXPECT_EQ(3, card->sent);
	EXPECT(strstr(driver_say(drv, "queues"), "done=2 packets=4 errors=0"));
	EXPECT_BYTES(drv->machine->memory + tx.buf, card->frame, 60);
}

/* A UMR changes a list of pages, and a send reads by it. */
static void umr(struct driver *drv)
{
	struct machine_card *card = &drv->machine->card[0];
	u8 wqe[256] = { 0 }, mtt[32] = { 0 }, frame[60];
	struct mlx5_wqe_umr_ctrl_seg *ctrl = (void *)(wqe + 16);
	struct tx tx = begin(drv);
	u32 key;

	key = driver_mkey_list(drv, MLX5_MKC_ACCESS_MODE_MTT, 12, 8192, mtt,
			       sizeof(mtt));
	driver_wqe(wqe, &tx.sq, MLX5_OPCODE_UMR, MLX5_WQE_CTRL_CQ_UPDATE, 192);
	put_be32(wqe + offsetof(struct mlx5_wqe_ctrl_seg, umr_mkey), key);
	ctrl->flags = MLX5_UMR_INLINE;
	ctrl->xlt_octowords = cpu_to_be16(2);
	put_be64(wqe + 128, (tx.buf + 4096) | 3);
	put_be64(wqe + 136, tx.buf | 3);
	driver_post(drv, &tx.sq, wqe, 192);
	expect_done(drv, &tx, MLX5_OPCODE_UMR, 0);
	memcpy(frame, frame_tcp, 60);
	frame[5] = 2;
	/* The frame crosses from one page to another, at a lower address. */
	driver_put(drv, tx.buf + 8192 - 20, frame, 20);
	driver_put(drv, tx.buf, frame + 20, 40);
	send(drv, &tx, MLX5_OPCODE_SEND, 4096 - 20, 60, key);
	expect_done(drv, &tx, MLX5_OPCODE_SEND, 3);
	EXPECT_BYTES(frame, card->frame, 60);
	EXPECT(strstr(driver_say(drv, "stats"), "tx packets=1 bytes=64"));
	/* An address past the end, and a key of the wrong variant */
	send(drv, &tx, MLX5_OPCODE_SEND, 8192 - 20, 60, key);
	expect_error(drv, &tx, MLX5_CQE_SYNDROME_LOCAL_PROT_ERR, 4);
	driver_sq_state(drv, tx.sq.num, MLX5_SQC_STATE_ERR, MLX5_SQC_STATE_RST);
	driver_sq_state(drv, tx.sq.num, MLX5_SQC_STATE_RST, MLX5_SQC_STATE_RDY);
	tx.sq.pi = 0;
	send(drv, &tx, MLX5_OPCODE_SEND, 0, 60, key + 1);
	expect_error(drv, &tx, MLX5_CQE_SYNDROME_LOCAL_PROT_ERR, 0);
}

/* Pieces of any size, one of them empty, and a list that leads to itself */
static void klm(struct driver *drv)
{
	u8 list[4 * 16] = { 0 }, wqe[192] = { 0 };
	struct mlx5_wqe_umr_ctrl_seg *ctrl = (void *)(wqe + 16);
	struct tx tx = begin(drv);
	u32 key;

	driver_put(drv, tx.buf, frame_tcp, 60);
	for (int i = 0; i < 4; i++) {
		static const u8 len[] = { 7, 0, 40, 100 };
		static const u8 off[] = { 0, 0, 7, 47 };

		put_be32(list + 16 * i, len[i]);
		put_be32(list + 16 * i + 4, tx.key);
		put_be64(list + 16 * i + 8, tx.buf + off[i]);
	}
	key = driver_mkey_list(drv, MLX5_MKC_ACCESS_MODE_KLMS, 0, 147, list,
			       sizeof(list));
	driver_put(drv, tx.buf + 5, "\2", 1);
	send(drv, &tx, MLX5_OPCODE_SEND, 0, 60, key);
	expect_done(drv, &tx, MLX5_OPCODE_SEND, 0);
	EXPECT_BYTES(drv->machine->memory + tx.buf, drv->machine->card[0].frame,
		     60);
	/* A UMR changes the pieces: the last one has all bytes. */
	driver_wqe(wqe, &tx.sq, MLX5_OPCODE_UMR, MLX5_WQE_CTRL_CQ_UPDATE, 192);
	put_be32(wqe + offsetof(struct mlx5_wqe_ctrl_seg, umr_mkey), key);
	ctrl->flags = MLX5_UMR_INLINE;
	ctrl->xlt_octowords = cpu_to_be16(4);
	put_be32(wqe + 128 + 48, 60);
	put_be32(wqe + 128 + 52, tx.key);
	put_be64(wqe + 128 + 56, tx.buf + 1);
	driver_post(drv, &tx.sq, wqe, 192);
	expect_done(drv, &tx, MLX5_OPCODE_UMR, 1);
	send(drv, &tx, MLX5_OPCODE_SEND, 0, 60, key);
	expect_done(drv, &tx, MLX5_OPCODE_SEND, 4);
	EXPECT_BYTES(drv->machine->memory + tx.buf + 1,
		     drv->machine->card[0].frame, 60);
	for (int i = 0; i < 4; i++)
		put_be32(list + 16 * i + 4, key + 0x100);
	key = driver_mkey_list(drv, MLX5_MKC_ACCESS_MODE_KLMS, 0, 147, list,
			       sizeof(list));
	send(drv, &tx, MLX5_OPCODE_SEND, 0, 60, key);
	expect_error(drv, &tx, MLX5_CQE_SYNDROME_LOCAL_PROT_ERR, 5);
}

/* The card receives a frame to its own address. */
static void loopback(struct driver *drv)
{
	struct ring cq = driver_cq(drv, driver_eq(drv, 3, 0), 6), rq;
	struct tx tx = begin(drv);
	u8 wqe[16];

	rq = driver_rq(drv, cq.num, 2, 4, false);
	driver_seg(wqe, tx.key, tx.buf + 4096, 2048);
	driver_put(drv, rq.addr, wqe, 16);
	driver_put32(drv, rq.dbr, 1);
	driver_receive_all(drv, rq.num);
	driver_put(drv, tx.buf, frame_udp, 60);
	send(drv, &tx, MLX5_OPCODE_SEND, tx.buf, 60, tx.key);
	expect_done(drv, &tx, MLX5_OPCODE_SEND, 0);
	EXPECT(driver_cqe(drv, &cq));
	EXPECT_EQ(0, drv->machine->card[0].sent);
	EXPECT_BYTES(frame_udp, drv->machine->memory + tx.buf + 4096, 60);
}

/* After an error from the control socket the queue flushes until its reset. */
static void error(struct driver *drv)
{
	struct tx tx = begin(drv);
	u8 wqe[64] = { 0 };

	driver_put(drv, tx.buf, frame_tcp, 60);
	driver_put(drv, tx.buf + 5, "\2", 1);
	EXPECT(!strcmp("ok\n", driver_say(drv, "sq-error 1 0x22")));
	/* A NOP sends nothing, so it has no error. */
	driver_wqe(wqe, &tx.sq, MLX5_OPCODE_NOP, MLX5_WQE_CTRL_CQ_UPDATE, 16);
	driver_post(drv, &tx.sq, wqe, 64);
	expect_done(drv, &tx, MLX5_OPCODE_NOP, 0);
	send(drv, &tx, MLX5_OPCODE_SEND, tx.buf, 60, tx.key);
	expect_error(drv, &tx, 0x22, 1);
	send(drv, &tx, MLX5_OPCODE_SEND, tx.buf, 60, tx.key);
	expect_error(drv, &tx, MLX5_CQE_SYNDROME_WR_FLUSH_ERR, 2);
	EXPECT_EQ(0, drv->machine->card[0].sent);
	EXPECT(strstr(driver_say(drv, "queues"), "state=3 size=64 done=3"));
	EXPECT_EQ(0, driver_sq_state(drv, tx.sq.num, MLX5_SQC_STATE_ERR,
				     MLX5_SQC_STATE_RST));
	EXPECT_EQ(0, driver_sq_state(drv, tx.sq.num, MLX5_SQC_STATE_RST,
				     MLX5_SQC_STATE_RDY));
	tx.sq.pi = 0;
	send(drv, &tx, MLX5_OPCODE_SEND, tx.buf, 60, tx.key);
	expect_done(drv, &tx, MLX5_OPCODE_SEND, 0);
	EXPECT_EQ(1, drv->machine->card[0].sent);
}

/* A frame from one card to the other. */
static void peers(struct driver *drv)
{
	struct tx tx = begin(drv);
	struct ring cq, rq;
	u8 wqe[16], frame[60];

	drv->second = ACTION_SECOND;
	cq = driver_cq(drv, driver_eq(drv, 3, 0), 4);
	rq = driver_rq(drv, cq.num, 2, 4, false);
	driver_seg(wqe, driver_mkey(drv), tx.buf + 4096, 2048);
	driver_put(drv, rq.addr, wqe, 16);
	driver_put32(drv, rq.dbr, 1);
	driver_receive_all(drv, rq.num);
	drv->second = 0;
	memcpy(frame, frame_udp, 60);
	frame[5] = 2;
	driver_put(drv, tx.buf, frame, 60);
	send(drv, &tx, MLX5_OPCODE_SEND, tx.buf, 60, tx.key);
	expect_done(drv, &tx, MLX5_OPCODE_SEND, 0);
	EXPECT(driver_cqe(drv, &cq));
	EXPECT_BYTES(frame, drv->machine->memory + tx.buf + 4096, 60);
}

const struct test send_tests[] = {
	{ .name = "tx_plain", .run = plain, .seed = true },
	{ .name = "tx_offloads", .run = offloads, .seed = true },
	{ .name = "tx_large", .run = large, .seed = true },
	{ .name = "tx_multi", .run = multi, .seed = true },
	{ .name = "tx_umr", .run = umr, .seed = true },
	{ .name = "tx_klm", .run = klm, .seed = true },
	{ .name = "tx_loopback", .run = loopback, .seed = true },
	{ .name = "tx_error", .run = error, .seed = true },
	{ .name = "tx_peers", .run = peers, .seed = true },
	{ 0 },
};
