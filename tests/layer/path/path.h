/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Ways a packet takes: from where it comes, past which programs, to which skb.
 *
 *	        tx0 ---- rx0    tx1 ---- rx1    tx2 ---- rx2    tx3 ---- rx3
 *
 * Four veth pairs in one network namespace. A packet enters as a live frame of
 * BPF_PROG_TEST_RUN said to come from rx0, or as an skb that a packet socket
 * sends to the device of hop 0 through the one opposite: to rx0 from tx0, and
 * where a lab has NICs, to eth1 from eth0. Every device has an observer at its
 * ingress.
 */
#ifndef TESTS_LAYER_PATH_PATH_H
#define TESTS_LAYER_PATH_PATH_H

#include <stdbool.h>
#include <stddef.h>
#include <linux/types.h>
#include <linux/bpf.h>

#include "shared.h"
#include "tests/layer/path/programs.skel.h"

#define PATH_LEN		128	/* bytes of a packet, unless said otherwise */
#define PATH_BATCH	16	/* live frames at a time: pages get reused */
#define PATH_CPU		1	/* the CPU map's */

enum path_input {
	FROM_LIVE,		/* frames */
	FROM_SKB,
	FROM_SKB_SINGLY,	/* each once the one before has arrived */
	FROM_BUFFER,		/* test runs over a buffer that goes nowhere */
};

enum path_at {
	AT_NONE,
	AT_LIVE,		/* hop 0: run by BPF_PROG_TEST_RUN itself */
	AT_TAIL_CALL,		/* the same through a tail call */
	AT_TAIL_CALL_NATIVE,		/* AT_NATIVE, through a tail call */
	AT_TAIL_CALL_GENERIC,
	AT_NATIVE,		/* veth's own XDP on "dev" */
	AT_GENERIC,		/* generic XDP on "dev" */
	AT_BOUND,		/* native, device-bound: has driver's readers */
	AT_LINEAR,		/* hop 0: native, knows nothing of fragments */
	AT_BOUND_LINEAR,	/* ... and device-bound */
	AT_CPUMAP,		/* hop 1: program of the map hop 0 uses */
	AT_DEVMAP,
};

struct path_prog {
	enum path_at at;
	const char *dev;
	enum rxm_act act;
	const char *to;
};

/**
 * struct way - a packet's way
 * @from: what enters
 * @hop: the programs it passes
 * @stores: the hop that stores; those before it do nothing
 * @observers: devices where an skb arrives
 */
struct path {
	enum path_input from;
	struct path_prog prog[RXM_PROGS];
	unsigned int stores;
	const char *observers[RXM_OBSERVERS];
};

/**
 * struct way_run - what goes along a way
 * @packets: how many
 * @len: bytes of each, 0: WAY_LEN
 * @batch: live frames at a time, 0: WAY_BATCH
 * @expect: arrivals to wait for at each observer, 0: all that no hop drops
 */
struct path_run {
	unsigned int packets;
	unsigned int len;
	unsigned int batch;
	unsigned int expect;
};

/* An skb, or what is stored at some point of the way. */
struct path_want {
	bool has_hash, has_tag, has_ts;
	__u32 hash;
	__u32 type;
	__u16 tci;
	__u16 proto;
	__u64 ts;
};

extern struct programs *path_bpf;

/* How many hops an observer is behind, 0: all; from way_begin() on */
extern unsigned int path_behind[RXM_OBSERVERS];

/* Values (WHICH_*) that the driver of a bound program has no reader for */
extern unsigned int path_no_reader;

/* Lists of operations and their results, mapped. */
static inline struct rxm_test *path_test(void)
{
	return &path_bpf->data_test->test;
}

int path_open(void);
int path_open_mtu(unsigned int mtu);
int path_observe(const char *dev);
int path_open_reader(const char *dev);
int path_open_linear_reader(const char *dev);

const char *path_peer(const char *dev);
int path_begin(const struct path *path);
void path_restart(const struct path *path);
int path_broadcast_to(__u32 key, const char *dev);
struct rxm_op *path_op(unsigned int prog, unsigned int list);
void path_lists(unsigned int n);
int path_go(const struct path *path, const struct path_run *run);
void path_packet(struct rxm_packet *pkt, __u32 seq);
void path_frame(void *frame, unsigned int len, __u32 seq);
int path_live_prog(const struct bpf_program *prog, const void *pkt,
		  const struct path_run *run, const char *dev);

void path_apply(struct path_want *want, const struct rxm_op *op);
void path_stored(struct path_want *want, unsigned int progs, __u32 seq);
unsigned int path_drops(__u32 seq);
int path_check(const struct path *path, unsigned int packets);
int path_check_skb(const struct rxm_seen *seen, const struct path_want *want);
int path_check_results(void);
int path_check_bytes(int fd, unsigned int len);

/* An operation and what it has to return. */
struct path_try {
	struct rxm_op op;
	int ret;
	__u32 a;
	__u64 b;
};

void path_try(unsigned int prog, unsigned int list, const struct path_try *tries,
	     unsigned int n);
int path_check_tries(unsigned int prog, unsigned int list, const struct path_try *tries,
	      unsigned int n, struct path_want *want);
int path_test_run(const void *pkt, unsigned int len);

#define OK(...)			{ __VA_ARGS__, 0, 0, 0 }
#define FAILS(err, ...)		{ __VA_ARGS__, -(err), 0, 0 }
#define GIVES(va, vb, ...)	{ __VA_ARGS__, 0, va, vb }

/* One operation of a list. */
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

/**
 * way_do() - set a list of operations
 * @hop: whose
 * @step: which of its lists
 */
#define path_do(prog, list, ...)						\
	do {								\
		const struct rxm_op list_[] = { __VA_ARGS__ };		\
		_Static_assert(sizeof(list_) <= RXM_OPS * sizeof(list_[0]), \
			       "list too long");			\
		memcpy(path_op(prog, list), list_, sizeof(list_));	\
	} while (0)

#define WHICH_HASH	1
#define WHICH_VLAN	2
#define WHICH_TS	4
#define WHICH_ALL	7

#endif /* TESTS_LAYER_PATH_PATH_H */
