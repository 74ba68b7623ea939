/* SPDX-License-Identifier: GPL-2.0 */
/* Objects by the number that a command gave them. */
#ifndef CX5_NUMBERS_H
#define CX5_NUMBERS_H

#include <linux/types.h>

struct cx5;

enum cx5_kind {
	CX5_EQ, CX5_CQ, CX5_RQ, CX5_SQ, CX5_RQT, CX5_TIR, CX5_TIS, CX5_MKEY,
	CX5_PD, CX5_TD, CX5_UAR, CX5_QCOUNTER, CX5_TABLE, CX5_GROUP,
	CX5_FLOW_COUNTER, CX5_KINDS,
};

/**
 * struct cx5_numbers - the objects of one kind
 * @slot: the objects, @size of them, NULL where a number is free
 * @size: length of @slot
 * @max: the most numbers that may be in use
 * @first: number of the first slot
 * @used: numbers in use
 */
struct cx5_numbers {
	void **slot;
	u32 size, max, first, used;
};

int cx5_num_new(struct cx5 *cx5, enum cx5_kind kind, void *object, u32 *num);
void *cx5_num_find(struct cx5 *cx5, enum cx5_kind kind, u32 num);
void *cx5_num_take(struct cx5 *cx5, enum cx5_kind kind, u32 num);
u32 cx5_num_used(const struct cx5 *cx5);
void cx5_num_init(struct cx5 *cx5);
void cx5_num_free_all(struct cx5 *cx5);

#endif /* CX5_NUMBERS_H */
