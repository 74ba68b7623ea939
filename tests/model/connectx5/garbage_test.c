// SPDX-License-Identifier: GPL-2.0
/* Input that no driver gives: the card refuses or ignores it, and goes on. */
#include <stdlib.h>
#include <string.h>

#include "tests/model/frames.h"

#include "card_driver.h"
#include "tests.h"

/* Expects the next command to work. */
static void expect_alive(struct driver *drv)
{
	u8 in[CX5_BYTES(query_issi_in)] = { 0 };

	EXPECT_EQ(0, DRIVER_CMD(drv, QUERY_ISSI, query_issi, in));
	EXPECT_EQ(3, GET(query_issi_out, drv->out, supported_issi_dw0));
}

/* Each command with inputs and outputs that are too short or very long */
static void lengths(struct driver *drv)
{
	static const size_t sizes[] = { 0, 7, 8, 16, 64, MAILBOX_IN_MAX };
	u8 *in = malloc(MAILBOX_IN_MAX);

	for (u32 op = 0; op < 0x1000; op++) {
		for (size_t i = 0; i < 36; i++) {
			size_t inlen = sizes[i / 6], outlen = sizes[i % 6];
			bool delivered = inlen >= 8 && outlen >= 8;
			u8 status;

			/* All pairs of sizes, but only with some opcodes */
			if (i && op != MLX5_CMD_OP_CREATE_RQ && op % 7)
				continue;
			memset(in, i, MAILBOX_IN_MAX);
			status = driver_cmd(drv, in, inlen, outlen, op);
			EXPECT_EQ(!delivered, status == 0xff);
			EXPECT_EQ(inlen < 8 ? 0x7 << 1 : outlen < 8 ? 0x8 << 1 :
				  0, driver_delivery(drv));
		}
	}
	free(in);
	expect_alive(drv);
}

static void unknown(struct driver *drv)
{
	unsigned int traced = drv->machine->traced;
	u8 in[64] = { 0 }, p[5] = { 0, 8, 0, 0, 2 };

	EXPECT_EQ(MLX5_CMD_STAT_BAD_OP_ERR,
		  driver_cmd(drv, in, 64, 64, 0xfff));
	EXPECT(drv->machine->traced > traced);
	expect_alive(drv);
	put_be16(in + 10, 0x9999);
	EXPECT_EQ(MLX5_CMD_STAT_BAD_OP_ERR,
		  driver_cmd(drv, in, 64, 64, MLX5_CMD_OP_ACCESS_REG));
	/* An unknown register in all sizes, and accesses past the end */
	traced = drv->machine->traced;
	EXPECT_EQ(0, driver_act(drv, ACTION_READ, p, sizeof(p)));
	EXPECT_EQ(traced + 1, drv->machine->traced);
	driver_write(drv, 0x800, ~0ULL, 2);
	EXPECT_EQ(traced + 2, drv->machine->traced);
	for (u8 size = 0; size < 4; size++) {
		driver_write(drv, 0x11, ~0ULL, size);
		driver_write(drv, (16 << 12) + 0x11, ~0ULL, size);
		driver_write(drv, (32 << 20) - 1, ~0ULL, size);
		driver_write(drv, ~0U, ~0ULL, size);
		p[4] = size;
		memset(p, 0xff, 4);
		EXPECT_EQ(0, driver_act(drv, ACTION_READ, p, sizeof(p)));
	}
	expect_alive(drv);
}

