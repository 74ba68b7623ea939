// SPDX-License-Identifier: GPL-2.0
/*
 * Interrupts. An event sets a bit of its vector. The vector fires when it is
 * enabled and the interval of one of its bits has passed since it last fired.
 * Firing disables it, so later events wait until the driver enables it again.
 */
#include <string.h>

#include "nic/lines.h"

#include "e810.h"

#define ITR_UNIT_NS	2000
#define RATE_UNIT_NS	4000
#define RATE_MASK	0x3f
#define NEVER		(~0ULL)

/* Returns the time at which @vec may fire, NEVER: it has nothing to say. */
static u64 ready_at(const struct e810_vector *vec)
{
	u64 wait = NEVER, rate = 0;

	if (!vec->enabled || !vec->pending)
		return NEVER;
	if (vec->pending & BIT(E810_ITR_NONE))
		return 0;
	for (unsigned int i = 0; i < E810_ITRS; i++)
		if (vec->pending & BIT(i))
			wait = min(wait, (u64)vec->itr[i] * ITR_UNIT_NS);
	if (vec->rate & GLINT_RATE_INTRL_ENA_M)
		rate = (u64)(vec->rate & RATE_MASK) * RATE_UNIT_NS;
	wait = max(wait, rate);
	return wait ? vec->last + wait : 0;
}

static void fire(struct e810 *card, unsigned int number, u64 now)
{
	struct e810_vector *vec = &card->irq.vector[number];
	const struct nic_host *host = &card->nic.host;

	vec->enabled = false;
	vec->pending = 0;
	vec->last = now;
	if (nic_fault_hits(&card->nic.faults.drop_irq)) {
		e810_trace(card, "fault: interrupt %u is lost", number);
		return;
	}
	host->irq(host->opaque, number);
}

static void try_to_fire(struct e810 *card, unsigned int number)
{
	u64 when = ready_at(&card->irq.vector[number]);
	u64 now;

	if (when == NEVER)
		return;
	now = e810_now(card);
	if (when <= now)
		fire(card, number, now);
	else
		nic_set_timer(&card->nic);
}

static void event(struct e810 *card, unsigned int number, unsigned int itr)
{
	if (number >= card->nic.config.vectors)
		return;
	card->irq.vector[number].pending |= BIT(itr);
	try_to_fire(card, number);
}

/**
 * e810_irq_event() - raise the interrupt of a cause, or let it wait for its time
 * @card: the card
 * @ctl: the register of the cause, as QINT_RQCTL: vector, ITR index, enable
 */
void e810_irq_event(struct e810 *card, u32 ctl)
{
	if (ctl & QINT_RQCTL_CAUSE_ENA_M)
		event(card, FIELD(QINT_RQCTL_MSIX_INDX_M, ctl),
		      FIELD(QINT_RQCTL_ITR_INDX_M, ctl));
}

/**
 * e810_irq_cause() - raise the interrupt of a cause other than a queue
 * @card: the card
 * @cause: E810_CAUSE_...
 */
void e810_irq_cause(struct e810 *card, enum e810_cause cause)
{
	e810_irq_event(card, card->irq.cause[cause]);
}

/**
 * e810_irq_other() - set bits of PFINT_OICR
 * @card: the card
 * @bits: the bits
 */
void e810_irq_other(struct e810 *card, u32 bits)
{
	card->irq.oicr |= bits;
	if (bits & card->irq.oicr_ena)
		e810_irq_cause(card, E810_CAUSE_OICR);
}

/**
 * e810_irq_next() - when e810_irq_timer() is due
 * @card: the card
 *
 * Return: the time, 0: not due.
 */
u64 e810_irq_next(const struct e810 *card)
{
	u64 next = NEVER;

	for (unsigned int i = 0; i < card->nic.config.vectors; i++)
		next = min(next, ready_at(&card->irq.vector[i]));
	return next == NEVER ? 0 : max(next, 1ULL);
}

/**
 * e810_irq_timer() - fire the vectors whose interval is over
 * @card: the card
 * @now: the time
 */
