// SPDX-License-Identifier: GPL-2.0
/* Received frames: every byte that the driver gets. */
#include <string.h>

#include "tests/model/frames.h"

#include "card_driver.h"
#include "tests.h"

#define BUF	2048
#define CANARY	0xa5

/**
 * struct rx - a receive queue for all packets
 * @cq: its completion queue
 * @rq: the queue
 * @key: a key to all memory
 * @buf: the buffer of WQE 0; those of the others follow, BUF bytes each
 */
struct rx {
	struct ring cq, rq;
	u32 key, buf;
};

static void post(struct driver *drv, struct rx *rx, u32 n)
{
	rx->rq.pi += n;
	driver_put32(drv, rx->rq.dbr, rx->rq.pi);
}

/* WQEs have one segment. The buffers are filled with CANARY. */
static struct rx begin(struct driver *drv, u8 log, bool striding)
{
	u32 eqn = driver_eq(drv, 3, 0), size = striding ? 512 : BUF;
	struct rx rx = { .cq = driver_cq(drv, eqn, 4) };

	rx.rq = driver_rq(drv, rx.cq.num, log, striding ? 5 : 4, striding);
	rx.key = driver_mkey(drv);
	rx.buf = driver_take(drv, size << log);
	memset(drv->machine->memory + rx.buf, CANARY, size << log);
	for (u32 i = 0; i < 1u << log; i++) {
		u8 wqe[32] = { 0 };

		put_be16(wqe + 2, (i + 1) & ((1u << log) - 1));
		driver_seg(wqe + (striding ? 16 : 0), rx.key,
			   rx.buf + i * size, striding ? 512 : BUF - 8);
		driver_put(drv, rx.rq.addr + i * (striding ? 32 : 16), wqe,
			   striding ? 32 : 16);
	}
	driver_receive_all(drv, rx.rq.num);
	EXPECT(rx.cq.num && rx.rq.num && rx.key);
	return rx;
}

static void expect_canary(const struct driver *drv, u32 at, u32 len)
{
	for (u32 i = 0; i < len; i++)
		if (drv->machine->memory[at + i] != CANARY) {
			EXPECT_EQ(CANARY, drv->machine->memory[at + i]);
			return;
		}
}

/* Arms an event queue after @seen events. */
static void arm_eq(struct driver *drv, u32 eqn, u32 seen)
{
	driver_write(drv, (16 << 12) + 0x40, htobe32(eqn << 24 | seen), 2);
}

static void arm_cq(struct driver *drv, const struct ring *cq)
{
	u64 val = (u64)cq->ci << 32 | cq->num;

	driver_write(drv, (16 << 12) + MLX5_CQ_DOORBELL, htobe64(val), 3);
}

/* Completions older than the last arm raise an event again, with a delay. */
static void reminded(struct driver *drv)
{
	struct rx rx = begin(drv, 2, false);
	struct machine_card *card = &drv->machine->card[0];
	u64 time;

	post(drv, &rx, 3);
	arm_eq(drv, 1, 0);
	arm_cq(drv, &rx.cq);
	driver_frame(drv, frame_udp, 60);
	EXPECT_EQ(1, card->irqs[3]);
	arm_eq(drv, 1, 1);
	time = drv->machine->clock;
	arm_cq(drv, &rx.cq);
	EXPECT_EQ(1, card->irqs[3]);
	EXPECT(card->when >= time + 1000000);
	/* A new completion raises an event at once, */
	driver_frame(drv, frame_udp, 60);
	EXPECT_EQ(2, card->irqs[3]);
	/* and so does one that came before the arm. */
	driver_frame(drv, frame_udp, 60);
	EXPECT_EQ(2, card->irqs[3]);
	arm_eq(drv, 1, 2);
	arm_cq(drv, &rx.cq);
	EXPECT_EQ(3, card->irqs[3]);
	/* After the delay, all completions raise an event. */
	arm_eq(drv, 1, 3);
	arm_cq(drv, &rx.cq);
	EXPECT_EQ(3, card->irqs[3]);
	EXPECT_EQ(1, driver_finish(drv, 2));
	EXPECT_EQ(4, card->irqs[3]);
	EXPECT_EQ(0, card->when);
}

