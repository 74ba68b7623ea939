// SPDX-License-Identifier: GPL-2.0
/* Checks of what each operation of a program returned. */
#include <errno.h>
#include <string.h>

#include "tests/lib/net.h"
#include "path.h"

unsigned int path_no_reader;

/* What a load returns when nothing is stored */
static int check_nothing(__u32 code)
{
	unsigned int which = code == OP_RX_HASH ? WHICH_HASH :
			     code == OP_RX_VLAN ? WHICH_VLAN :
			     code == OP_RX_TS ? WHICH_TS : 0;

	return path_no_reader & which ? -EOPNOTSUPP : -ENODATA;
}

static void check_load(struct rxm_res *res, const struct path_want *want,
		       __u32 code)
{
	int nothing = check_nothing(code);

	memset(res, 0, sizeof(*res));
	if (code == OP_LOAD_HASH || code == OP_RX_HASH) {
		res->ret = want->has_hash ? 0 : nothing;
		res->a = want->has_hash ? want->hash : 0;
		res->b = want->has_hash ? want->type : 0;
	} else if (code == OP_LOAD_VLAN || code == OP_RX_VLAN) {
		res->ret = want->has_tag ? 0 : nothing;
		res->a = want->has_tag ? want->tci : 0;
		res->b = want->has_tag ? want->proto : 0;
	} else if (code == OP_LOAD_TS || code == OP_RX_TS) {
		res->ret = want->has_ts ? 0 : nothing;
		res->b = want->has_ts ? want->ts : 0;
	}
}

static void check_say(unsigned int list, unsigned int i,
		      const struct rxm_op *op, const struct rxm_res *res,
		      const struct rxm_res *right)
{
	net_say("list %u operation %u (code %u): %d %#x %#llx, "
		"not %d %#x %#llx", list, i, op->code, res->ret, res->a, res->b,
		right->ret, right->a, right->b);
}

/* An operation must return the same each time. */
static int check_same(const struct rxm_prog *prog, unsigned int list,
		      unsigned int i)
{
	if (!prog->differs[list][i])
		return 0;
	net_say("list %u operation %u (code %u) returned something else %u times",
		list, i, prog->op[list][i].code, prog->differs[list][i]);
	return 1;
}

static int check_op(const struct rxm_prog *prog, unsigned int list,
		    unsigned int i, struct path_want *want)
{
	const struct rxm_res *res = &prog->res[list][i];
	const struct rxm_op *op = &prog->op[list][i];
	struct rxm_res right;

	path_apply(want, op);
	/* The sender decides how much of a packet is linear. */
	if (op->code == OP_SPAN)
		return 0;
	if (op->code == OP_GET_META)
		return check_same(prog, list, i);
	check_load(&right, want, op->code);
	if (!memcmp(res, &right, sizeof(right)))
		return check_same(prog, list, i);
	check_say(list, i, op, res, &right);
	return 1;
}

/**
 * path_check_results() - check every operation of runs that refuse none
 *
 * A load has to return what was stored before it.
 *
 * Return: the number of wrong results.
 */
int path_check_results(void)
{
	unsigned int list, h, i;
	struct path_want want;
	int bad = 0;

	for (list = 0; list < path_test()->prog[0].lists; list++) {
		memset(&want, 0, sizeof(want));
		for (h = 0; h < RXM_PROGS; h++) {
			const struct rxm_prog *prog = &path_test()->prog[h];

			for (i = 0; i < RXM_OPS && prog->op[list][i].code; i++)
				bad += check_op(prog, list, i, &want);
		}
	}
	return bad;
}

/**
 * path_try() - set a list of operations, some of which are to be refused
 * @prog: position of the program
 * @list: number of the list
 * @tries: the operations
 * @n: how many
 */
void path_try(unsigned int prog, unsigned int list,
	      const struct path_try *tries, unsigned int n)
{
	unsigned int i;

	for (i = 0; i < n && i < RXM_OPS; i++)
		path_op(prog, list)[i] = tries[i].op;
}

/**
 * path_check_tries() - check what the operations of path_try() returned
 * @prog: position of the program
 * @list: number of the list
 * @tries: the operations
 * @n: how many
 * @want: updated by the operations that are not refused
 *
 * Return: the number of wrong results.
 */
int path_check_tries(unsigned int prog, unsigned int list,
		     const struct path_try *tries, unsigned int n,
		     struct path_want *want)
{
	const struct rxm_prog *at = &path_test()->prog[prog];
	const struct rxm_res *res = at->res[list];
	unsigned int i;
	int bad = 0;

	for (i = 0; i < n; i++) {
		const struct rxm_res right = {
			tries[i].ret, tries[i].a, tries[i].b,
		};

		if (!right.ret)
			path_apply(want, &tries[i].op);
		if (!memcmp(&res[i], &right, sizeof(right))) {
			bad += check_same(at, list, i);
			continue;
		}
		check_say(list, i, &tries[i].op, &res[i], &right);
		bad++;
	}
	return bad;
}
