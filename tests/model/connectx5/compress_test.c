// SPDX-License-Identifier: GPL-2.0
/* Compressed completions, and which ones are compressed with each other. */
#include <string.h>

#include "tests/model/frames.h"

#include "card_driver.h"
#include "tests.h"

#define LEN(i)		(60 + (i))	/* each frame has another length */
#define STRIDES(cqe)	(be32_to_cpu((cqe)->byte_cnt) >> 16 & 0x3fff)

struct compressed {
	struct ring cq, rq;
};

static u8 create_cq(struct driver *drv, u32 eqn, u8 format, u8 layout, u8 size,
		    struct ring *cq)
{
	u8 in[CX5_BYTES(create_cq_in) + 16] = { 0 };
	u8 *cqc = AT(create_cq_in, in, cq_context), status;

	cq->log = 6;
	cq->dbr = driver_take(drv, 8);
	cq->addr = driver_take(drv, 2 * 4096);
	put_be64(in + CX5_BYTES(create_cq_in), cq->addr);
	put_be64(in + CX5_BYTES(create_cq_in) + 8, cq->addr + 4096);
	SET(cqc, cqc, log_cq_size, cq->log);
	SET(cqc, cqc, c_eqn_or_apu_element, eqn);
	SET(cqc, cqc, dbr_addr, cq->dbr);
	SET(cqc, cqc, cqe_sz, size);
	SET(cqc, cqc, cqe_comp_en, 1);
	SET(cqc, cqc, mini_cqe_res_format, format);
	SET(cqc, cqc, cqe_compression_layout, layout);
	status = driver_cmd(drv, in, sizeof(in), CX5_BYTES(create_cq_out),
			    MLX5_CMD_OP_CREATE_CQ);
	cq->num = GET(create_cq_out, drv->out, cqn);
	return status;
}

static struct compressed begin(struct driver *drv, u8 format, bool striding)
{
	u32 eqn = driver_eq(drv, 0, 0);
	struct compressed c = { 0 };
	u8 wqe[32] = { 0 };

	EXPECT_EQ(0, create_cq(drv, eqn, format, 0, CQE_STRIDE_64, &c.cq));
	c.rq = driver_rq(drv, c.cq.num, 6, striding ? 5 : 4, striding);
	driver_seg(wqe + 16 * striding, driver_mkey(drv),
		   driver_take(drv, 4096), striding ? 512 : 2048);
	for (int i = 0; i < 64; i++) {
		/* Read by a striding queue only */
		if (striding)
			put_be16(wqe + 2, (i + 1) % 64);
		driver_put(drv, c.rq.addr + (i << (4 + striding)), wqe,
			   16 << striding);
	}
	driver_put32(drv, c.rq.dbr, 64);
	driver_receive_all(drv, c.rq.num);
	return c;
}

static void frame(struct driver *drv, int i, u16 tci)
{
	u8 buf[256] = { 0 }, tagged[256];
	size_t len = LEN(i);

	memcpy(buf, frame_udp, sizeof(frame_udp));
	if (tci) {
		len = frame_tag(tagged, buf, len, 0x8100, tci);
		memcpy(buf, tagged, len);
	}
	driver_frame(drv, buf, len);
}

static const struct mlx5_cqe64 *at(struct driver *drv, struct compressed *c,
				   u32 index)
{
	return (const void *)(drv->machine->memory + c->cq.addr +
			      index % 64 * sizeof(struct mlx5_cqe64));
}

/* The I-th of a session that begins in the slot @start */
static const struct mlx5_mini_cqe8 *mini(struct driver *drv,
					 struct compressed *c, u32 start, u32 i)
{
	u32 array = start + (i < MLX5_MINI_CQE_ARRAY_SIZE ? 1 :
			     i / MLX5_MINI_CQE_ARRAY_SIZE *
			     MLX5_MINI_CQE_ARRAY_SIZE);

	return (const struct mlx5_mini_cqe8 *)at(drv, c, array) +
	       i % MLX5_MINI_CQE_ARRAY_SIZE;
}

static bool is_title(const struct mlx5_cqe64 *cqe, u32 n, u8 owner)
{
	EXPECT_EQ(MLX5_CQE_RESP_SEND << 4 | MLX5_COMPRESSED << 2 | owner,
		  cqe->op_own);
	EXPECT_EQ(n, be32_to_cpu(cqe->byte_cnt));
	return mlx5_get_cqe_format((void *)cqe) == MLX5_COMPRESSED;
}