void e810_irq_timer(struct e810 *card, u64 now)
{
	for (unsigned int i = 0; i < card->nic.config.vectors; i++)
		if (ready_at(&card->irq.vector[i]) <= now)
			fire(card, i, now);
}

/**
 * e810_irq_reset() - disable all interrupts
 * @card: the card
 */
void e810_irq_reset(struct e810 *card)
{
	memset(&card->irq, 0, sizeof(card->irq));
}

static struct e810_vector *vector_of(struct e810 *card, u32 index)
{
	return index < card->nic.config.vectors ? &card->irq.vector[index] :
						  NULL;
}

u32 e810_dyn_ctl_read(struct e810 *card, u32 index)
{
	const struct e810_vector *vec = vector_of(card, index);

	return vec && vec->enabled ? GLINT_DYN_CTL_INTENA_M : 0;
}

/*
 * The write sets an interval, triggers an interrupt, and enables the vector or
 * leaves that as it is. CLEARPBA clears what the MSI-X table holds pending, not
 * the events: an event between the driver's poll and this write is not lost. The
 * vector of the other causes has a bit there for the trigger.
 */
void e810_dyn_ctl_write(struct e810 *card, u32 index, u32 val)
{
	struct e810_vector *vec = vector_of(card, index);
	u32 itr = FIELD(GLINT_DYN_CTL_ITR_INDX_M, val);

	if (!vec)
		return;
	if (itr < E810_ITRS)
		vec->itr[itr] = FIELD(GLINT_DYN_CTL_INTERVAL_M, val);
	if (!(val & GLINT_DYN_CTL_INTENA_MSK_M))
		vec->enabled = val & GLINT_DYN_CTL_INTENA_M;
	if (val & GLINT_DYN_CTL_SWINT_TRIG_M) {
		vec->pending |= BIT(val & GLINT_DYN_CTL_SW_ITR_INDX_ENA_M ?
				    FIELD(GLINT_DYN_CTL_SW_ITR_INDX_M, val) :
				    E810_ITR_NONE);
		if (index == FIELD(PFINT_OICR_CTL_MSIX_INDX_M,
				   card->irq.cause[E810_CAUSE_OICR]))
			card->irq.oicr |= PFINT_OICR_SWINT_M;
	}
	try_to_fire(card, index);
}

/* GLINT_ITR: all vectors of index 0, then those of 1, of 2. */
#define VECTORS_OF_DEVICE	2048

u32 e810_itr_read(struct e810 *card, u32 index)
{
	struct e810_vector *vec = vector_of(card, index % VECTORS_OF_DEVICE);

	return vec ? vec->itr[index / VECTORS_OF_DEVICE] : 0;
}

void e810_itr_write(struct e810 *card, u32 index, u32 val)
{
	struct e810_vector *vec = vector_of(card, index % VECTORS_OF_DEVICE);

	if (!vec)
		return;
	vec->itr[index / VECTORS_OF_DEVICE] = val & 0xfff;
	try_to_fire(card, index % VECTORS_OF_DEVICE);
}

u32 e810_rate_read(struct e810 *card, u32 index)
{
	struct e810_vector *vec = vector_of(card, index);

	return vec ? vec->rate : 0;
}

void e810_rate_write(struct e810 *card, u32 index, u32 val)
{
	struct e810_vector *vec = vector_of(card, index);

	if (!vec)
		return;
	vec->rate = val;
	try_to_fire(card, index);
}

/* A read clears it. */
u32 e810_oicr_read(struct e810 *card, u32 index)
{
	u32 val = card->irq.oicr;

	card->irq.oicr = 0;
	return val;
}

/* A write sets causes: the driver asks itself for an interrupt. */
void e810_oicr_write(struct e810 *card, u32 index, u32 val)
{
	e810_irq_other(card, val);
}

u32 e810_oicr_ena_read(struct e810 *card, u32 index)
{
	return card->irq.oicr_ena;
}

void e810_oicr_ena_write(struct e810 *card, u32 index, u32 val)
{
	card->irq.oicr_ena = val;
	if (card->irq.oicr & val)
		e810_irq_cause(card, E810_CAUSE_OICR);
}
