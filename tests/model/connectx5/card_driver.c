// SPDX-License-Identifier: GPL-2.0
/* A driver of the card, as far as tests need one. */
#include <stdlib.h>
#include <string.h>

#include "card_driver.h"

#define UAR		(16 << 12)
#define PAGE		4096
#define IN_ROOM		MAILBOX_IN_MAX
#define BB		64
#define DS		16

/* The headers that describe the device do not have this number. */
#define REG_PAOS	0x5006

void driver_put32(struct driver *drv, u32 addr, u32 val)
{
	val = cpu_to_be32(val);
	driver_put(drv, addr, &val, sizeof(val));
}

static const struct mlx5_cmd_layout *command(const struct driver *drv)
{
	return (const void *)(drv->machine->memory +
			      MAILBOX_CMDQ(!!drv->second));
}

/* The status of delivery of the last command */
u8 driver_delivery(const struct driver *drv)
{
	return command(drv)->status_own;
}

/**
 * driver_cmd() - execute a command
 * @drv: the driver; gets the output in @out
 * @in: the input; gets the opcode
 * @inlen: bytes of the input
 * @outlen: bytes of the output
 * @op: the opcode
 *
 * Return: the status; 0xff when the command was not executed.
 */
u8 driver_cmd(struct driver *drv, u8 *in, size_t inlen, size_t outlen, u16 op)
{
	unsigned int card = !!drv->second;
	const u8 *memory = drv->machine->memory;
	const struct mlx5_cmd_layout *cmd = command(drv);
	u8 buf[2 + MAILBOX_IN_MAX] = { outlen, outlen >> 8 };

	if (inlen > MAILBOX_IN_MAX || outlen > MAILBOX_OUT_MAX)
		abort();
	if (inlen >= 2)
		put_be16(in, op);
	memcpy(buf + 2, in, inlen);
	driver_act(drv, ACTION_COMMAND, buf, 2 + inlen);
	/* The command may have to wait behind other work. */
	while (cmd->status_own & 1 && drv->machine->card[card].when)
		driver_act(drv, ACTION_TIMER, NULL, 0);
	memcpy(drv->out, cmd->out, 16);
	for (size_t off = 16; off < outlen; off += 512)
		memcpy(drv->out + off, memory + MAILBOX_OUT(card) +
		       off / 512 * MAILBOX_SIZE,
		       min(outlen - off, (size_t)512));
	return driver_delivery(drv) ? 0xff : drv->out[0];
}

void driver_port_up(struct driver *drv)
{
	u8 in[32] = { 0 };

	SET(access_register_in, in, register_id, REG_PAOS);
	SET(paos_reg, AT(access_register_in, in, register_data), admin_status,
	    1);
	driver_cmd(drv, in, sizeof(in), sizeof(in), MLX5_CMD_OP_ACCESS_REG);
}

/* Allocates a buffer, and fills in the list of its pages. */
static u32 take_pages(struct driver *drv, u8 *pas, u32 len)
{
	u32 at = driver_take(drv, len);

	for (u32 i = 0; i < (len + PAGE - 1) / PAGE; i++)
		put_be64(pas + 8 * i, at + i * PAGE);
	return at;
}

static size_t pages_len(u32 len)
{
	return (len + PAGE - 1) / PAGE * 8;
}

u32 driver_eq(struct driver *drv, u8 vector, u64 mask)
{
	u8 in[IN_ROOM] = { 0 }, *eqc = AT(create_eq_in, in, eq_context_entry);
	u32 len = 64 << 6;

	SET(eqc, eqc, log_eq_size, 6);
	SET(eqc, eqc, intr, vector);
	SET(create_eq_in, in, event_bitmask[0], mask);
	take_pages(drv, in + CX5_BYTES(create_eq_in), len);
	if (driver_cmd(drv, in, CX5_BYTES(create_eq_in) + pages_len(len),
		       CX5_BYTES(create_eq_out), MLX5_CMD_OP_CREATE_EQ))
		return 0;
	return GET(create_eq_out, drv->out, eq_number);
}