/* Rings of all sizes, with a list of one page */
static void rings(struct driver *drv)
{
	for (u32 log = 0; log < 32; log++) {
		u8 in[MAILBOX_IN_MAX] = { 0 }, *ctx, *wqc;

		ctx = AT(create_eq_in, in, eq_context_entry);
		SET(eqc, ctx, log_eq_size, log);
		EXPECT_EQ(log > 6 ? MLX5_CMD_STAT_BAD_PARAM_ERR : 0,
			  driver_cmd(drv, in, CX5_BYTES(create_eq_in) + 8, 16,
				     MLX5_CMD_OP_CREATE_EQ));
		memset(in, 0, sizeof(in));
		ctx = AT(create_cq_in, in, cq_context);
		SET(cqc, ctx, log_cq_size, log);
		EXPECT_EQ(log > 6 ? MLX5_CMD_STAT_BAD_PARAM_ERR : 0,
			  driver_cmd(drv, in, CX5_BYTES(create_cq_in) + 8, 16,
				     MLX5_CMD_OP_CREATE_CQ));
		for (u32 stride = 0; stride < 16; stride++) {
			bool ok = stride >= 4 && stride <= 10 &&
				  log + stride <= 12;

			memset(in, 0, sizeof(in));
			wqc = AT(rqc, AT(create_rq_in, in, ctx), wq);
			SET(wq, wqc, wq_type, MLX5_WQ_TYPE_CYCLIC);
			SET(wq, wqc, log_wq_sz, log);
			SET(wq, wqc, log_wq_stride, stride);
			EXPECT_EQ(ok ? 0 : MLX5_CMD_STAT_BAD_PARAM_ERR,
				  driver_cmd(drv, in, CX5_BYTES(create_rq_in) +
					     8, 16, MLX5_CMD_OP_CREATE_RQ));
			ok = stride == 6 && log + stride <= 12;
			EXPECT_EQ(ok ? 0 : MLX5_CMD_STAT_BAD_PARAM_ERR,
				  driver_cmd(drv, in, CX5_BYTES(create_sq_in) +
					     8, 16, MLX5_CMD_OP_CREATE_SQ));
		}
	}
	expect_alive(drv);
}

/* Numbers of no object, in commands that have a number at offset 8 or 20 */
static void numbers(struct driver *drv)
{
	static const u16 ops[] = {
		MLX5_CMD_OP_DESTROY_EQ, MLX5_CMD_OP_QUERY_EQ,
		MLX5_CMD_OP_DESTROY_CQ, MLX5_CMD_OP_QUERY_CQ,
		MLX5_CMD_OP_MODIFY_CQ, MLX5_CMD_OP_DESTROY_RQ,
		MLX5_CMD_OP_QUERY_RQ, MLX5_CMD_OP_MODIFY_RQ,
		MLX5_CMD_OP_DESTROY_SQ, MLX5_CMD_OP_QUERY_SQ,
		MLX5_CMD_OP_MODIFY_SQ, MLX5_CMD_OP_DESTROY_TIR,
		MLX5_CMD_OP_QUERY_TIR, MLX5_CMD_OP_MODIFY_TIR,
		MLX5_CMD_OP_DESTROY_RQT, MLX5_CMD_OP_MODIFY_RQT,
		MLX5_CMD_OP_DESTROY_TIS, MLX5_CMD_OP_DESTROY_MKEY,
		MLX5_CMD_OP_DEALLOC_PD, MLX5_CMD_OP_DEALLOC_UAR,
		MLX5_CMD_OP_DEALLOC_TRANSPORT_DOMAIN,
		MLX5_CMD_OP_DEALLOC_Q_COUNTER,
		MLX5_CMD_OP_DESTROY_FLOW_TABLE, MLX5_CMD_OP_MODIFY_FLOW_TABLE,
		MLX5_CMD_OP_DESTROY_FLOW_GROUP, MLX5_CMD_OP_CREATE_FLOW_GROUP,
		MLX5_CMD_OP_SET_FLOW_TABLE_ENTRY,
		MLX5_CMD_OP_DELETE_FLOW_TABLE_ENTRY,
		MLX5_CMD_OP_SET_FLOW_TABLE_ROOT,
		MLX5_CMD_OP_DEALLOC_FLOW_COUNTER,
		MLX5_CMD_OP_QUERY_FLOW_COUNTER,
	};
	static const u32 values[] = { 0, 0x7ff, 0xffffff, ~0U };
	u8 in[MAILBOX_IN_MAX];

	for (size_t i = 0; i < ARRAY_SIZE(ops); i++)
		for (size_t j = 0; j < ARRAY_SIZE(values); j++) {
			memset(in, 0, sizeof(in));
			put_be32(in + 8, values[j]);
			put_be32(in + 20, values[j]);
			EXPECT_EQ(MLX5_CMD_STAT_BAD_RES_ERR,
				  driver_cmd(drv, in, 1536, 512, ops[i]));
		}
	expect_alive(drv);
}

