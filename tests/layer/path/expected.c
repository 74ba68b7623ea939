// SPDX-License-Identifier: GPL-2.0
/* What has to be stored on a packet, worked out from the lists of operations. */
#include <string.h>

#include "path.h"

/**
 * path_apply() - apply an operation that is not refused
 * @want: what is stored before it, and then after it
 * @op: the operation
 */
void path_apply(struct path_want *want, const struct rxm_op *op)
{
	switch (op->code) {
	case OP_STORE_HASH:
		want->has_hash = true;
		want->hash = op->a;
		want->type = op->b;
		break;
	case OP_STORE_VLAN:
		want->has_tag = true;
		want->tci = op->a;
		want->proto = op->b;
		break;
	case OP_STORE_TS:
		want->has_ts = true;
		want->ts = op->b;
		break;
	case OP_CLEAR:
		want->has_hash &= !(op->a & WHICH_HASH);
		want->has_tag &= !(op->a & WHICH_VLAN);
		want->has_ts &= !(op->a & WHICH_TS);
		break;
	}
}

/**
 * path_stored() - work out what is stored on a packet
 * @want: filled in
 * @progs: after this many programs
 * @seq: number of the packet
 */
void path_stored(struct path_want *want, unsigned int progs, __u32 seq)
{
	unsigned int h, i;

	memset(want, 0, sizeof(*want));
	for (h = 0; h < progs; h++) {
		const struct rxm_prog *prog = &path_test()->prog[h];

		for (i = 0; prog->lists && i < RXM_OPS; i++)
			path_apply(want, &prog->op[seq % prog->lists][i]);
	}
}

/* How many programs see a packet, when the last of them drops it; otherwise 0 */
unsigned int path_drops(__u32 seq)
{
	unsigned int h, i;

	for (h = 0; h < RXM_PROGS; h++) {
		const struct rxm_prog *prog = &path_test()->prog[h];

		for (i = 0; prog->lists && i < RXM_OPS; i++)
			if (prog->op[seq % prog->lists][i].code == OP_DROP)
				return h + 1;
	}
	return 0;
}