struct ring driver_cq(struct driver *drv, u32 eqn, u8 log)
{
	u8 in[IN_ROOM] = { 0 }, *cqc = AT(create_cq_in, in, cq_context);
	struct ring cq = { .log = log };
	u32 len = BB << log;

	cq.dbr = driver_take(drv, 8);
	SET(cqc, cqc, log_cq_size, log);
	SET(cqc, cqc, c_eqn_or_apu_element, eqn);
	SET(cqc, cqc, dbr_addr, cq.dbr);
	cq.addr = take_pages(drv, in + CX5_BYTES(create_cq_in), len);
	if (!driver_cmd(drv, in, CX5_BYTES(create_cq_in) + pages_len(len),
			CX5_BYTES(create_cq_out), MLX5_CMD_OP_CREATE_CQ))
		cq.num = GET(create_cq_out, drv->out, cqn);
	return cq;
}

static void set_wq(struct driver *drv, u8 *wqc, struct ring *ring, u8 type,
		   u8 log_stride)
{
	ring->dbr = driver_take(drv, 8);
	SET(wq, wqc, wq_type, type);
	SET(wq, wqc, log_wq_sz, ring->log);
	SET(wq, wqc, log_wq_stride, log_stride);
	SET(wq, wqc, dbr_addr, ring->dbr);
	ring->addr = take_pages(drv, AT(wq, wqc, pas),
				1u << (ring->log + log_stride));
}

/* A WQE of a striding queue has 8 strides of 64 bytes. */
struct ring driver_rq(struct driver *drv, u32 cqn, u8 log, u8 log_stride,
		      bool striding)
{
	u8 in[IN_ROOM] = { 0 }, *rqc = AT(create_rq_in, in, ctx);
	u8 *wqc = AT(rqc, rqc, wq);
	struct ring rq = { .log = log };
	size_t len;

	SET(rqc, rqc, cqn, cqn);
	/* 2^3 strides, as the difference to the base of 9 */
	if (striding)
		SET(wq, wqc, log_wqe_num_of_strides, 3 - 9);
	set_wq(drv, wqc, &rq, striding ? MLX5_WQ_TYPE_LINKED_LIST_STRIDING_RQ :
					 MLX5_WQ_TYPE_CYCLIC, log_stride);
	len = AT(wq, wqc, pas) - in + pages_len(1u << (log + log_stride));
	if (!driver_cmd(drv, in, max(len, CX5_BYTES(create_rq_in)),
			CX5_BYTES(create_rq_out), MLX5_CMD_OP_CREATE_RQ))
		rq.num = GET(create_rq_out, drv->out, rqn);
	driver_rq_state(drv, rq.num, MLX5_RQC_STATE_RST, MLX5_RQC_STATE_RDY);
	return rq;
}

struct ring driver_sq(struct driver *drv, u32 cqn, u8 log)
{
	u8 in[IN_ROOM] = { 0 }, *sqc = AT(create_sq_in, in, ctx);
	u8 *wqc = AT(sqc, sqc, wq);
	struct ring sq = { .log = log };
	size_t len;

	SET(sqc, sqc, cqn, cqn);
	set_wq(drv, wqc, &sq, MLX5_WQ_TYPE_CYCLIC, 6);
	len = AT(wq, wqc, pas) - in + pages_len(BB << log);
	if (!driver_cmd(drv, in, max(len, CX5_BYTES(create_sq_in)),
			CX5_BYTES(create_sq_out), MLX5_CMD_OP_CREATE_SQ))
		sq.num = GET(create_sq_out, drv->out, sqn);
	driver_sq_state(drv, sq.num, MLX5_SQC_STATE_RST, MLX5_SQC_STATE_RDY);
	return sq;
}