/* Doorbells of queues that do not exist */
static void doorbells(struct driver *drv)
{
	static const u32 regs[] = { 0x40, 0x48, 0x20, 0x800, 0xa00, 0x30 };

	for (size_t i = 0; i < ARRAY_SIZE(regs); i++)
		for (u8 size = 0; size < 4; size++)
			for (u64 val = 1; val; val <<= 1) {
				driver_write(drv, (16 << 12) + regs[i], val,
					     size);
				driver_write(drv, (16 << 12) + regs[i], ~val,
					     size);
			}
	expect_alive(drv);
}

static const u64 nowhere[] = {
	MACHINE_MEMORY - 1, MACHINE_MEMORY, 0x7fffffff, ~0ULL, ~0ULL - 30,
	1ULL << 63,
};

/* Input and output mailboxes at addresses without memory */
static void mailboxes(struct driver *drv)
{
	u8 *memory = drv->machine->memory;
	struct mlx5_cmd_layout *cmd = (void *)(memory + MAILBOX_CMDQ(0));

	for (size_t i = 0; i < 2 * ARRAY_SIZE(nowhere); i++) {
		memset(cmd, 0, sizeof(*cmd));
		put_be16(cmd->in, MLX5_CMD_OP_QUERY_HCA_CAP);
		cmd->inlen = cpu_to_be32(64);
		cmd->outlen = cpu_to_be32(4096 + 16);
		cmd->in_ptr = cpu_to_be64(i & 1 ? MAILBOX_IN(0) :
						  nowhere[i / 2]);
		cmd->out_ptr = cpu_to_be64(i & 1 ? nowhere[i / 2] :
						   MAILBOX_OUT(0));
		cmd->status_own = 1;
		driver_write(drv, 0x14, htobe32(MAILBOX_CMDQ(0)), 2);
		driver_write(drv, 0x18, htobe32(1), 2);
		EXPECT_EQ((i & 1 ? 0x4 : 0x5) << 1, cmd->status_own);
	}
	for (size_t i = 0; i < ARRAY_SIZE(nowhere); i++) {
		driver_write(drv, 0x10, htobe32(nowhere[i] >> 32), 2);
		driver_write(drv, 0x14, htobe32(nowhere[i]), 2);
		driver_write(drv, 0x18, ~0, 2);
	}
	expect_alive(drv);
}

