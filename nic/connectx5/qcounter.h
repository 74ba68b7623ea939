/* SPDX-License-Identifier: GPL-2.0 */
/* Counters that receive queues share. */
#ifndef CX5_QCOUNTER_H
#define CX5_QCOUNTER_H

#include "commands.h"

struct cx5_qcounter {
	u32 out_of_buffer;
};

CX5_HANDLER(cx5_alloc_q_counter);
CX5_HANDLER(cx5_dealloc_q_counter);
CX5_HANDLER(cx5_query_q_counter);

#endif /* CX5_QCOUNTER_H */