u8 driver_rq_state(struct driver *drv, u32 rqn, u8 from, u8 to)
{
	u8 in[CX5_BYTES(modify_rq_in)] = { 0 };

	SET(modify_rq_in, in, rqn, rqn);
	SET(modify_rq_in, in, rq_state, from);
	SET(rqc, AT(modify_rq_in, in, ctx), state, to);
	return DRIVER_CMD(drv, MODIFY_RQ, modify_rq, in);
}

u8 driver_sq_state(struct driver *drv, u32 sqn, u8 from, u8 to)
{
	u8 in[CX5_BYTES(modify_sq_in)] = { 0 };

	SET(modify_sq_in, in, sqn, sqn);
	SET(modify_sq_in, in, sq_state, from);
	SET(sqc, AT(modify_sq_in, in, ctx), state, to);
	return DRIVER_CMD(drv, MODIFY_SQ, modify_sq, in);
}

/* Creates a key to all of the bus. */
u32 driver_mkey(struct driver *drv)
{
	u8 in[CX5_BYTES(create_mkey_in)] = { 0 };
	u8 *mkc = AT(create_mkey_in, in, memory_key_mkey_entry);

	SET(mkc, mkc, access_mode_1_0, MLX5_MKC_ACCESS_MODE_PA);
	SET(mkc, mkc, lr, 1);
	SET(mkc, mkc, lw, 1);
	SET(mkc, mkc, length64, 1);
	if (DRIVER_CMD(drv, CREATE_MKEY, create_mkey, in))
		return 0;
	return GET(create_mkey_out, drv->out, mkey_index) << 8;
}

/* Creates a key to a list of pieces, from address 0 on. A UMR may change it. */
u32 driver_mkey_list(struct driver *drv, u8 mode, u8 log_page, u64 len,
		     const void *list, size_t list_len)
{
	u8 in[IN_ROOM] = { 0 };
	u8 *mkc = AT(create_mkey_in, in, memory_key_mkey_entry);

	SET(mkc, mkc, access_mode_1_0, mode & 3);
	SET(mkc, mkc, access_mode_4_2, mode >> 2);
	SET(mkc, mkc, lr, 1);
	SET(mkc, mkc, lw, 1);
	SET(mkc, mkc, umr_en, 1);
	SET(mkc, mkc, len, len);
	SET(mkc, mkc, log_page_size, log_page);
	SET(mkc, mkc, translations_octword_size, (list_len + 15) / 16);
	SET(create_mkey_in, in, translations_octword_actual_size,
	    (list_len + 15) / 16);
	memcpy(AT(create_mkey_in, in, klm_pas_mtt), list, list_len);
	if (driver_cmd(drv, in, CX5_BYTES(create_mkey_in) +
		       (list_len + 15) / 16 * 16, CX5_BYTES(create_mkey_out),
		       MLX5_CMD_OP_CREATE_MKEY))
		return 0;
	return GET(create_mkey_out, drv->out, mkey_index) << 8;
}

u32 driver_tir(struct driver *drv, u32 rqn)
{
	u8 in[CX5_BYTES(create_tir_in)] = { 0 };

	SET(tirc, AT(create_tir_in, in, ctx), inline_rqn, rqn);
	if (DRIVER_CMD(drv, CREATE_TIR, create_tir, in))
		return 0;
	return GET(create_tir_out, drv->out, tirn);
}

u32 driver_table(struct driver *drv, u8 log)
{
	u8 in[CX5_BYTES(create_flow_table_in)] = { 0 };

	SET(flow_table_context, AT(create_flow_table_in, in,
				   flow_table_context), log_size, log);
	if (DRIVER_CMD(drv, CREATE_FLOW_TABLE, create_flow_table, in))
		return 0;
	return GET(create_flow_table_out, drv->out, table_id);
}

