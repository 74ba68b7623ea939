// SPDX-License-Identifier: GPL-2.0
/*
 * The bounds of the work of one entry point, whatever a guest posts. machine.c
 * ends the program when an entry point takes too long. These tests see that all
 * work ends with the right result.
 */
#include <string.h>

#include "tests/model/frames.h"

#include "card_driver.h"
#include "tests.h"

#define DATA	(200 << 10)
#define SLICES	1000

struct tx {
	struct ring cq, sq;
	u32 key, buf;
};

static struct tx begin(struct driver *drv, u8 log)
{
	struct tx tx = { .cq = driver_cq(drv, driver_eq(drv, 3, 0), 8) };

	tx.sq = driver_sq(drv, tx.cq.num, log);
	tx.key = driver_mkey(drv);
	tx.buf = driver_take(drv, DATA);
	driver_port_up(drv);
	return tx;
}

/* Writes the WQE of a large send. */
static void large(struct tx *tx, u8 *wqe, u16 mss, u32 len, u32 key, u64 addr)
{
	struct mlx5_wqe_eth_seg *eth = (void *)(wqe + 16);

	memset(wqe, 0, 128);
	eth->mss = cpu_to_be16(mss);
	eth->inline_hdr.sz = cpu_to_be16(54);
	memcpy(wqe + 30, frame_tcp, 54);
	wqe[35] = 2;
	driver_wqe(wqe, &tx->sq, MLX5_OPCODE_LSO, MLX5_WQE_CTRL_CQ_UPDATE, 112);
	driver_seg(wqe + 96, key, addr, len);
}

/* All segments of a byte each are sent, in several parts. */
static void tiny(struct driver *drv)
{
	struct machine_card *card = &drv->machine->card[0];
	struct tx tx = begin(drv, 4);
	unsigned int slices;
	u8 wqe[128];

	large(&tx, wqe, 1, DATA, tx.key, tx.buf);
	driver_post(drv, &tx.sq, wqe, 112);
	EXPECT(!driver_cqe(drv, &tx.cq));
	EXPECT(card->sent > 1000 && card->sent < DATA / 2);
	slices = driver_finish(drv, SLICES);
	EXPECT(slices > 2 && slices < 20);
	EXPECT(driver_cqe(drv, &tx.cq));
	EXPECT_EQ(DATA, card->sent);
	EXPECT_EQ(0x01020304 + DATA - 1, get_be32(card->frame + 38));
}

/* A ring full of large sends does not keep another queue from its turn. */
static void full_rings(struct driver *drv)
{
	struct machine_card *card = &drv->machine->card[0];
	struct tx tx = begin(drv, 7), other = tx;
	u8 wqe[128], plain[64] = { 0 };
	unsigned int n = 0;

	other.cq = driver_cq(drv, 1, 4);
	other.sq = driver_sq(drv, other.cq.num, 4);
	/* Write all but the last before the doorbell rings. */
	for (int i = 0; i < 63; i++) {
		large(&tx, wqe, 40, 100 << 10, tx.key, tx.buf);
		wqe[1] = tx.sq.pi >> 8;
		driver_put(drv, tx.sq.addr + (tx.sq.pi & 127) * 64, wqe, 128);
		tx.sq.pi += 2;
	}
	large(&tx, wqe, 40, 100 << 10, tx.key, tx.buf);
	driver_post(drv, &tx.sq, wqe, 112);
	EXPECT(card->when);
	driver_wqe(plain, &other.sq, MLX5_OPCODE_SEND,
		   MLX5_WQE_CTRL_CQ_UPDATE, 48);
	driver_seg(plain + 32, tx.key, tx.buf, 60);
	driver_post(drv, &other.sq, plain, 48);
	while (!driver_cqe(drv, &other.cq) && n++ < 3)
		driver_finish(drv, 1);
	EXPECT(n <= 2 && card->when);
	driver_finish(drv, SLICES);
	for (n = 0; driver_cqe(drv, &tx.cq); n++)
		;
	EXPECT_EQ(64, n);
	EXPECT_EQ(64 * 2560 + 1, card->sent);
}