static void cyclic(struct driver *drv)
{
	struct rx rx = begin(drv, 2, false);
	struct mlx5_cqe64 *cqe;
	u64 time;

	arm_eq(drv, 1, 0);
	arm_cq(drv, &rx.cq);
	post(drv, &rx, 2);
	/* The machine runs for years. */
	drv->machine->clock += 1ULL << 57;
	time = drv->machine->clock + 100;
	driver_frame(drv, frame_udp, sizeof(frame_udp));
	cqe = driver_cqe(drv, &rx.cq);
	EXPECT(cqe);
	if (!cqe)
		return;
	EXPECT_EQ(MLX5_CQE_RESP_SEND << 4, cqe->op_own);
	EXPECT_EQ(60, be32_to_cpu(cqe->byte_cnt));
	EXPECT_EQ(0, be16_to_cpu(cqe->wqe_counter));
	EXPECT_EQ(0xebd1, be16_to_cpu(cqe->check_sum));
	EXPECT_EQ(CQE_L2_OK | CQE_L3_OK | CQE_L4_OK, cqe->hds_ip_ext);
	EXPECT_EQ(CQE_L4_HDR_TYPE_UDP << 4 | 2 << 2, cqe->l4_l3_hdr_type);
	EXPECT_EQ(0, cqe->vlan_info);
	EXPECT_EQ(rx.rq.num, be32_to_cpu(cqe->flags_rqpn));
	EXPECT_EQ(0, cqe->rss_hash_type);
	/* A ConnectX-5 counts 78.125 million ticks a second. */
	EXPECT_EQ(time / 64 * 5 >> 32, be32_to_cpu(cqe->timestamp_h));
	EXPECT_EQ((u32)(time / 64 * 5 + time % 64 * 5 / 64),
		  be32_to_cpu(cqe->timestamp_l));
	EXPECT_EQ(0, cqe->sop_drop_qpn);
	EXPECT_BYTES(frame_udp, drv->machine->memory + rx.buf, 60);
	expect_canary(drv, rx.buf + 60, 4 * BUF - 60);
	EXPECT_EQ(1, drv->machine->card[0].irqs[3]);
	driver_frame(drv, frame_tcp, 54);
	cqe = driver_cqe(drv, &rx.cq);
	EXPECT(cqe && be16_to_cpu(cqe->wqe_counter) == 1);
	/* The card pads the frame with zeroes. */
	EXPECT_BYTES("\0\0\0\0\0\0",
		     drv->machine->memory + rx.buf + BUF + 54, 6);
	EXPECT_EQ(1, drv->machine->card[0].irqs[3]);
	/* No WQE is posted. */
	driver_frame(drv, frame_udp, 60);
	EXPECT(!driver_cqe(drv, &rx.cq));
	post(drv, &rx, 1);
	driver_frame(drv, frame_udp, 60);
	EXPECT(driver_cqe(drv, &rx.cq));
}

/* The completion queue wraps, and the owner bit changes with it. */
static void wraps(struct driver *drv)
{
	struct rx rx = begin(drv, 2, false);

	for (int i = 0; i < 40; i++) {
		struct mlx5_cqe64 *cqe;

		post(drv, &rx, 1);
		driver_frame(drv, frame_udp, 60);
		cqe = driver_cqe(drv, &rx.cq);
		EXPECT(cqe);
		if (!cqe)
			return;
		EXPECT_EQ(i, be16_to_cpu(cqe->wqe_counter));
		EXPECT_EQ(MLX5_CQE_RESP_SEND << 4 | (i >> 4 & 1), cqe->op_own);
	}
}

static void striding(struct driver *drv)
{
	struct rx rx = begin(drv, 1, true);
	u8 frame[300] = { 2, 0, 0, 0, 0, 1 };
	struct mlx5_cqe64 *cqe;

	memset(frame + 14, 0x77, sizeof(frame) - 14);
	post(drv, &rx, 1);
	for (int i = 0; i < 5; i++) {
		driver_frame(drv, frame_udp, 60);
		cqe = driver_cqe(drv, &rx.cq);
		EXPECT(cqe);
		if (!cqe)
			return;
		EXPECT_EQ(1 << 16 | 60, be32_to_cpu(cqe->byte_cnt));
		EXPECT_EQ(i, be16_to_cpu(cqe->wqe_counter));
		EXPECT_EQ(0, be16_to_cpu(cqe->wqe_id));
		EXPECT_BYTES(frame_udp, drv->machine->memory + rx.buf + i * 64,
			     60);
		expect_canary(drv, rx.buf + i * 64 + 60, 4);
	}
	/*
	 * The frame needs 5 strides and 3 are left. The card has last read the
	 * counter when one WQE was posted, and now two are.
	 */
	post(drv, &rx, 1);
	driver_frame(drv, frame, sizeof(frame));
	cqe = driver_cqe(drv, &rx.cq);
	EXPECT(cqe && be32_to_cpu(cqe->byte_cnt) == (0x80000000 | 3 << 16));
	cqe = driver_cqe(drv, &rx.cq);
	EXPECT(cqe);
	if (!cqe)
		return;
	EXPECT_EQ(5 << 16 | 300, be32_to_cpu(cqe->byte_cnt));
	EXPECT_EQ(1, be16_to_cpu(cqe->wqe_id));
	EXPECT_EQ(0, be16_to_cpu(cqe->wqe_counter));
	EXPECT_BYTES(frame, drv->machine->memory + rx.buf + 512, 300);
	expect_canary(drv, rx.buf + 320, 192);
}

