// SPDX-License-Identifier: GPL-2.0
/* Transport interface receive (TIR): chooses a receive queue by hash. */
#include <stdlib.h>
#include <string.h>

#include "nic/bytes.h"

#include "cx5.h"
#include "format.h"
#include "parse.h"
#include "rq.h"
#include "tir.h"

#define RQT_MAX		ARRAY_SIZE(((struct cx5_rqt *)0)->rqn)

/**
 * cx5_tir_receive() - hash a packet and deliver it to a receive queue
 * @cx5: the card
 * @tirn: number of the TIR
 * @pkt: parsed; gets the hash
 */
void cx5_tir_receive(struct cx5 *cx5, u32 tirn, struct cx5_packet *pkt)
{
	struct cx5_tir *tir = cx5_num_find(cx5, CX5_TIR, tirn);
	struct cx5_rqt *rqt;

	if (!tir) {
		cx5->rx_no_rule++;
		return;
	}
	cx5_rss_hash(tir, pkt, cx5->faults.hash_plain);
	if (pkt->forced.which & NIC_FORCE_HASH)
		pkt->hash = pkt->forced.hash;
	if (pkt->forced.which & NIC_FORCE_TYPE)
		pkt->hash_type = pkt->forced.type;
	if (!tir->indirect) {
		cx5_rq_receive(cx5, tir->rqn, pkt);
		return;
	}
	rqt = cx5_num_find(cx5, CX5_RQT, tir->rqtn);
	if (rqt && rqt->n)
		cx5_rq_receive(cx5, rqt->rqn[pkt->hash % rqt->n], pkt);
	else
		cx5->rx_no_rule++;
}

/* MODIFY_TIR changes these members together. */
static void take_hash(struct cx5_tir *tir, const u8 *tirc)
{
	const u8 *sel = AT(tirc, tirc, rx_hash_field_selector_outer);

	tir->hash_fn = GET(tirc, tirc, rx_hash_fn);
	tir->symmetric = GET(tirc, tirc, rx_hash_symmetric);
	tir->fields = GET(rx_hash_field_select, sel, selected_fields);
	memcpy(tir->key, AT(tirc, tirc, rx_hash_toeplitz_key),
	       sizeof(tir->key));
}

CX5_HANDLER(cx5_create_tir)
{
	const u8 *tirc = AT(create_tir_in, in, ctx);
	struct cx5_tir *tir = calloc(1, sizeof(*tir));
	u32 num;

	if (!tir)
		return MLX5_CMD_STAT_NO_RES_ERR;
	memcpy(tir->context, tirc, sizeof(tir->context));
	tir->indirect = GET(tirc, tirc, disp_type) ==
			MLX5_TIRC_DISP_TYPE_INDIRECT;
	tir->rqn = GET(tirc, tirc, inline_rqn);
	tir->rqtn = GET(tirc, tirc, indirect_table);
	take_hash(tir, tirc);
	if (cx5_num_new(cx5, CX5_TIR, tir, &num)) {
		free(tir);
		return MLX5_CMD_STAT_NO_RES_ERR;
	}
	SET(create_tir_out, out, tirn, num);
	return MLX5_CMD_STAT_OK;
}

CX5_HANDLER(cx5_modify_tir)
{
	const u8 *tirc = AT(modify_tir_in, in, ctx);
	struct cx5_tir *tir;

	tir = cx5_num_find(cx5, CX5_TIR, GET(modify_tir_in, in, tirn));
	if (!tir)
		return MLX5_CMD_STAT_BAD_RES_ERR;
	if (GET(modify_tir_in, in, bitmask.hash)) {
		take_hash(tir, tirc);
		memcpy(tir->context, tirc, sizeof(tir->context));
		SET(tirc, tir->context, disp_type, tir->indirect);
		SET(tirc, tir->context, inline_rqn, tir->rqn);
		SET(tirc, tir->context, indirect_table, tir->rqtn);
	}
	return MLX5_CMD_STAT_OK;
}

CX5_HANDLER(cx5_destroy_tir)
{
	void *tir = cx5_num_take(cx5, CX5_TIR, GET(destroy_tir_in, in, tirn));

	free(tir);
	return tir ? MLX5_CMD_STAT_OK : MLX5_CMD_STAT_BAD_RES_ERR;
}

CX5_HANDLER(cx5_query_tir)
{
	struct cx5_tir *tir;

	tir = cx5_num_find(cx5, CX5_TIR, GET(query_tir_in, in, tirn));
	if (!tir)
		return MLX5_CMD_STAT_BAD_RES_ERR;
	memcpy(AT(query_tir_out, out, tir_context), tir->context,
	       sizeof(tir->context));
	return MLX5_CMD_STAT_OK;
}

/* @len is the length of the input, which the list must not exceed. */
static u8 take_list(struct cx5_rqt *rqt, const u8 *rqtc, size_t len)
{
	const size_t head = CX5_OFF(rqtc, rq_num) / 8;
	u32 n = GET(rqtc, rqtc, rqt_actual_size);

	if (!n || n > RQT_MAX || head + 4 * n > len)
		return MLX5_CMD_STAT_BAD_PARAM_ERR;
	rqt->n = n;
	for (u32 i = 0; i < n; i++)
		rqt->rqn[i] = get_be32(rqtc + head + 4 * i) & 0xffffff;
	return MLX5_CMD_STAT_OK;
}

CX5_HANDLER(cx5_create_rqt)
{
	const size_t ctx = CX5_OFF(create_rqt_in, rqt_context) / 8;
	struct cx5_rqt *rqt = calloc(1, sizeof(*rqt));
	u8 status;
	u32 num;

	if (!rqt)
		return MLX5_CMD_STAT_NO_RES_ERR;
	status = take_list(rqt, in + ctx, inlen - ctx);
	if (!status && cx5_num_new(cx5, CX5_RQT, rqt, &num))
		status = MLX5_CMD_STAT_NO_RES_ERR;
	if (status)
		free(rqt);
	else
		SET(create_rqt_out, out, rqtn, num);
	return status;
}

CX5_HANDLER(cx5_modify_rqt)
{
	const size_t ctx = CX5_OFF(modify_rqt_in, ctx) / 8;
	struct cx5_rqt *rqt;

	rqt = cx5_num_find(cx5, CX5_RQT, GET(modify_rqt_in, in, rqtn));
	if (!rqt)
		return MLX5_CMD_STAT_BAD_RES_ERR;
	return take_list(rqt, in + ctx, inlen - ctx);
}

CX5_HANDLER(cx5_destroy_rqt)
{
	void *rqt = cx5_num_take(cx5, CX5_RQT, GET(destroy_rqt_in, in, rqtn));

	free(rqt);
	return rqt ? MLX5_CMD_STAT_OK : MLX5_CMD_STAT_BAD_RES_ERR;
}