/* A list of pieces of a byte each, whose pieces are such a list. */
static void pieces(struct driver *drv)
{
	u8 list[3200] = { 0 }, wqe[128];
	struct mlx5_err_cqe *err;
	struct tx tx = begin(drv, 4);
	u32 key = tx.key;

	for (int depth = 0; depth < 2; depth++) {
		for (size_t i = 0; i < sizeof(list); i += 16) {
			put_be32(list + i, 1);
			put_be32(list + i + 4, key);
			put_be64(list + i + 8, depth ? i / 16 : tx.buf + i / 16);
		}
		key = driver_mkey_list(drv, MLX5_MKC_ACCESS_MODE_KLMS, 0,
				       200, list, sizeof(list));
	}
	large(&tx, wqe, 10, 200, key, 0);
	driver_post(drv, &tx.sq, wqe, 112);
	EXPECT(driver_cqe(drv, &tx.cq));
	EXPECT_EQ(20, drv->machine->card[0].sent);
	/* Pages of a byte: each byte of the packet takes an access. */
	memset(list, 0, sizeof(list));
	key = driver_mkey_list(drv, MLX5_MKC_ACCESS_MODE_KSM, 0, 199, list,
			       sizeof(list));
	large(&tx, wqe, 10, 200, key, 0);
	driver_post(drv, &tx.sq, wqe, 112);
	err = (void *)driver_cqe(drv, &tx.cq);
	EXPECT(err && err->syndrome == MLX5_CQE_SYNDROME_LOCAL_PROT_ERR);
}

/* The queue, its reset and the reset of the card drop waiting work. */
static void forgotten(struct driver *drv)
{
	struct machine_card *card = &drv->machine->card[0];
	u8 in[CX5_BYTES(destroy_sq_in)] = { 0 }, wqe[128];
	struct tx tx = begin(drv, 4);
	unsigned int sent;

	large(&tx, wqe, 1, DATA, tx.key, tx.buf);
	driver_post(drv, &tx.sq, wqe, 112);
	EXPECT_EQ(0, driver_sq_state(drv, tx.sq.num, MLX5_SQC_STATE_RDY,
				     MLX5_SQC_STATE_RST));
	driver_finish(drv, SLICES);
	EXPECT_EQ(0, driver_sq_state(drv, tx.sq.num, MLX5_SQC_STATE_RST,
				     MLX5_SQC_STATE_RDY));
	sent = card->sent;
	driver_finish(drv, SLICES);
	EXPECT_EQ(sent, card->sent);
	EXPECT(!driver_cqe(drv, &tx.cq));
	/* After the reset, the send starts again. */
	tx.sq.pi = 0;
	driver_post(drv, &tx.sq, wqe, 112);
	EXPECT_EQ(2 * sent, card->sent);
	SET(destroy_sq_in, in, sqn, tx.sq.num);
	DRIVER_CMD(drv, DESTROY_SQ, destroy_sq, in);
	driver_finish(drv, SLICES);
	EXPECT_EQ(0, DRIVER_CMD(drv, DESTROY_SQ, destroy_sq, in) == 0);
	sent = card->sent;
	tx.sq = driver_sq(drv, tx.cq.num, 4);
	driver_post(drv, &tx.sq, wqe, 112);
	EXPECT(card->when && card->sent > sent);
	driver_act(drv, ACTION_RESET, NULL, 0);
	EXPECT(!card->when);
	driver_finish(drv, SLICES);
	EXPECT(strstr(driver_say(drv, "stats"), "objects=0\n"));
}

/* An error in the middle of a large send ends it, with a part sent. */
static void broken_off(struct driver *drv)
{
	struct machine_card *card = &drv->machine->card[0];
	struct tx tx = begin(drv, 4);
	struct mlx5_err_cqe *err;
	u8 wqe[128];

	large(&tx, wqe, 1, DATA, tx.key, tx.buf);
	driver_post(drv, &tx.sq, wqe, 112);
	/* The guest overwrites the WQE with a bad address. */
	large(&tx, wqe, 1, DATA, tx.key, MACHINE_MEMORY - 100);
	driver_put(drv, tx.sq.addr, wqe, 64);
	driver_put(drv, tx.sq.addr + 64, wqe + 64, 48);
	driver_finish(drv, 1);
	err = (void *)driver_cqe(drv, &tx.cq);
	EXPECT(err && err->syndrome == MLX5_CQE_SYNDROME_LOCAL_PROT_ERR);
	EXPECT(!card->when);
}

