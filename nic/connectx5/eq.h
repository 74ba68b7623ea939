/* SPDX-License-Identifier: GPL-2.0 */
/* Event queues. */
#ifndef CX5_EQ_H
#define CX5_EQ_H

#include "commands.h"
#include "dma.h"

#define CX5_EQS		64

struct cx5_eq {
	struct cx5_pages pages;
	u64 mask;		/* event types, by bit */
	u32 pi, ci;
	u8 log_size;
	u8 vector;
	bool armed;
};

void cx5_event(struct cx5 *cx5, u32 eqn, u8 type, u8 sub, const void *data,
	       size_t len);
void cx5_event_async(struct cx5 *cx5, u8 type, u8 sub, const void *data,
		     size_t len);
bool cx5_event_wanted(struct cx5 *cx5, u8 type);
void cx5_eq_doorbell(struct cx5 *cx5, u32 val, bool arm);
void cx5_eq_free(struct cx5_eq *eq);

CX5_HANDLER(cx5_create_eq);
CX5_HANDLER(cx5_destroy_eq);
CX5_HANDLER(cx5_query_eq);

#endif /* CX5_EQ_H */