/* A frame longer than a WQE is lost, and the queue goes on. */
static void too_long(struct driver *drv)
{
	struct rx rx = begin(drv, 1, true);
	u8 frame[600] = { 2, 0, 0, 0, 0, 1 };
	struct mlx5_err_cqe *err;

	post(drv, &rx, 2);
	driver_frame(drv, frame, sizeof(frame));
	err = (void *)driver_cqe(drv, &rx.cq);
	EXPECT(err && err->op_own >> 4 == MLX5_CQE_RESP_ERR &&
	       err->syndrome == MLX5_CQE_SYNDROME_LOCAL_LENGTH_ERR);
	driver_frame(drv, frame_udp, 60);
	EXPECT(driver_cqe(drv, &rx.cq));
	expect_canary(drv, rx.buf + 64, 1024 - 64);
}

static u8 flags_of(struct driver *drv, struct rx *rx, const u8 *frame,
		   size_t len)
{
	struct mlx5_cqe64 *cqe;

	post(drv, rx, 1);
	driver_frame(drv, frame, len);
	cqe = driver_cqe(drv, &rx->cq);
	return cqe ? cqe->hds_ip_ext : 0xff;
}

/* Returns the sum from which the driver computes CHECKSUM_COMPLETE. */
static u16 sum_of(struct driver *drv, struct rx *rx, const u8 *frame,
		  size_t len)
{
	struct mlx5_cqe64 *cqe;

	post(drv, rx, 1);
	driver_frame(drv, frame, len);
	cqe = driver_cqe(drv, &rx->cq);
	return cqe ? be16_to_cpu(cqe->check_sum) : 0xffff;
}

/* The sum covers the IP packet, without tags and padding. */
static void sums(struct driver *drv)
{
	struct rx rx = begin(drv, 3, false);
	u8 frame[140], tagged[140];
	size_t len;

	memset(frame, 0x5a, sizeof(frame));
	memcpy(frame, frame_udp, 60);
	EXPECT_EQ(0xebd1, sum_of(drv, &rx, frame, 60));
	EXPECT_EQ(0xebd1, sum_of(drv, &rx, frame, 99));
	len = frame_tag(tagged, frame, 60, 0x8100, 0x2abc);
	EXPECT_EQ(0xebd1, sum_of(drv, &rx, tagged, len));
	len = frame_tag(frame, tagged, len, 0x88a8, 0x3abc);
	EXPECT_EQ(0xebd1, sum_of(drv, &rx, frame, len));
	/* The last ten bytes are padding. */
	memcpy(frame, frame_udp, 60);
	frame[17] -= 10;
	EXPECT_EQ(0xdcb3, sum_of(drv, &rx, frame, 60));
	/* Other packets have no sum. */
	put_be16(frame + 12, 0x0806);
	EXPECT_EQ(0, sum_of(drv, &rx, frame, 60));
}

static void checksums(struct driver *drv)
{
	struct rx rx = begin(drv, 3, false);
	u8 frame[64];

	memcpy(frame, frame_udp, 60);
	EXPECT_EQ(7, flags_of(drv, &rx, frame, 60));
	frame[24] ^= 1;
	EXPECT_EQ(CQE_L2_OK | CQE_L4_OK, flags_of(drv, &rx, frame, 60));
	frame[24] ^= 1;
	frame[50] ^= 1;
	EXPECT_EQ(CQE_L2_OK | CQE_L3_OK, flags_of(drv, &rx, frame, 60));
	/* UDP may have no checksum. */
	put_be16(frame + 40, 0);
	EXPECT_EQ(7, flags_of(drv, &rx, frame, 60));
	memcpy(frame, frame_tcp, 60);
	EXPECT_EQ(7, flags_of(drv, &rx, frame, 60));
	frame[59] ^= 1;
	EXPECT_EQ(CQE_L2_OK | CQE_L3_OK, flags_of(drv, &rx, frame, 60));
	/* A fragment has no L4 to verify, and ARP has no checksum. */
	memcpy(frame, frame_udp, 60);
	frame[20] |= 0x20;
	frame[24] -= 0x20;
	EXPECT_EQ(CQE_L2_OK | CQE_L3_OK, flags_of(drv, &rx, frame, 60));
	put_be16(frame + 12, 0x0806);
	EXPECT_EQ(CQE_L2_OK, flags_of(drv, &rx, frame, 60));
}