/* Buffers at addresses without memory */
static void addresses(struct driver *drv)
{
	u32 key, mem = driver_take(drv, 4096);
	struct ring cq, rq, sq;
	u8 wqe[64] = { 0 };

	cq = driver_cq(drv, driver_eq(drv, 3, 0), 4);
	key = driver_mkey(drv);
	rq = driver_rq(drv, cq.num, 2, 4, false);
	sq = driver_sq(drv, cq.num, 4);
	driver_receive_all(drv, rq.num);
	memset(drv->machine->memory + mem, 0x5a, 4096);
	for (size_t i = 0; i < ARRAY_SIZE(nowhere); i++) {
		struct mlx5_err_cqe *err;

		driver_seg(wqe, key, nowhere[i], 2048);
		driver_put(drv, rq.addr, wqe, 16);
		driver_put32(drv, rq.dbr, 1);
		driver_frame(drv, frame_udp, 60);
		err = (void *)driver_cqe(drv, &cq);
		EXPECT(err && err->op_own >> 4 == MLX5_CQE_RESP_ERR &&
		       err->syndrome == MLX5_CQE_SYNDROME_LOCAL_PROT_ERR);
		driver_rq_state(drv, rq.num, 3, MLX5_RQC_STATE_RST);
		driver_rq_state(drv, rq.num, 0, MLX5_RQC_STATE_RDY);
		memset(wqe, 0, sizeof(wqe));
		driver_wqe(wqe, &sq, MLX5_OPCODE_SEND, 8, 48);
		driver_seg(wqe + 32, key, nowhere[i], 60);
		driver_post(drv, &sq, wqe, 48);
		err = (void *)driver_cqe(drv, &cq);
		EXPECT(err && err->op_own >> 4 == MLX5_CQE_REQ_ERR &&
		       err->syndrome == MLX5_CQE_SYNDROME_LOCAL_PROT_ERR);
		driver_sq_state(drv, sq.num, 3, MLX5_SQC_STATE_RST);
		driver_sq_state(drv, sq.num, 0, MLX5_SQC_STATE_RDY);
		sq.pi = 0;
	}
	for (u32 i = 0; i < 4096; i++)
		if (drv->machine->memory[mem + i] != 0x5a)
			EXPECT_EQ(mem, i);
	expect_alive(drv);
}

static const struct {
	u8 opcode;
	u8 ds;		/* length of the WQE in 16 bytes */
	u32 len;	/* length in the data segment */
	u16 mss;
	u16 inlined;	/* length of the inline headers */
} bad_wqes[] = {
	{ .opcode = MLX5_OPCODE_SEND, .ds = 0, .len = 60 },
	{ .opcode = MLX5_OPCODE_SEND, .ds = 1, .len = 60 },
	{ .opcode = MLX5_OPCODE_SEND, .ds = 63, .len = 60 },
	{ .opcode = MLX5_OPCODE_SEND, .ds = 3, .len = 0 },
	{ .opcode = MLX5_OPCODE_SEND, .ds = 3, .len = 0x7fffffff },
	{ .opcode = MLX5_OPCODE_SEND, .ds = 3, .len = 0x800003ff },
	{ .opcode = MLX5_OPCODE_SEND, .ds = 3,
	  .len = 60, .inlined = 0x3ff },
	{ .opcode = MLX5_OPCODE_LSO, .ds = 3, .len = 60 },
	{ .opcode = MLX5_OPCODE_LSO, .ds = 3, .len = 60, .mss = 1 },
	{ .opcode = MLX5_OPCODE_LSO, .ds = 3,
	  .len = 60, .mss = 1, .inlined = 2 },
	{ .opcode = MLX5_OPCODE_ENHANCED_MPSW, .ds = 1, .len = 60 },
	{ .opcode = MLX5_OPCODE_ENHANCED_MPSW, .ds = 3,
	  .len = 0x7fffffff },
	{ .opcode = MLX5_OPCODE_UMR, .ds = 3, .len = 60 },
	{ .opcode = MLX5_OPCODE_UMR, .ds = 12, .len = 60 },
	{ .opcode = 0xff, .ds = 3, .len = 60 },
};