/* The twenty lie in as many slots: small ones are in the slots 1, 8 and 16. */
static void session(struct driver *drv)
{
	struct compressed c = begin(drv, MLX5_CQE_FORMAT_CSUM, false);

	for (int i = 0; i < 20; i++)
		frame(drv, i, 0);
	EXPECT_EQ(0, at(drv, &c, 0)->op_own);
	EXPECT_EQ(1, driver_finish(drv, 4));
	EXPECT(is_title(at(drv, &c, 0), 20, 0));
	EXPECT_EQ(0, be16_to_cpu(at(drv, &c, 0)->wqe_counter));
	for (int i = 0; i < 20; i++) {
		EXPECT_EQ(LEN(i), be32_to_cpu(mini(drv, &c, 0, i)->byte_cnt));
		EXPECT_EQ(at(drv, &c, 0)->check_sum,
			  mini(drv, &c, 0, i)->checksum);
		EXPECT_EQ(0, mini(drv, &c, 0, i)->stridx);
	}
	/* The next one has the slot behind the twenty. */
	frame(drv, 20, 0);
	driver_finish(drv, 4);
	EXPECT_EQ(MLX5_CQE_RESP_SEND << 4, at(drv, &c, 20)->op_own);
	EXPECT_EQ(LEN(20), be32_to_cpu(at(drv, &c, 20)->byte_cnt));
	EXPECT_EQ(20, be16_to_cpu(at(drv, &c, 20)->wqe_counter));
}

/* A completion waits for others no longer, and is whole if none comes. */
static void alone(struct driver *drv)
{
	struct compressed c = begin(drv, MLX5_CQE_FORMAT_CSUM, false);
	u64 start = drv->machine->clock;

	frame(drv, 3, 0);
	EXPECT_EQ(0, at(drv, &c, 0)->op_own);
	EXPECT(drv->machine->card[0].when > start);
	EXPECT(drv->machine->card[0].when <= start + 100000);
	EXPECT_EQ(1, driver_finish(drv, 4));
	EXPECT_EQ(MLX5_CQE_RESP_SEND << 4, at(drv, &c, 0)->op_own);
	EXPECT_EQ(LEN(3), be32_to_cpu(at(drv, &c, 0)->byte_cnt));
}

/* A packet with another tag, or another protocol, is in another session. */
static void differs(struct driver *drv)
{
	struct compressed c = begin(drv, MLX5_CQE_FORMAT_CSUM, false);
	static const u16 tcis[] = { 0, 0, 5, 5, 5, 6, 0 };

	for (int i = 0; i < 7; i++)
		frame(drv, i, tcis[i]);
	driver_frame(drv, frame_tcp, sizeof(frame_tcp));
	driver_finish(drv, 4);
	EXPECT(is_title(at(drv, &c, 0), 2, 0));
	EXPECT(is_title(at(drv, &c, 2), 3, 0));
	EXPECT_EQ(5, be16_to_cpu(at(drv, &c, 2)->vlan_info));
	EXPECT_EQ(2, be16_to_cpu(at(drv, &c, 2)->wqe_counter));
	EXPECT_EQ(LEN(4), be32_to_cpu(mini(drv, &c, 2, 2)->byte_cnt));
	for (int i = 5; i < 8; i++)
		EXPECT_EQ(MLX5_CQE_RESP_SEND << 4, at(drv, &c, i)->op_own);
	EXPECT_EQ(6, be16_to_cpu(at(drv, &c, 5)->vlan_info));
	EXPECT_EQ(CQE_L4_HDR_TYPE_UDP,
		  get_cqe_l4_hdr_type((void *)at(drv, &c, 6)));
	EXPECT(CQE_L4_HDR_TYPE_UDP !=
	       get_cqe_l4_hdr_type((void *)at(drv, &c, 7)));
}

/* A full session does not wait; the ring ends in the middle of the third one. */
static void full(struct driver *drv)
{
	struct compressed c = begin(drv, MLX5_CQE_FORMAT_CSUM, false);

	for (int i = 0; i < 20; i++)
		frame(drv, i, 0);
	driver_finish(drv, 4);
	driver_put32(drv, c.cq.dbr, 20);
	for (int i = 0; i < 32; i++)
		frame(drv, i, 0);
	EXPECT_EQ(0, at(drv, &c, 20)->op_own);
	frame(drv, 40, 0);
	EXPECT(is_title(at(drv, &c, 20), 32, 0));
	driver_finish(drv, 4);
	EXPECT_EQ(LEN(40), be32_to_cpu(at(drv, &c, 52)->byte_cnt));
	driver_put32(drv, c.cq.dbr, 53);
	driver_put32(drv, c.rq.dbr, 128);
	for (int i = 0; i < 20; i++)
		frame(drv, i, 0);
	driver_finish(drv, 4);
	EXPECT(is_title(at(drv, &c, 53), 20, 0));
	EXPECT_EQ(LEN(19), be32_to_cpu(mini(drv, &c, 53, 19)->byte_cnt));
	frame(drv, 1, 0);
	driver_finish(drv, 4);
	EXPECT_EQ(MLX5_CQE_RESP_SEND << 4 | 1, at(drv, &c, 73)->op_own);
}

