/* SPDX-License-Identifier: GPL-2.0 */
/* Lists of the operations that a program carries out on a packet. */
#ifndef TESTS_LAYER_PATH_OPERATIONS_H
#define TESTS_LAYER_PATH_OPERATIONS_H

#include <stdbool.h>
#include <string.h>
#include <linux/types.h>

#include "shared.h"

#define WHICH_HASH	1
#define WHICH_VLAN	2
#define WHICH_TS	4
#define WHICH_ALL	7

#define STORE_HASH(v, t)	((struct rxm_op){ OP_STORE_HASH, v, t })
#define STORE_VLAN(v, p)	((struct rxm_op){ OP_STORE_VLAN, v, p })
#define STORE_TS(v)		((struct rxm_op){ OP_STORE_TS, 0, v })
#define LOAD_HASH		((struct rxm_op){ OP_LOAD_HASH, 0, 0 })
#define LOAD_VLAN		((struct rxm_op){ OP_LOAD_VLAN, 0, 0 })
#define LOAD_TS			((struct rxm_op){ OP_LOAD_TS, 0, 0 })
#define CLEAR(which)		((struct rxm_op){ OP_CLEAR, which, 0 })
#define HEAD(by)		((struct rxm_op){ OP_HEAD, by, 0 })
#define META(by)		((struct rxm_op){ OP_META, by, 0 })
#define TAIL(by)		((struct rxm_op){ OP_TAIL, by, 0 })
#define HEADER			((struct rxm_op){ OP_HEADER, 0, 0 })
#define SET_META(v)		((struct rxm_op){ OP_SET_META, v, 0 })
#define GET_META		((struct rxm_op){ OP_GET_META, 0, 0 })
#define SPAN			((struct rxm_op){ OP_SPAN, 0, 0 })
#define TYPE			((struct rxm_op){ OP_TYPE, 0, 0 })
#define RX_HASH			((struct rxm_op){ OP_RX_HASH, 0, 0 })
#define RX_VLAN			((struct rxm_op){ OP_RX_VLAN, 0, 0 })
#define RX_TS			((struct rxm_op){ OP_RX_TS, 0, 0 })
#define KEEP_HASH		((struct rxm_op){ OP_KEEP_HASH, 0, 0 })
#define GET_ROOM		((struct rxm_op){ OP_ROOM, 0, 0 })
#define WAIT(turns)		((struct rxm_op){ OP_WAIT, turns, 0 })
#define DROP			((struct rxm_op){ OP_DROP, 0, 0 })

struct rxm_op *path_op(unsigned int prog, unsigned int list);
void path_lists(unsigned int n);

/**
 * path_do() - set a list of operations
 * @prog: position of the program
 * @list: number of the list
 */
#define path_do(prog, list, ...)					\
	do {								\
		const struct rxm_op list_[] = { __VA_ARGS__ };		\
		_Static_assert(sizeof(list_) <= RXM_OPS * sizeof(list_[0]), \
			       "list too long");			\
		memcpy(path_op(prog, list), list_, sizeof(list_));	\
	} while (0)

/* What is stored at some point of the path, or what an skb carries */
struct path_want {
	bool has_hash, has_tag, has_ts;
	__u32 hash;
	__u32 type;
	__u16 tci;
	__u16 proto;
	__u64 ts;
};

void path_apply(struct path_want *want, const struct rxm_op *op);
void path_stored(struct path_want *want, unsigned int progs, __u32 seq);
unsigned int path_drops(__u32 seq);
int path_check_results(void);

/* Values (WHICH_*) for which the driver of a bound program has no reader */
extern unsigned int path_no_reader;

/* An operation and what it has to return */
struct path_try {
	struct rxm_op op;
	int ret;
	__u32 a;
	__u64 b;
};

#define OK(...)			{ __VA_ARGS__, 0, 0, 0 }
#define FAILS(err, ...)		{ __VA_ARGS__, -(err), 0, 0 }
#define GIVES(va, vb, ...)	{ __VA_ARGS__, 0, va, vb }

void path_try(unsigned int prog, unsigned int list,
	      const struct path_try *tries, unsigned int n);
int path_check_tries(unsigned int prog, unsigned int list,
		     const struct path_try *tries, unsigned int n,
		     struct path_want *want);

#endif /* TESTS_LAYER_PATH_OPERATIONS_H */