/* Entries 0 to @last match by the destination address, or match every frame. */
u32 driver_group(struct driver *drv, u32 table, u32 last, bool by_mac)
{
	u8 in[CX5_BYTES(create_flow_group_in)] = { 0 };

	SET(create_flow_group_in, in, table_id, table);
	SET(create_flow_group_in, in, end_flow_index, last);
	if (by_mac) {
		SET(create_flow_group_in, in, match_criteria_enable, 1);
		memset(AT(fte_match_set_lyr_2_4,
			  AT(create_flow_group_in, in, match_criteria),
			  dmac_47_16), 0xff, 6);
	}
	if (DRIVER_CMD(drv, CREATE_FLOW_GROUP, create_flow_group, in))
		return 0;
	return GET(create_flow_group_out, drv->out, group_id);
}

/* The rule sends matching packets to @dest. */
u8 driver_rule(struct driver *drv, u32 table, u32 group, u32 index, u8 type,
	       u32 dest, const u8 *mac)
{
	u8 in[CX5_BYTES(set_fte_in) + 8] = { 0 };
	u8 *ctx = AT(set_fte_in, in, flow_context);
	u8 *to = AT(flow_context, ctx, destination);

	SET(set_fte_in, in, table_id, table);
	SET(set_fte_in, in, flow_index, index);
	SET(flow_context, ctx, group_id, group);
	SET(flow_context, ctx, action, MLX5_FLOW_CONTEXT_ACTION_FWD_DEST);
	SET(flow_context, ctx, destination_list_size, 1);
	if (mac)
		memcpy(AT(fte_match_set_lyr_2_4,
			  AT(flow_context, ctx, match_value), dmac_47_16),
		       mac, 6);
	SET(dest_format_struct, to, destination_type, type);
	SET(dest_format_struct, to, destination_id, dest);
	return driver_cmd(drv, in, sizeof(in), CX5_BYTES(set_fte_out),
			  MLX5_CMD_OP_SET_FLOW_TABLE_ENTRY);
}

u8 driver_root(struct driver *drv, u32 table)
{
	u8 in[CX5_BYTES(set_flow_table_root_in)] = { 0 };

	SET(set_flow_table_root_in, in, table_id, table);
	return DRIVER_CMD(drv, SET_FLOW_TABLE_ROOT, set_flow_table_root, in);
}

/* Has a TIR receive every frame. */
static void receive_by(struct driver *drv, u32 tir)
{
	u32 table = driver_table(drv, 1);
	u32 group = driver_group(drv, table, 1, false);

	driver_rule(drv, table, group, 0, MLX5_IFC_FLOW_DESTINATION_TYPE_TIR,
		    tir, NULL);
	driver_root(drv, table);
	driver_port_up(drv);
}

void driver_receive_all(struct driver *drv, u32 rqn)
{
	receive_by(drv, driver_tir(drv, rqn));
}

/* Creates a table that has one queue for every hash. */
static u32 take_rqt(struct driver *drv, u32 rqn)
{
	u8 in[CX5_BYTES(create_rqt_in) + 8] = { 0 };
	u8 *rqtc = AT(create_rqt_in, in, rqt_context);

	SET(rqtc, rqtc, rqt_actual_size, 2);
	put_be32(rqtc + CX5_OFF(rqtc, rq_num) / 8, rqn);
	put_be32(rqtc + CX5_OFF(rqtc, rq_num) / 8 + 4, rqn);
	if (driver_cmd(drv, in, sizeof(in), CX5_BYTES(create_rqt_out),
		       MLX5_CMD_OP_CREATE_RQT))
		return 0;
	return GET(create_rqt_out, drv->out, rqtn);
}

/**
 * driver_receive_hashed() - have a queue receive every frame, with a hash
 * @drv: the driver
 * @rqn: number of the queue
 * @fields: MLX5_HASH_FIELD_SEL_... bits, hashed with the key of the published vectors
 */