/* A malformed WQE stops its queue, and has no other effect. */
static void wqes(struct driver *drv)
{
	struct ring cq = driver_cq(drv, driver_eq(drv, 3, 0), 4);
	struct ring sq = driver_sq(drv, cq.num, 4);
	u32 key = driver_mkey(drv), buf = driver_take(drv, 4096);

	driver_port_up(drv);
	for (size_t i = 0; i < ARRAY_SIZE(bad_wqes); i++) {
		struct mlx5_wqe_eth_seg *eth;
		struct mlx5_err_cqe *err;
		u8 wqe[192] = { 0 };

		eth = (void *)(wqe + 16);
		eth->mss = cpu_to_be16(bad_wqes[i].mss);
		eth->inline_hdr.sz = cpu_to_be16(bad_wqes[i].inlined);
		driver_wqe(wqe, &sq, bad_wqes[i].opcode, 0, bad_wqes[i].ds * 16);
		driver_seg(wqe + 32, key, buf, bad_wqes[i].len);
		driver_post(drv, &sq, wqe, bad_wqes[i].ds == 12 ? 192 : 64);
		err = (void *)driver_cqe(drv, &cq);
		if (!err || err->op_own >> 4 != MLX5_CQE_REQ_ERR ||
		    err->wqe_counter)
			EXPECT_EQ(i, ~0ULL);
		while (driver_cqe(drv, &cq))
			;
		driver_sq_state(drv, sq.num, 3, MLX5_SQC_STATE_RST);
		driver_sq_state(drv, sq.num, 0, MLX5_SQC_STATE_RDY);
		sq.pi = 0;
	}
	EXPECT_EQ(0, drv->machine->card[0].sent);
	/* The counter claims more WQEs than the ring holds. */
	driver_put32(drv, sq.dbr + 4, 17);
	driver_write(drv, (16 << 12) + 0x800, htobe64(sq.num << 8), 3);
	EXPECT(!driver_cqe(drv, &cq));
	expect_alive(drv);
}

/* A completion queue that overruns takes nothing more. */
static void overrun(struct driver *drv)
{
	struct ring cq, rq;
	u8 wqe[16];

	cq = driver_cq(drv, driver_eq(drv, 3, 1 << 4), 2);
	rq = driver_rq(drv, cq.num, 4, 4, false);
	driver_seg(wqe, driver_mkey(drv), driver_take(drv, 4096), 2048);
	for (int i = 0; i < 16; i++)
		driver_put(drv, rq.addr + 16 * i, wqe, 16);
	driver_put32(drv, rq.dbr, 16);
	driver_receive_all(drv, rq.num);
	for (int i = 0; i < 10; i++)
		driver_frame(drv, frame_udp, 60);
	for (int i = 0; i < 4; i++)
		EXPECT(driver_cqe(drv, &cq));
	EXPECT(!driver_cqe(drv, &cq));
	driver_frame(drv, frame_udp, 60);
	EXPECT(!driver_cqe(drv, &cq));
	expect_alive(drv);
}

/* Frames of every length, and headers with any value in each byte */
static void frames(struct driver *drv)
{
	struct ring cq = driver_cq(drv, driver_eq(drv, 3, 0), 4);
	struct ring rq = driver_rq(drv, cq.num, 2, 4, false);
	u8 *frame = calloc(1, 65536);

	driver_receive_all(drv, rq.num);
	for (size_t len = 0; len <= 65535; len += len < 130 ? 1 : 6541) {
		memcpy(frame, frame_tcp, 60);
		driver_frame(drv, frame, len);
	}
	for (size_t i = 12; i < 60; i++)
		for (u32 val = 0; val < 256; val++) {
			memcpy(frame, frame_tcp, 60);
			frame[i] = val;
			driver_frame(drv, frame, 60);
			put_be16(frame + 12, 0x86dd);
			frame[14] = 0x60;
			frame[20] = 0;
			driver_frame(drv, frame, 60);
		}
	free(frame);
	expect_alive(drv);
}

const struct test garbage_tests[] = {
	{ .name = "garbage_lengths", .run = lengths },
	{ .name = "garbage_unknown", .run = unknown, .seed = true },
	{ .name = "garbage_rings", .run = rings },
	{ .name = "garbage_numbers", .run = numbers },
	{ .name = "garbage_doorbells", .run = doorbells },
	{ .name = "garbage_mailboxes", .run = mailboxes },
	{ .name = "garbage_addresses", .run = addresses },
	{ .name = "garbage_wqes", .run = wqes },
	{ .name = "garbage_overrun", .run = overrun, .seed = true },
	{ .name = "garbage_frames", .run = frames },
	{ 0 },
};