static void vlan(struct driver *drv)
{
	struct rx rx = begin(drv, 3, false);
	u8 frame[72], in[CX5_BYTES(modify_rq_in)] = { 0 };
	const u8 *memory = drv->machine->memory;
	struct mlx5_cqe64 *cqe;

	/* The card strips 802.1Q, */
	frame_tag(frame, frame_udp, 60, 0x8100, 0x6123);
	EXPECT_EQ(7, flags_of(drv, &rx, frame, 64));
	cqe = (void *)(memory + rx.cq.addr);
	EXPECT_EQ(1, cqe->l4_l3_hdr_type & 1);
	EXPECT_EQ(0x6123, be16_to_cpu(cqe->vlan_info));
	EXPECT_EQ(60, be32_to_cpu(cqe->byte_cnt));
	EXPECT_EQ(0xebd1, be16_to_cpu(cqe->check_sum));
	EXPECT_BYTES(frame_udp, memory + rx.buf, 60);
	/* and not 802.1ad. */
	frame_tag(frame, frame, 64, 0x88a8, 0x0456);
	EXPECT_EQ(7, flags_of(drv, &rx, frame, 68));
	cqe++;
	EXPECT_EQ(0, cqe->l4_l3_hdr_type & 1);
	EXPECT_EQ(68, be32_to_cpu(cqe->byte_cnt));
	EXPECT_BYTES(frame, memory + rx.buf + BUF, 68);
	/* The driver can turn stripping off. */
	SET(modify_rq_in, in, rqn, rx.rq.num);
	SET(modify_rq_in, in, rq_state, MLX5_RQC_STATE_RDY);
	SET(modify_rq_in, in, modify_bitmask, 1 << 1);
	SET(rqc, AT(modify_rq_in, in, ctx), state, MLX5_RQC_STATE_RDY);
	SET(rqc, AT(modify_rq_in, in, ctx), vsd, 1);
	EXPECT_EQ(0, DRIVER_CMD(drv, MODIFY_RQ, modify_rq, in));
	frame_tag(frame, frame_udp, 60, 0x8100, 0x6123);
	EXPECT_EQ(7, flags_of(drv, &rx, frame, 64));
	EXPECT_BYTES(frame, memory + rx.buf + 2 * BUF, 64);
}

/* A published vector with its key, by a table of two queues */
static void hash(struct driver *drv)
{
	struct rx rx = begin(drv, 2, false);
	struct mlx5_cqe64 *cqe;

	driver_receive_hashed(drv, rx.rq.num, MLX5_HASH_FIELD_SEL_SRC_IP |
					      MLX5_HASH_FIELD_SEL_DST_IP |
					      MLX5_HASH_FIELD_SEL_L4_SPORT |
					      MLX5_HASH_FIELD_SEL_L4_DPORT);
	post(drv, &rx, 4);
	driver_frame(drv, frame_tcp, 60);
	cqe = driver_cqe(drv, &rx.cq);
	EXPECT(cqe);
	if (!cqe)
		return;
	EXPECT_EQ(0x51ccc178, be32_to_cpu(cqe->rss_hash_result));
	EXPECT_EQ(CQE_RSS_L4_TCP << 6 | CQE_RSS_IPV4 << 2, cqe->rss_hash_type);
	EXPECT_EQ(CQE_L4_HDR_TYPE_TCP_ACK_AND_DATA << 4 | 2 << 2,
		  cqe->l4_l3_hdr_type);
}

