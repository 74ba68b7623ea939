/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Paths: what a packet runs through, from the input past a chain of programs
 * to the observers.
 *
 *	        tx0 ---- rx0    tx1 ---- rx1    tx2 ---- rx2    tx3 ---- rx3
 *
 * Four veth pairs lie in one network namespace. A packet enters as a live frame
 * of BPF_PROG_TEST_RUN that claims to come from rx0, or as an skb. A packet
 * socket sends skbs to the device of the first program through the peer of that
 * device: to rx0 from tx0, and, where the guest has NICs, to eth1 from eth0.
 * Every device has an observer at its ingress.
 */
#ifndef TESTS_LAYER_PATH_PATH_H
#define TESTS_LAYER_PATH_PATH_H

#include <stdbool.h>
#include <stddef.h>
#include <linux/types.h>
#include <linux/bpf.h>

#include "bound.h"
#include "operations.h"
#include "shared.h"
#include "tests/layer/path/programs.skel.h"

#define PATH_LEN	128	/* default length of a packet */
#define PATH_BATCH	16	/* default batch: pages get reused */
#define PATH_CPU	1	/* target of the CPU map */

enum path_input {
	FROM_LIVE,		/* live frames */
	FROM_SKB,
	FROM_SKB_SINGLY,	/* each once the one before has arrived */
	FROM_BUFFER,		/* test runs over a buffer that goes nowhere */
};

/* Where a program runs */
enum path_at {
	AT_NONE,
	AT_LIVE,		/* first program: run by BPF_PROG_TEST_RUN */
	AT_TAIL_CALL,		/* as AT_LIVE, through a tail call */
	AT_TAIL_CALL_NATIVE,	/* as AT_NATIVE, through a tail call */
	AT_TAIL_CALL_GENERIC,
	AT_NATIVE,		/* the driver's own XDP on "dev" */
	AT_GENERIC,		/* generic XDP on "dev" */
	AT_BOUND,		/* native and device-bound, with readers */
	AT_LINEAR,		/* first program: native, takes no fragments */
	AT_BOUND_LINEAR,	/* ... and device-bound */
	AT_CPUMAP,		/* second program: in the first's map */
	AT_DEVMAP,
};

struct path_prog {
	enum path_at at;
	const char *dev;
	enum rxm_act act;
	const char *to;
};

/**
 * struct path - a packet's path
 * @from: what enters
 * @prog: the chain of programs that it passes
 * @stores: position of the program that stores; those before it do nothing
 * @observers: devices where an skb arrives
 */
struct path {
	enum path_input from;
	struct path_prog prog[RXM_PROGS];
	unsigned int stores;
	const char *observers[RXM_OBSERVERS];
};

/*
 * A program of a path: where it runs, and what it does with packets. So
 *
 *	.prog = { LIVE(TO_DEV("tx0")), NATIVE("rx0", DO_PASS) },
 *
 * is a live frame that is redirected to tx0, so that the program on rx0 gets
 * it.
 */
#define PROG(where, on, ...)		{ .at = where, .dev = on, __VA_ARGS__ }
#define LIVE(...)			PROG(AT_LIVE, NULL, __VA_ARGS__)
#define LIVE_TAIL_CALL(...)		PROG(AT_TAIL_CALL, NULL, __VA_ARGS__)
#define NATIVE(dev, ...)		PROG(AT_NATIVE, dev, __VA_ARGS__)
#define NATIVE_TAIL_CALL(dev, ...)	PROG(AT_TAIL_CALL_NATIVE, dev, __VA_ARGS__)
#define GENERIC(dev, ...)		PROG(AT_GENERIC, dev, __VA_ARGS__)
#define GENERIC_TAIL_CALL(dev, ...)	PROG(AT_TAIL_CALL_GENERIC, dev, __VA_ARGS__)
#define BOUND(dev, ...)			PROG(AT_BOUND, dev, __VA_ARGS__)
#define LINEAR(dev, ...)		PROG(AT_LINEAR, dev, __VA_ARGS__)
#define BOUND_LINEAR(dev, ...)		PROG(AT_BOUND_LINEAR, dev, __VA_ARGS__)
#define IN_CPUMAP(...)			PROG(AT_CPUMAP, NULL, __VA_ARGS__)
#define IN_DEVMAP(...)			PROG(AT_DEVMAP, NULL, __VA_ARGS__)
/* No program at all on a device that packets are sent to */
#define UNATTACHED(dev)			PROG(AT_NONE, dev, DO_PASS)

#define DO_PASS		.act = ACT_PASS
#define DO_DROP		.act = ACT_DROP
#define DO_TX		.act = ACT_TX
#define TO_DEV(dev)	.act = ACT_REDIRECT, .to = dev
#define TO_DEVMAP(dev)	.act = ACT_DEVMAP, .to = dev
#define TO_DEVHASH(dev)	.act = ACT_DEVHASH, .to = dev
#define TO_CPUMAP	.act = ACT_CPUMAP
#define TO_BROADCAST	.act = ACT_BROADCAST	/* peers of all observers */
#define TO_XSK		.act = ACT_XSK

/**
 * struct path_run - the packets that go along a path
 * @packets: how many
 * @len: bytes of each, 0: PATH_LEN
 * @batch: live frames at a time, 0: PATH_BATCH
 * @expect: arrivals to wait for at each observer, 0: all that no program drops
 */
struct path_run {
	unsigned int packets;
	unsigned int len;
	unsigned int batch;
	unsigned int expect;
};

extern struct programs *path_bpf;

/* Addresses of test packets */
extern __u8 path_dst[6], path_src[6];

/* The device whose peer is at the remote, or NULL, and how packets are sent to it */
extern const char *path_remote_dev;
extern int (*path_send)(const void *frame, size_t len);

/* Number of programs in front of each observer, 0: all; set after path_begin() */
extern unsigned int path_behind[RXM_OBSERVERS];

/* The map that tests and programs share, mapped into this process */
static inline struct rxm_test *path_test(void)
{
	return &path_bpf->data_test->test;
}

int path_open(void);
int path_open_mtu(unsigned int mtu);
int path_open_here(const char *const *devs, unsigned int n);
int path_observe(const char *dev);

const char *path_peer(const char *dev);
int path_begin(const struct path *path);
void path_restart(const struct path *path);
int path_broadcast_to(__u32 key, const char *dev);
const struct bpf_program *path_first_prog(void);

void path_packet(struct rxm_packet *pkt, __u32 seq);
void path_frame(void *frame, unsigned int len, __u32 seq);
int path_go(const struct path *path, const struct path_run *run);
int path_live_prog(const struct bpf_program *prog, const void *pkt,
		   const struct path_run *run, const char *dev);
int path_test_run(const void *pkt, unsigned int len);

int path_check(const struct path *path, unsigned int packets);
int path_check_skb(const struct rxm_seen *seen, const struct path_want *want);
int path_check_bytes(int fd, unsigned int len);

#endif /* TESTS_LAYER_PATH_PATH_H */