/* All entries of the command queue have inputs of the greatest length. */
static void commands(struct driver *drv)
{
	u8 *memory = drv->machine->memory;
	unsigned int left = 0, slices = 0;

	/* A mailbox that links to itself */
	put_be64(memory + MAILBOX_IN(0) + 512 + 48, MAILBOX_IN(0));
	put_be64(memory + MAILBOX_IN(0) +
		 offsetof(struct mlx5_cmd_prot_block, next), MAILBOX_IN(0));
	for (int i = 0; i < 32; i++) {
		struct mlx5_cmd_layout *cmd =
			(void *)(memory + MAILBOX_CMDQ(0) + 64 * i);

		put_be16(cmd->in, MLX5_CMD_OP_CREATE_MKEY);
		cmd->inlen = cpu_to_be32(2 << 20);
		cmd->outlen = cpu_to_be32(1 << 20);
		cmd->in_ptr = cpu_to_be64(MAILBOX_IN(0));
		cmd->out_ptr = cpu_to_be64(MAILBOX_IN(0));
		cmd->status_own = 1;
	}
	driver_write(drv, 0x14, htobe32(MAILBOX_CMDQ(0)), 2);
	driver_write(drv, 0x18, ~0, 2);
	EXPECT(drv->machine->card[0].when);
	/* Another doorbell does not start the waiting commands. */
	driver_write(drv, 0x18, ~0, 2);
	for (int i = 0; i < 32; i++)
		left += memory[MAILBOX_CMDQ(0) + 64 * i + 63] & 1;
	EXPECT(left > 4 && left < 32);
	slices = driver_finish(drv, SLICES);
	EXPECT(slices > 2 && slices < 40);
	for (int i = 0; i < 32; i++)
		EXPECT_EQ(0, memory[MAILBOX_CMDQ(0) + 64 * i + 63] & 1);
}

/* DMA to the registers of this card and of the other one, which works. */
static void registers(struct driver *drv)
{
	struct tx tx = begin(drv, 4);
	struct ring cq, rq;
	unsigned int traced;
	u8 wqe[128];

	cq = driver_cq(drv, 1, 4);
	rq = driver_rq(drv, cq.num, 2, 4, false);
	driver_receive_all(drv, rq.num);
	drv->second = ACTION_SECOND;
	driver_port_up(drv);
	drv->second = 0;
	drv->machine->card[1].dma = 0;
	for (u32 card = 0; card < 2; card++) {
		driver_seg(wqe, tx.key, MACHINE_BAR(card) + (16 << 12) + 0x800,
			   2048);
		driver_put(drv, rq.addr + 16 * card, wqe, 16);
		driver_put32(drv, rq.dbr, card + 1);
		traced = drv->machine->traced;
		driver_frame(drv, frame_udp, 60);
		EXPECT(driver_cqe(drv, &cq));
		/* A doorbell of such a queue would be traced. */
		EXPECT_EQ(traced, drv->machine->traced);
	}
	EXPECT_EQ(0, drv->machine->card[1].dma);
	/* A card reads registers by DMA. */
	memset(wqe, 0, sizeof(wqe));
	driver_wqe(wqe, &tx.sq, MLX5_OPCODE_SEND, MLX5_WQE_CTRL_CQ_UPDATE, 48);
	driver_seg(wqe + 32, tx.key, MACHINE_BAR(1), 64);
	driver_post(drv, &tx.sq, wqe, 48);
	EXPECT_EQ(4030, get_be32(drv->machine->card[0].frame + 4) & 0xffff);
}

const struct test bounds_tests[] = {
	{ .name = "bound_tiny_segments", .run = tiny },
	{ .name = "bound_full_rings", .run = full_rings },
	{ .name = "bound_pieces", .run = pieces },
	{ .name = "bound_forgotten", .run = forgotten },
	{ .name = "bound_broken_off", .run = broken_off },
	{ .name = "bound_commands", .run = commands },
	{ .name = "bound_registers", .run = registers, .seed = true },
	{ 0 },
};