/* The counters add up. */
static void counters(struct driver *drv)
{
	u8 in[CX5_BYTES(query_vport_counter_in)] = { 0 };
	u8 frame[60], q[CX5_BYTES(alloc_q_counter_in)] = { 0 };
	u8 query[CX5_BYTES(query_q_counter_in)] = { 0 };
	u8 mod[CX5_BYTES(modify_rq_in)] = { 0 };
	struct rx rx = begin(drv, 2, false);
	const u8 *part;

	EXPECT_EQ(0, DRIVER_CMD(drv, ALLOC_Q_COUNTER, alloc_q_counter, q));
	SET(modify_rq_in, mod, rqn, rx.rq.num);
	SET(modify_rq_in, mod, rq_state, MLX5_RQC_STATE_RDY);
	SET(modify_rq_in, mod, modify_bitmask, 1 << 3);
	SET(rqc, AT(modify_rq_in, mod, ctx), state, MLX5_RQC_STATE_RDY);
	SET(rqc, AT(modify_rq_in, mod, ctx), counter_set_id,
	    GET(alloc_q_counter_out, drv->out, counter_set_id));
	EXPECT_EQ(0, DRIVER_CMD(drv, MODIFY_RQ, modify_rq, mod));
	post(drv, &rx, 4);
	memcpy(frame, frame_udp, 60);
	for (int i = 0; i < 2; i++)
		driver_frame(drv, frame, 60);
	memset(frame, 0xff, 6);
	for (int i = 0; i < 3; i++)
		driver_frame(drv, frame, 60);
	frame[1] = 0;
	driver_frame(drv, frame, 60);
	EXPECT_EQ(0, DRIVER_CMD(drv, QUERY_VPORT_COUNTER, query_vport_counter,
				in));
	part = AT(query_vport_counter_out, drv->out, received_eth_unicast);
	EXPECT_EQ(2, GET(traffic_counter, part, packets));
	EXPECT_EQ(120, GET(traffic_counter, part, octets));
	part = AT(query_vport_counter_out, drv->out, received_eth_broadcast);
	EXPECT_EQ(3, GET(traffic_counter, part, packets));
	EXPECT_EQ(180, GET(traffic_counter, part, octets));
	part = AT(query_vport_counter_out, drv->out, received_eth_multicast);
	EXPECT_EQ(1, GET(traffic_counter, part, packets));
	EXPECT_EQ(60, GET(traffic_counter, part, octets));
	SET(query_q_counter_in, query, counter_set_id, 1);
	EXPECT_EQ(0, DRIVER_CMD(drv, QUERY_Q_COUNTER, query_q_counter, query));
	EXPECT_EQ(2, GET(query_q_counter_out, drv->out, out_of_buffer));
	driver_rq_state(drv, rx.rq.num, MLX5_RQC_STATE_RDY,
			MLX5_RQC_STATE_RST);
	driver_frame(drv, frame, 60);
	EXPECT_EQ(0, DRIVER_CMD(drv, QUERY_Q_COUNTER, query_q_counter, query));
	EXPECT_EQ(3, GET(query_q_counter_out, drv->out, out_of_buffer));
	EXPECT(strstr(driver_say(drv, "stats"),
		      "rx packets=7 bytes=448 dropped=0 errors=0 too_long=0 no_buffer=3 no_rule=0\n"));
}

/* The counters of the physical port include FCS. */
static void port_counters(struct driver *drv)
{
	u8 in[16 + CX5_BYTES(ppcnt_reg)] = { 0 }, *set;
	struct rx rx = begin(drv, 2, false);
	u8 frame[1600] = { 2, 0, 0, 0, 0, 1 };

	post(drv, &rx, 4);
	driver_frame(drv, frame_udp, 60);
	driver_frame(drv, frame, 100);
	driver_frame(drv, frame, 1600);
	put_be16(in + 6, 1);
	SET(access_register_in, in, register_id, 0x5008);
	SET(ppcnt_reg, in + 16, grp, 2);
	EXPECT_EQ(0, driver_cmd(drv, in, sizeof(in), sizeof(in),
				MLX5_CMD_OP_ACCESS_REG));
	set = AT(ppcnt_reg, drv->out + 16, counter_set);
#define IS(want, field) \
	EXPECT_EQ(want, get_be64(AT(eth_2819_cntrs_grp_data_layout, set, \
				    ether_stats_##field##_high)))
	IS(2, pkts);
	IS(64 + 104, octets);
	IS(1, pkts64octets);
	IS(1, pkts65to127octets);
	IS(0, pkts1519to2047octets);
	IS(1, oversize_pkts);
}

const struct test receive_tests[] = {
	{ .name = "rx_reminded", .run = reminded, .seed = true },
	{ .name = "rx_cyclic", .run = cyclic, .seed = true },
	{ .name = "rx_wraps", .run = wraps },
	{ .name = "rx_striding", .run = striding, .seed = true },
	{ .name = "rx_too_long", .run = too_long },
	{ .name = "rx_checksums", .run = checksums },
	{ .name = "rx_sums", .run = sums },
	{ .name = "rx_vlan", .run = vlan, .seed = true },
	{ .name = "rx_hash", .run = hash, .seed = true },
	{ .name = "rx_counters", .run = counters },
	{ .name = "rx_port_counters", .run = port_counters },
	{ 0 },
};
