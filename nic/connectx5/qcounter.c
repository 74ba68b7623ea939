// SPDX-License-Identifier: GPL-2.0
/* Counters that receive queues share. */
#include <stdlib.h>

#include "cx5.h"
#include "format.h"
#include "qcounter.h"

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
