// SPDX-License-Identifier: GPL-2.0
/* Objects by the number that a command gave them. */
#include <stdlib.h>
#include <string.h>

#include "cq.h"
#include "cx5.h"
#include "eq.h"
#include "flow_table.h"
#include "mkey.h"
#include "numbers.h"
#include "rq.h"
#include "sq.h"
#include "tir.h"

/* A PD or a TIS, for example, is no more than a number. */
static void free_nothing(struct cx5 *cx5, void *object)
{
}

static void free_plain(struct cx5 *cx5, void *object)
{
	free(object);
}

static void free_eq(struct cx5 *cx5, void *object)
{
	cx5_eq_free(object);
}

static void free_cq(struct cx5 *cx5, void *object)
{
	cx5_cq_free(object);
}

static void free_rq(struct cx5 *cx5, void *object)
{
	cx5_rq_free(object);
}

static void free_sq(struct cx5 *cx5, void *object)
{
	cx5_sq_free(object);
}

static void free_mkey(struct cx5 *cx5, void *object)
{
	cx5_mkey_free(cx5, object);
}

static void free_table(struct cx5 *cx5, void *object)
{
	cx5_flow_table_free(cx5, object);
}

/* Numbers start at first. It is not 0 where 0 means "none". */
static const struct {
	u32 first, max;
	void (*free)(struct cx5 *cx5, void *object);
} kinds[CX5_KINDS] = {
	[CX5_EQ] = { .first = 1, .max = CX5_EQS, .free = free_eq },
	[CX5_CQ] = { .first = 1, .max = CX5_CQS, .free = free_cq },
	[CX5_RQ] = { .first = 1, .max = CX5_WQS, .free = free_rq },
	[CX5_SQ] = { .first = 1, .max = CX5_WQS, .free = free_sq },
	[CX5_RQT] = { .first = 1, .max = CX5_TIRS, .free = free_plain },
	[CX5_TIR] = { .first = 1, .max = CX5_TIRS, .free = free_plain },
	[CX5_TIS] = { .first = 1, .max = CX5_TIRS, .free = free_nothing },
	/* Keys below 0x200 are reserved for the card. */
	[CX5_MKEY] = { .first = 2, .max = CX5_MKEYS, .free = free_mkey },
	[CX5_PD] = { .first = 1, .max = 1024, .free = free_nothing },
	[CX5_TD] = { .first = 1, .max = 256, .free = free_nothing },
	/* A page of BAR 0; the first 16 pages hold the registers. */
	[CX5_UAR] = { .first = 16, .max = 1024, .free = free_nothing },
	[CX5_QCOUNTER] = { .first = 1, .max = 256, .free = free_plain },
	[CX5_TABLE] = { .first = 1, .max = CX5_TABLES, .free = free_table },
	[CX5_GROUP] = { .first = 1, .max = 65536, .free = free_nothing },
	[CX5_FLOW_COUNTER] = { .first = 1, .max = CX5_COUNTERS,
			       .free = free_plain },
};

/**
 * cx5_num_init() - set up the tables, with no number in use
 * @cx5: the card
 */
void cx5_num_init(struct cx5 *cx5)
{
	for (int i = 0; i < CX5_KINDS; i++) {
		cx5->numbers[i].first = kinds[i].first;
		cx5->numbers[i].max = kinds[i].max;
	}
}

static int grow(struct cx5_numbers *numbers)
{
	u32 size = numbers->size ? 2 * numbers->size : 16;
	void **slot;

	size = min(size, numbers->max);
	if (size == numbers->size)
		return -1;
	slot = realloc(numbers->slot, size * sizeof(*slot));
	if (!slot)
		return -1;
	memset(slot + numbers->size, 0,
	       (size - numbers->size) * sizeof(*slot));
	numbers->slot = slot;
	numbers->size = size;
	return 0;
}

/**
 * cx5_num_new() - give an object a number
 * @cx5: the card
 * @kind: its kind
 * @object: the object, not NULL; the table owns it from now on
 * @num: gets the number, the lowest free one
 *
 * Return: 0; -1 when all numbers are in use, and the caller keeps @object.
 */
int cx5_num_new(struct cx5 *cx5, enum cx5_kind kind, void *object, u32 *num)
{
	struct cx5_numbers *numbers = &cx5->numbers[kind];
	u32 i = 0;

	while (i < numbers->size && numbers->slot[i])
		i++;
	if (i == numbers->size && grow(numbers))
		return -1;
	numbers->slot[i] = object;
	numbers->used++;
	*num = numbers->first + i;
	return 0;
}

/**
 * cx5_num_find() - look up an object
 * @cx5: the card
 * @kind: its kind
 * @num: any number
 *
 * Return: the object, NULL when the number is free.
 */
void *cx5_num_find(struct cx5 *cx5, enum cx5_kind kind, u32 num)
{
	struct cx5_numbers *numbers = &cx5->numbers[kind];

	if (num < numbers->first || num - numbers->first >= numbers->size)
		return NULL;
	return numbers->slot[num - numbers->first];
}

/**
 * cx5_num_take() - free a number
 * @cx5: the card
 * @kind: its kind
 * @num: any number
 *
 * Return: the object, which the caller has to free; NULL when the number is
 * free.
 */
void *cx5_num_take(struct cx5 *cx5, enum cx5_kind kind, u32 num)
{
	struct cx5_numbers *numbers = &cx5->numbers[kind];
	void *object = cx5_num_find(cx5, kind, num);

	if (object) {
		numbers->slot[num - numbers->first] = NULL;
		numbers->used--;
	}
	return object;
}

/**
 * cx5_num_free_all() - destroy all objects
 * @cx5: the card
 */
void cx5_num_free_all(struct cx5 *cx5)
{
	for (int kind = 0; kind < CX5_KINDS; kind++) {
		struct cx5_numbers *numbers = &cx5->numbers[kind];

		for (u32 i = 0; i < numbers->size; i++)
			if (numbers->slot[i])
				kinds[kind].free(cx5, numbers->slot[i]);
		free(numbers->slot);
		numbers->slot = NULL;
		numbers->size = 0;
		numbers->used = 0;
	}
}

/**
 * cx5_num_used() - count the objects
 * @cx5: the card
 *
 * Return: the numbers in use, of all kinds.
 */
u32 cx5_num_used(const struct cx5 *cx5)
{
	u32 used = 0;

	for (int kind = 0; kind < CX5_KINDS; kind++)
		used += cx5->numbers[kind].used;
	return used;
}