void driver_receive_hashed(struct driver *drv, u32 rqn, u32 fields)
{
	static const u8 key[40] = {
		0x6d, 0x5a, 0x56, 0xda, 0x25, 0x5b, 0x0e, 0xc2, 0x41, 0x67,
		0x25, 0x3d, 0x43, 0xa3, 0x8f, 0xb0, 0xd0, 0xca, 0x2b, 0xcb,
		0xae, 0x7b, 0x30, 0xb4, 0x77, 0xcb, 0x2d, 0xa3, 0x80, 0x30,
		0xf2, 0x0c, 0x6a, 0x42, 0xb7, 0x3b, 0xbe, 0xac, 0x01, 0xfa,
	};
	u8 in[CX5_BYTES(create_tir_in)] = { 0 };
	u8 *tirc = AT(create_tir_in, in, ctx);

	SET(tirc, tirc, disp_type, MLX5_TIRC_DISP_TYPE_INDIRECT);
	SET(tirc, tirc, indirect_table, take_rqt(drv, rqn));
	SET(tirc, tirc, rx_hash_fn, MLX5_RX_HASH_FN_TOEPLITZ);
	memcpy(AT(tirc, tirc, rx_hash_toeplitz_key), key, sizeof(key));
	SET(rx_hash_field_select,
	    AT(tirc, tirc, rx_hash_field_selector_outer), selected_fields,
	    fields);
	DRIVER_CMD(drv, CREATE_TIR, create_tir, in);
	receive_by(drv, GET(create_tir_out, drv->out, tirn));
}

/**
 * driver_post() - post a WQE and ring the doorbell
 * @drv: the driver
 * @sq: the send queue
 * @wqe: the WQE
 * @len: bytes of the WQE
 */
void driver_post(struct driver *drv, struct ring *sq, const void *wqe,
		 size_t len)
{
	u32 mask = (1u << sq->log) - 1;
	u64 first;

	for (size_t off = 0; off < len; off += BB)
		driver_put(drv, sq->addr + (sq->pi++ & mask) * BB,
			   (const u8 *)wqe + off, min(len - off, (size_t)BB));
	driver_put32(drv, sq->dbr + 4, sq->pi);
	memcpy(&first, wqe, sizeof(first));
	driver_write(drv, UAR + MLX5_BF_OFFSET, le64toh(first), 3);
}

/* Returns the next completion, or NULL if there is none. */
struct mlx5_cqe64 *driver_cqe(struct driver *drv, struct ring *cq)
{
	u32 mask = (1u << cq->log) - 1;
	struct mlx5_cqe64 *cqe = (void *)(drv->machine->memory + cq->addr +
					  (cq->ci & mask) * BB);

	/* The ring is zeroes at first, and 0 is also the opcode REQ. */
	if ((cqe->op_own & 1) != (cq->ci >> cq->log & 1) ||
	    (!cqe->op_own && !cqe->sop_drop_qpn))
		return NULL;
	cq->ci++;
	driver_put32(drv, cq->dbr, cq->ci);
	return cqe;
}

/* Writes the control segment. The caller writes the others. */
size_t driver_wqe(u8 *wqe, const struct ring *sq, u8 opcode, u8 flags,
		  size_t len)
{
	struct mlx5_wqe_ctrl_seg *ctrl = (void *)wqe;

	ctrl->opmod_idx_opcode = cpu_to_be32(sq->pi << 8 | opcode);
	ctrl->qpn_ds = cpu_to_be32(sq->num << 8 | (len + DS - 1) / DS);
	ctrl->fm_ce_se = flags;
	return len;
}

void driver_seg(u8 *p, u32 key, u64 addr, u32 len)
{
	struct mlx5_wqe_data_seg *seg = (void *)p;

	seg->byte_count = cpu_to_be32(len);
	seg->lkey = cpu_to_be32(key);
	seg->addr = cpu_to_be64(addr);
}
