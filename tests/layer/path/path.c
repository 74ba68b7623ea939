// SPDX-License-Identifier: GPL-2.0
/* Attaching the programs of a path, and pointing each at its redirect target. */
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <linux/if_link.h>
#include <bpf/bpf.h>
#include <bpf/libbpf.h>

#include "attached.h"
#include "bound.h"
#include "path.h"
#include "tests/lib/net.h"

#define DEVMAP_KEY	5
#define DEVHASH_KEY	77777

unsigned int path_behind[RXM_OBSERVERS];
static bool first_is_tail_called;

/* The interface at the other end: rx0 and tx0, eth0 and eth1 are peers. */
const char *path_peer(const char *dev)
{
	static char name[8];
	size_t last = strlen(dev) - 1;

	snprintf(name, sizeof(name), "%s", dev);
	if (dev[1] == 'x')
		name[0] ^= 'r' ^ 't';
	else
		name[last] ^= 1;
	return name;
}

static bool is_tail_called(const struct path_prog *prog)
{
	return prog->at == AT_TAIL_CALL || prog->at == AT_TAIL_CALL_NATIVE ||
	       prog->at == AT_TAIL_CALL_GENERIC;
}

static int prog_fd(const struct path_prog *prog, unsigned int n)
{
	struct bpf_program *const progs[] = {
		path_bpf->progs.prog0, path_bpf->progs.prog1,
		path_bpf->progs.prog2,
	};

	switch (prog->at) {
	case AT_NONE:
		return 0;
	case AT_BOUND:
	case AT_BOUND_LINEAR:
		return bound_fd(prog->dev, n, prog->at == AT_BOUND_LINEAR);
	case AT_LINEAR:
		return bpf_program__fd(path_bpf->progs.prog0_linear);
	case AT_CPUMAP:
		return bpf_program__fd(path_bpf->progs.prog1_cpumap);
	case AT_DEVMAP:
		return bpf_program__fd(path_bpf->progs.prog1_devmap);
	default:
		return bpf_program__fd(progs[n]);
	}
}

static int target_dev(struct bpf_map *map, __u32 key, const char *dev,
		      int fd)
{
	struct bpf_devmap_val val = {
		.ifindex = net_index(dev), .bpf_prog.fd = fd,
	};

	return bpf_map__update_elem(map, &key, sizeof(key), &val, sizeof(val),
				    0);
}

static int target_cpu(__u32 cpu, int fd)
{
	struct bpf_cpumap_val val = { .qsize = 512, .bpf_prog.fd = fd };

	return bpf_map__update_elem(path_bpf->maps.cpumap, &cpu, sizeof(cpu),
				    &val, sizeof(val), 0);
}

/**
 * path_broadcast_to() - add a target to those of a broadcast
 * @key: key in the map
 * @dev: device, which may be a target already
 *
 * Return: 0 or -errno.
 */
int path_broadcast_to(__u32 key, const char *dev)
{
	return target_dev(path_bpf->maps.broadcast, key, dev, 0);
}

/* A broadcast goes to the peer of every device that has an observer. */
static int target_all(const struct path *path, int fd)
{
	const char *dev;
	__u32 i;
	int err = 0;

	for (i = 0; i < RXM_OBSERVERS && !err; i++) {
		bpf_map__delete_elem(path_bpf->maps.broadcast, &i, sizeof(i), 0);
		if (!path->observers[i])
			continue;
		dev = path_peer(path->observers[i]);
		err = target_dev(path_bpf->maps.broadcast, i, dev, fd);
	}
	return err;
}

