// SPDX-License-Identifier: GPL-2.0
/* Event queues, and their interrupts. */
#include <stdlib.h>
#include <string.h>

#include "cx5.h"
#include "eq.h"
#include "format.h"
#include "wq.h"

#define EQE_LOG		6

void cx5_eq_free(struct cx5_eq *eq)
{
	cx5_pages_free(&eq->pages);
	free(eq);
}

static void raise_irq(struct cx5 *cx5, struct cx5_eq *eq)
{
	const struct nic_host *host = &cx5->nic.host;

	eq->armed = false;
	if (nic_fault_hits(&cx5->nic.faults.drop_irq)) {
		cx5_trace(cx5, "irq: vector %u dropped", eq->vector);
		return;
	}
	host->irq(host->opaque, eq->vector);
}

static void push(struct cx5 *cx5, struct cx5_eq *eq, struct mlx5_eqe *eqe)
{
	u32 index = eq->pi & (BIT(eq->log_size) - 1);
	u64 off = (u64)index << EQE_LOG;

	if (eq->pi - eq->ci >= BIT(eq->log_size)) {
		cx5_trace(cx5, "eq: full, event %#x is lost", eqe->type);
		return;
	}
	eqe->owner = eq->pi >> eq->log_size & 1;
	/* The owner bit has to be written last. It is in the last byte. */
	if (cx5_pages_write(cx5, &eq->pages, off, eqe, sizeof(*eqe) - 1) ||
	    cx5_pages_write(cx5, &eq->pages, off + sizeof(*eqe) - 1,
			    &eqe->owner, 1))
		return;
	eq->pi++;
	if (eq->armed)
		raise_irq(cx5, eq);
}

/**
 * cx5_event() - report an event
 * @cx5: the card
 * @eqn: number of the event queue; a wrong one is traced
 * @type: MLX5_EVENT_TYPE_...
 * @sub: subtype of the event
 * @data: data of the event
 * @len: bytes of @data, at most 28
 */
void cx5_event(struct cx5 *cx5, u32 eqn, u8 type, u8 sub, const void *data,
	       size_t len)
{
	struct cx5_eq *eq = cx5_num_find(cx5, CX5_EQ, eqn);
	struct mlx5_eqe eqe = { .type = type, .sub_type = sub };

	if (!eq) {
		cx5_trace(cx5, "eq: no queue %u for event %#x", eqn, type);
		return;
	}
	memcpy(&eqe.data, data, min(len, sizeof(eqe.data)));
	push(cx5, eq, &eqe);
}

/* Returns the queue that subscribed to a type of events, or NULL. */
static struct cx5_eq *subscriber(struct cx5 *cx5, u8 type, u32 *eqn)
{
	for (*eqn = 1; *eqn <= CX5_EQS; ++*eqn) {
		struct cx5_eq *eq = cx5_num_find(cx5, CX5_EQ, *eqn);

		if (eq && type < 64 && eq->mask & BIT_ULL(type))
			return eq;
	}
	return NULL;
}

/**
 * cx5_event_wanted() - whether a queue has subscribed to a type of events
 * @cx5: the card
 * @type: MLX5_EVENT_TYPE_...
 *
 * Return: true when there is such a queue.
 */
bool cx5_event_wanted(struct cx5 *cx5, u8 type)
{
	u32 eqn;

	return subscriber(cx5, type, &eqn);
}

/**
 * cx5_event_async() - report an event to the queue that subscribed to its type
 * @cx5: the card
 * @type: MLX5_EVENT_TYPE_...
 * @sub: subtype of the event
 * @data: data of the event
 * @len: bytes of @data, at most 28
 */
void cx5_event_async(struct cx5 *cx5, u8 type, u8 sub, const void *data,
		     size_t len)
{
	u32 eqn;

	if (subscriber(cx5, type, &eqn))
		cx5_event(cx5, eqn, type, sub, data, len);
}

/**
 * cx5_eq_doorbell() - take a consumer index from the driver
 * @cx5: the card
 * @val: number of the queue, and the low 24 bits of its consumer index
 * @arm: raise an interrupt with the next event
 */
void cx5_eq_doorbell(struct cx5 *cx5, u32 val, bool arm)
{
	struct cx5_eq *eq = cx5_num_find(cx5, CX5_EQ, val >> 24);

	if (!eq) {
		cx5_trace(cx5, "eq: doorbell for %u, which is none", val >> 24);
		return;
	}
	/* @val has 24 bits of a counter that is never far behind @pi. */
	eq->ci = eq->pi - ((eq->pi - val) & 0xffffff);
	if (!arm)
		return;
	eq->armed = true;
	if (eq->pi != eq->ci)
		raise_irq(cx5, eq);
}

CX5_HANDLER(cx5_create_eq)
{
	const u8 *eqc = AT(create_eq_in, in, eq_context_entry);
	const size_t pas = CX5_OFF(create_eq_in, pas) / 8;
	struct cx5_eq *eq;
	u32 num;

	if (GET(eqc, eqc, intr) >= cx5->nic.config.vectors ||
	    GET(eqc, eqc, log_eq_size) > CX5_LOG_RING_MAX)
		return MLX5_CMD_STAT_BAD_PARAM_ERR;
	eq = calloc(1, sizeof(*eq));
	if (!eq)
		return MLX5_CMD_STAT_NO_RES_ERR;
	eq->log_size = GET(eqc, eqc, log_eq_size);
	eq->vector = GET(eqc, eqc, intr);
	eq->mask = GET(create_eq_in, in, event_bitmask[0]);
	if (cx5_pages_init(&eq->pages, in + pas, inlen - pas,
			   12 + GET(eqc, eqc, log_page_size),
			   GET(eqc, eqc, page_offset) << 6,
			   1ULL << (eq->log_size + EQE_LOG))) {
		cx5_eq_free(eq);
		return MLX5_CMD_STAT_BAD_PARAM_ERR;
	}
	if (cx5_num_new(cx5, CX5_EQ, eq, &num)) {
		cx5_eq_free(eq);
		return MLX5_CMD_STAT_NO_RES_ERR;
	}
	SET(create_eq_out, out, eq_number, num);
	return MLX5_CMD_STAT_OK;
}

CX5_HANDLER(cx5_destroy_eq)
{
	struct cx5_eq *eq;

	eq = cx5_num_take(cx5, CX5_EQ, GET(destroy_eq_in, in, eq_number));
	if (!eq)
		return MLX5_CMD_STAT_BAD_RES_ERR;
	cx5_eq_free(eq);
	return MLX5_CMD_STAT_OK;
}

CX5_HANDLER(cx5_query_eq)
{
	u8 *eqc = AT(query_eq_out, out, eq_context_entry);
	struct cx5_eq *eq;

	eq = cx5_num_find(cx5, CX5_EQ, GET(query_eq_in, in, eq_number));
	if (!eq)
		return MLX5_CMD_STAT_BAD_RES_ERR;
	SET(eqc, eqc, log_eq_size, eq->log_size);
	SET(eqc, eqc, intr, eq->vector);
	SET(eqc, eqc, st, eq->armed ? 0x9 : 0xa);
	SET(eqc, eqc, consumer_counter, eq->ci);
	SET(eqc, eqc, producer_counter, eq->pi);
	return MLX5_CMD_STAT_OK;
}