/* The format of the small ones: the hash in place of the checksum */
static void formats(struct driver *drv)
{
	struct compressed c = begin(drv, 0, false);

	frame(drv, 0, 0);
	frame(drv, 1, 0);
	driver_finish(drv, 4);
	EXPECT_EQ(at(drv, &c, 0)->rss_hash_result,
		  mini(drv, &c, 0, 1)->rx_hash_result);
	EXPECT(is_title(at(drv, &c, 0), 2, 0));
}

static void strides(struct driver *drv)
{
	struct compressed c = begin(drv, MLX5_CQE_FORMAT_CSUM_STRIDX, true);

	/* The eight strides of a WQE are full with four packets of two. */
	for (int i = 0; i < 6; i++)
		frame(drv, 40 + i, 0);
	driver_finish(drv, 4);
	EXPECT(is_title(at(drv, &c, 0), 4, 0));
	for (int i = 0; i < 4; i++) {
		EXPECT_EQ(2 * i, be16_to_cpu(mini(drv, &c, 0, i)->stridx));
		EXPECT_EQ(2, STRIDES(mini(drv, &c, 0, i)));
	}
	EXPECT(is_title(at(drv, &c, 4), 2, 0));
	EXPECT_EQ(1, be16_to_cpu(at(drv, &c, 4)->wqe_id));
	EXPECT_EQ(2, be16_to_cpu(mini(drv, &c, 4, 1)->stridx));
}

/* Completions that wait are written before an error or an overrun. */
static void in_order(struct driver *drv)
{
	struct compressed c = begin(drv, MLX5_CQE_FORMAT_CSUM, false);

	frame(drv, 0, 0);
	frame(drv, 1, 0);
	driver_say(drv, "cqe-error 1 1");
	frame(drv, 2, 0);
	EXPECT(is_title(at(drv, &c, 0), 2, 0));
	EXPECT_EQ(MLX5_CQE_RESP_ERR << 4, at(drv, &c, 2)->op_own);

	c = begin(drv, MLX5_CQE_FORMAT_CSUM, false);
	driver_put32(drv, c.rq.dbr, 128);
	for (int i = 0; i < 65; i++)
		frame(drv, 0, 0);
	EXPECT(is_title(at(drv, &c, 0), 32, 0));
	EXPECT(is_title(at(drv, &c, 32), 32, 0));
	driver_finish(drv, 4);
	EXPECT(is_title(at(drv, &c, 0), 32, 0));
}

/* A queue that is destroyed writes nothing any more. */
static void destroyed(struct driver *drv)
{
	struct compressed c = begin(drv, MLX5_CQE_FORMAT_CSUM, false);
	u8 in[CX5_BYTES(destroy_cq_in)] = { 0 };

	frame(drv, 0, 0);
	frame(drv, 1, 0);
	SET(destroy_cq_in, in, cqn, c.cq.num);
	EXPECT_EQ(0, DRIVER_CMD(drv, DESTROY_CQ, destroy_cq, in));
	driver_finish(drv, 4);
	EXPECT_EQ(0, at(drv, &c, 0)->op_own);
}

static void refused(struct driver *drv)
{
	u32 eqn = driver_eq(drv, 0, 0);
	struct ring cq;

	EXPECT_EQ(MLX5_CMD_STAT_BAD_PARAM_ERR,
		  create_cq(drv, eqn, 2, 0, CQE_STRIDE_64, &cq));
	EXPECT_EQ(MLX5_CMD_STAT_BAD_PARAM_ERR,
		  create_cq(drv, eqn, MLX5_CQE_FORMAT_CSUM,
			    MLX5_CQE_COMPRESS_LAYOUT_ENHANCED, CQE_STRIDE_64,
			    &cq));
	EXPECT_EQ(MLX5_CMD_STAT_BAD_PARAM_ERR,
		  create_cq(drv, eqn, MLX5_CQE_FORMAT_CSUM, 0, CQE_STRIDE_128,
			    &cq));
}

const struct test compress_tests[] = {
	{ .name = "compress_session", .run = session, .seed = true },
	{ .name = "compress_alone", .run = alone },
	{ .name = "compress_differs", .run = differs, .seed = true },
	{ .name = "compress_full", .run = full },
	{ .name = "compress_formats", .run = formats, .seed = true },
	{ .name = "compress_strides", .run = strides, .seed = true },
	{ .name = "compress_in_order", .run = in_order },
	{ .name = "compress_destroyed", .run = destroyed },
	{ .name = "compress_refused", .run = refused },
	{ 0 },
};