static int target_set(const struct path *path, unsigned int n)
{
	const struct path_prog *next = n + 1 < RXM_PROGS ?
				       &path->prog[n + 1] : NULL;
	struct rxm_prog *prog = &path_test()->prog[n];
	const char *to = path->prog[n].to;
	int fd = 0;

	if (next && (next->at == AT_CPUMAP || next->at == AT_DEVMAP))
		fd = prog_fd(next, n + 1);

	prog->act = path->prog[n].act;
	switch (prog->act) {
	case ACT_REDIRECT:
		prog->to = net_index(to);
		return 0;
	case ACT_DEVMAP:
		prog->to = DEVMAP_KEY;
		return target_dev(path_bpf->maps.devmap, prog->to, to, fd);
	case ACT_DEVHASH:
		prog->to = DEVHASH_KEY;
		return target_dev(path_bpf->maps.devhash, prog->to, to, fd);
	case ACT_CPUMAP:
		prog->to = PATH_CPU;
		return target_cpu(prog->to, fd);
	case ACT_BROADCAST:
		return target_all(path, fd);
	default:
		return 0;
	}
}

/* A device gets the program itself, or one that calls it by a tail call. */
static int attach(const struct path_prog *prog, unsigned int n)
{
	bool generic = prog->at == AT_GENERIC ||
		       prog->at == AT_TAIL_CALL_GENERIC;
	LIBBPF_OPTS(bpf_link_create_opts, opts,
		    .flags = generic ? XDP_FLAGS_SKB_MODE : XDP_FLAGS_DRV_MODE);
	int fd = prog_fd(prog, n), err;
	__u32 slot = 0;

	if (is_tail_called(prog)) {
		err = bpf_map__update_elem(path_bpf->maps.tail_calls, &slot,
					   sizeof(slot), &fd, sizeof(fd), 0);
		if (err)
			return err;
		fd = bpf_program__fd(path_bpf->progs.tail_call_only);
	}
	if (attached_has(prog->dev))
		return attached_exchange(prog->dev,
					 prog->at == AT_NONE ? -1 : fd);
	if (prog->at == AT_NONE || !prog->dev)
		return 0;
	fd = bpf_link_create(fd, net_index(prog->dev), BPF_XDP, &opts);
	return fd < 0 ? fd : 0;
}

/**
 * path_restart() - forget all packets and all lists of operations
 * @path: the path, after path_begin()
 */
void path_restart(const struct path *path)
{
	const size_t kept = offsetof(struct rxm_prog, lists);
	struct rxm_test *test = path_test();
	struct programs__bss *bss = path_bpf->bss;
	int i;

	for (i = 0; i < RXM_PROGS; i++)
		memset(&test->prog[i].lists, 0, sizeof(test->prog[i]) - kept);
	test->run++;
	test->number = path->from == FROM_LIVE;
	test->next_seq = 0;
	test->any = 0;
	memset(test->target, 0, sizeof(test->target));
	memset(path_behind, 0, sizeof(path_behind));
	path_packet(&test->packet, 0);
	memset(bss->seen, 0, sizeof(bss->seen));
	bss->observed_total = 0;
	bss->observed_elsewhere = 0;
	bss->observer_passes = 0;
	bss->observer_any = 0;
}

/**
 * path_begin() - attach the programs of a path and forget the last case
 * @path: the path
 *
 * Return: 0 or -errno.
 */
int path_begin(const struct path *path)
{
	int i, err;

	path_restart(path);
	err = attached_reset(path);
	first_is_tail_called = is_tail_called(&path->prog[0]);
	for (i = 0; i < RXM_OBSERVERS; i++)
		path_bpf->bss->observer_on[i] = net_index(path->observers[i]);

	for (i = RXM_PROGS - 1; i >= 0 && !err; i--)
		err = target_set(path, i) ?: attach(&path->prog[i], i);
	if (err)
		net_say("program %d: %s", i + 1, strerror(-err));
	return err;
}

/* The program that a test run of BPF_PROG_TEST_RUN has to run */
const struct bpf_program *path_first_prog(void)
{
	return first_is_tail_called ? path_bpf->progs.tail_call_only :
				      path_bpf->progs.prog0;
}

/* Operation 0 of a list */
struct rxm_op *path_op(unsigned int prog, unsigned int list)
{
	return path_test()->prog[prog].op[list];
}

/* Set how many lists there are, the same number for all programs. */
void path_lists(unsigned int n)
{
	int i;

	for (i = 0; i < RXM_PROGS; i++)
		path_test()->prog[i].lists = n;
}
