// SPDX-License-Identifier: GPL-2.0
/* Numbers with nothing behind them, and the queues' counters. */
#include <stdlib.h>

#include "cx5.h"

/* What such a number points to, so that it is in use. */
static char token;

static u8 take(struct cx5 *cx5, enum cx5_kind kind, u32 *num)
{
	return cx5_num_new(cx5, kind, &token, num) ? MLX5_CMD_STAT_NO_RES_ERR :
						     MLX5_CMD_STAT_OK;
}

static u8 give(struct cx5 *cx5, enum cx5_kind kind, u32 num)
{
	return cx5_num_take(cx5, kind, num) ? MLX5_CMD_STAT_OK :
					      MLX5_CMD_STAT_BAD_RES_ERR;
}

CX5_HANDLER(cx5_alloc_pd)
{
	u32 num = 0;
	u8 status = take(cx5, CX5_PD, &num);

	SET(alloc_pd_out, out, pd, num);
	return status;
}

CX5_HANDLER(cx5_dealloc_pd)
{
	return give(cx5, CX5_PD, GET(dealloc_pd_in, in, pd));
}

CX5_HANDLER(cx5_alloc_td)
{
	u32 num = 0;
	u8 status = take(cx5, CX5_TD, &num);

	SET(alloc_transport_domain_out, out, transport_domain, num);
	return status;
}

CX5_HANDLER(cx5_dealloc_td)
{
	return give(cx5, CX5_TD, GET(dealloc_transport_domain_in, in,
				     transport_domain));
}

CX5_HANDLER(cx5_alloc_uar)
{
	u32 num = 0;
	u8 status = take(cx5, CX5_UAR, &num);

	SET(alloc_uar_out, out, uar, num);
	return status;
}

CX5_HANDLER(cx5_dealloc_uar)
{
	return give(cx5, CX5_UAR, GET(dealloc_uar_in, in, uar));
}

CX5_HANDLER(cx5_create_tis)
{
	u32 num = 0;
	u8 status = take(cx5, CX5_TIS, &num);

	SET(create_tis_out, out, tisn, num);
	return status;
}

CX5_HANDLER(cx5_modify_tis)
{
	return cx5_num_find(cx5, CX5_TIS, GET(modify_tis_in, in, tisn)) ?
	       MLX5_CMD_STAT_OK : MLX5_CMD_STAT_BAD_RES_ERR;
}

CX5_HANDLER(cx5_destroy_tis)
{
	return give(cx5, CX5_TIS, GET(destroy_tis_in, in, tisn));
}

CX5_HANDLER(cx5_alloc_q_counter)
{
	struct cx5_qcounter *counter = calloc(1, sizeof(*counter));
	u32 num;

	if (!counter)
		return MLX5_CMD_STAT_NO_RES_ERR;
	if (cx5_num_new(cx5, CX5_QCOUNTER, counter, &num)) {
		free(counter);
		return MLX5_CMD_STAT_NO_RES_ERR;
	}
	SET(alloc_q_counter_out, out, counter_set_id, num);
	return MLX5_CMD_STAT_OK;
}

CX5_HANDLER(cx5_dealloc_q_counter)
{
	void *counter;

	counter = cx5_num_take(cx5, CX5_QCOUNTER,
			       GET(dealloc_q_counter_in, in, counter_set_id));
	free(counter);
	return counter ? MLX5_CMD_STAT_OK : MLX5_CMD_STAT_BAD_RES_ERR;
}

CX5_HANDLER(cx5_query_q_counter)
{
	struct cx5_qcounter *counter;

	counter = cx5_num_find(cx5, CX5_QCOUNTER,
			       GET(query_q_counter_in, in, counter_set_id));
	if (!counter)
		return MLX5_CMD_STAT_BAD_RES_ERR;
	SET(query_q_counter_out, out, out_of_buffer, counter->out_of_buffer);
	if (GET(query_q_counter_in, in, clear))
		*counter = (struct cx5_qcounter){ 0 };
	return MLX5_CMD_STAT_OK;
}
