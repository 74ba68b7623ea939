// SPDX-License-Identifier: GPL-2.0
/* Setting up a way, and sending packets along it. */
#include <arpa/inet.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>
#include <linux/if_link.h>
#include <bpf/bpf.h>
#include <bpf/libbpf.h>

#include "attached.h"
#include "tests/lib/net.h"
#include "path.h"
#include "tests/layer/path/bound.skel.h"

#define PATH_READERS	4

struct programs *path_bpf;
unsigned int path_behind[RXM_OBSERVERS];
static struct {
	const char *dev;
	struct bound *bpf;
	bool linear;
} path_readers[PATH_READERS];
static bool path_tail_called;	/* hop 0 is jumped to */

static const char *const path_devs[] = {
	"rx0", "rx1", "rx2", "rx3", "tx0", "tx1", "tx2", "tx3",
};

static int path_links(unsigned int mtu)
{
	char batch[1024], *p = batch;
	int i;

	for (i = 0; i < 4; i++)
		p += sprintf(p, "link add tx%d mtu %u type veth "
			     "peer name rx%d mtu %u\n"
			     "link set dev tx%d up\nlink set dev rx%d up\n",
			     i, mtu, i, mtu, i, i);
	return net_ip(batch);
}

/* An observer at the device's ingress, as long as this process lives. */
int path_observe(const char *dev)
{
	int fd = bpf_program__fd(path_bpf->progs.observe);

	fd = bpf_link_create(fd, net_index(dev), BPF_TCX_INGRESS, NULL);
	return fd < 0 ? fd : 0;
}

/* Every device receives by NAPI, and tells what its skbs carry. */
static int path_observe_all(void)
{
	unsigned int i;
	int err = 0;

	for (i = 0; i < sizeof(path_devs) / sizeof(path_devs[0]) && !err; i++)
		err = net_set_gro(path_devs[i], true) ?: path_observe(path_devs[i]);
	return err;
}

/**
 * way_open_mtu() - network namespace, devices, programs, observers
 * @mtu: of all devices
 *
 * Once for all cases of a test program.
 *
 * Return: 0 or -errno.
 */
int path_open_mtu(unsigned int mtu)
{
	int err = net_new() ?: path_links(mtu);

	if (err) {
		net_say("network namespace: %s", strerror(-err));
		return err;
	}
	path_bpf = programs__open_and_load();
	if (!path_bpf) {
		net_say("test programs do not load: %s", strerror(errno));
		return -errno;
	}
	err = path_observe_all();
	if (err)
		net_say("observers: %s", strerror(-err));
	return err;
}

int path_open(void)
{
	return path_open_mtu(1500);
}

static int path_bind(struct bound *reader, const char *dev, bool linear)
{
	const __u32 flags = BPF_F_XDP_DEV_BOUND_ONLY |
			    (linear ? 0 : BPF_F_XDP_HAS_FRAGS);
	struct bpf_program *prog;
	int err;

	err = bpf_map__reuse_fd(reader->maps.data_test,
				bpf_map__fd(path_bpf->maps.data_test));
	/* That map knows of fragments already, and takes nobody who does not */
	if (!linear)
		err = err ?: bpf_map__reuse_fd(reader->maps.cpumap,
					bpf_map__fd(path_bpf->maps.cpumap));
	bpf_object__for_each_program(prog, reader->obj) {
		bpf_program__set_ifindex(prog, net_index(dev));
		err = err ?: bpf_program__set_flags(prog, flags);
	}
	return err ?: bound__load(reader);
}

static int path_reader(const char *dev, bool linear)
{
	struct bound *reader = bound__open();
	int i = 0, err;

	if (!reader)
		return -errno;
	err = path_bind(reader, dev, linear);
	if (err) {
		net_say("readers of %s do not load: %s", dev, strerror(-err));
		return err;
	}
	while (path_readers[i].dev)
		i++;
	path_readers[i].dev = dev;
	path_readers[i].bpf = reader;
	path_readers[i].linear = linear;
	return 0;
}

/**
 * way_open_reader() - programs that may call a driver's readers
 * @dev: device they are bound to, after way_open()
 *
 * They work on the same lists as the other programs.
 *
 * Return: 0 or -errno.
 */
int path_open_reader(const char *dev)
{
	return path_reader(dev, false);
}

/* The same for AT_BOUND_LINEAR */
int path_open_linear_reader(const char *dev)
{
	return path_reader(dev, true);
}

/* The program of a hop that is bound to @dev. */
static int path_bound(const char *dev, unsigned int n, bool linear)
{
	const struct bound *reader;
	int i = 0;

	while (i < PATH_READERS && path_readers[i].dev &&
	       (strcmp(path_readers[i].dev, dev) ||
		path_readers[i].linear != linear))
		i++;
	if (i == PATH_READERS || !path_readers[i].dev)
		return -ENOENT;
	reader = path_readers[i].bpf;

	struct bpf_program *const progs[] = {
		reader->progs.prog0_bound, reader->progs.prog1_bound,
		reader->progs.prog2_bound,
	};

	return bpf_program__fd(progs[n]);
}

/* The device at the other end: of rx0 tx0, of eth1 eth0, and back. */
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

static bool path_is_tail_called(const struct path_prog *prog)
{
	return prog->at == AT_TAIL_CALL || prog->at == AT_TAIL_CALL_NATIVE ||
	       prog->at == AT_TAIL_CALL_GENERIC;
}

static int path_prog_fd(const struct path_prog *prog, unsigned int n)
{
	struct bpf_program *const progs[] = {
		path_bpf->progs.prog0, path_bpf->progs.prog1, path_bpf->progs.prog2,
	};

	switch (prog->at) {
	case AT_NONE:
		return 0;
	case AT_BOUND:
	case AT_BOUND_LINEAR:
		return path_bound(prog->dev, n, prog->at == AT_BOUND_LINEAR);
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

static int path_to_dev(struct bpf_map *map, __u32 key, const char *dev, int fd)
{
	struct bpf_devmap_val val = {
		.ifindex = net_index(dev), .bpf_prog.fd = fd,
	};

	return bpf_map__update_elem(map, &key, sizeof(key), &val, sizeof(val),
				    0);
}

static int path_to_cpu(__u32 cpu, int fd)
{
	struct bpf_cpumap_val val = { .qsize = 512, .bpf_prog.fd = fd };

	return bpf_map__update_elem(path_bpf->maps.cpumap, &cpu, sizeof(cpu),
				    &val, sizeof(val), 0);
}

/* One more target of a broadcast, which may be one that it has already. */
int path_broadcast_to(__u32 key, const char *dev)
{
	return path_to_dev(path_bpf->maps.broadcast, key, dev, 0);
}

/* Everything that has an observer, through the device opposite of it. */
static int path_to_all(const struct path *path, int fd)
{
	const char *dev;
	__u32 i;
	int err = 0;

	for (i = 0; i < RXM_OBSERVERS && !err; i++) {
		bpf_map__delete_elem(path_bpf->maps.broadcast, &i, sizeof(i), 0);
		if (!path->observers[i])
			continue;
		dev = path_peer(path->observers[i]);
		err = path_to_dev(path_bpf->maps.broadcast, i, dev, fd);
	}
	return err;
}

static int path_target(const struct path *path, unsigned int n)
{
	const struct path_prog *next = n + 1 < RXM_PROGS ? &path->prog[n + 1] : NULL;
	struct rxm_prog *prog = &path_test()->prog[n];
	const char *to = path->prog[n].to;
	int fd = 0;

	if (next && (next->at == AT_CPUMAP || next->at == AT_DEVMAP))
		fd = path_prog_fd(next, n + 1);

	prog->act = path->prog[n].act;
	switch (prog->act) {
	case ACT_REDIRECT:
		prog->to = net_index(to);
		return 0;
	case ACT_DEVMAP:
		prog->to = 5;
		return path_to_dev(path_bpf->maps.devmap, prog->to, to, fd);
	case ACT_DEVHASH:
		prog->to = 77777;
		return path_to_dev(path_bpf->maps.devhash, prog->to, to, fd);
	case ACT_CPUMAP:
		prog->to = PATH_CPU;
		return path_to_cpu(prog->to, fd);
	case ACT_BROADCAST:
		return path_to_all(path, fd);
	default:
		return 0;
	}
}

/* What is attached to a device, or jumped to by that */
static int path_attach(const struct path_prog *prog, unsigned int n)
{
	bool generic = prog->at == AT_GENERIC || prog->at == AT_TAIL_CALL_GENERIC;
	LIBBPF_OPTS(bpf_link_create_opts, opts,
		    .flags = generic ? XDP_FLAGS_SKB_MODE : XDP_FLAGS_DRV_MODE);
	int fd = path_prog_fd(prog, n), err;
	__u32 slot = 0;

	if (path_is_tail_called(prog)) {
		err = bpf_map__update_elem(path_bpf->maps.tail_calls, &slot,
					   sizeof(slot), &fd, sizeof(fd), 0);
		if (err)
			return err;
		fd = bpf_program__fd(path_bpf->progs.tail_call_only);
	}
	if (attached_has(prog->dev))
		return attached_exchange(prog->dev, prog->at == AT_NONE ? -1 : fd);
	if (prog->at == AT_NONE || !prog->dev)
		return 0;
	fd = bpf_link_create(fd, net_index(prog->dev), BPF_XDP, &opts);
	return fd < 0 ? fd : 0;
}

/**
 * way_restart() - forget the last packets, and all lists
 * @way: the way, after way_begin()
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
 * way_begin() - attach the programs of a way, and forget the last case
 * @way: the way
 *
 * Return: 0 or -errno.
 */
int path_begin(const struct path *path)
{
	int i, err;

	path_restart(path);
	err = attached_reset(path);
	path_tail_called = path_is_tail_called(&path->prog[0]);
	for (i = 0; i < RXM_OBSERVERS; i++)
		path_bpf->bss->observer_on[i] = net_index(path->observers[i]);

	for (i = RXM_PROGS - 1; i >= 0 && !err; i--)
		err = path_target(path, i) ?: path_attach(&path->prog[i], i);
	if (err)
		net_say("hop %d: %s", i + 1, strerror(-err));
	return err;
}

struct rxm_op *path_op(unsigned int prog, unsigned int list)
{
	return path_test()->prog[prog].op[list];
}

/* How many lists there are, the same for all hops. */
void path_lists(unsigned int n)
{
	int i;

	for (i = 0; i < RXM_PROGS; i++)
		path_test()->prog[i].lists = n;
}

void path_packet(struct rxm_packet *pkt, __u32 seq)
{
	unsigned int i;

	memset(pkt, 0, sizeof(*pkt));
	memcpy(pkt->dst, "\x02rxm-d", 6);
	memcpy(pkt->src, "\x02rxm-s", 6);
	pkt->type = htons(RXM_ETHERTYPE);
	pkt->run = path_test()->run;
	pkt->seq = seq;
	for (i = 0; i < RXM_FILL; i++)
		pkt->fill[i] = 0xa0 + i;
}

/**
 * way_frame() - a whole packet, every byte of it known
 * @frame: filled in
 * @len: its length
 * @seq: number of the packet
 */
void path_frame(void *frame, unsigned int len, __u32 seq)
{
	__u8 *byte = frame;
	unsigned int i;

	for (i = 0; i < len; i++)
		byte[i] = 0xa0 + i - RXM_FILL_AT;
	path_packet(frame, seq);
}

static unsigned int path_len(const struct path_run *run)
{
	return run->len ?: PATH_LEN;
}

/**
 * way_live_prog() - run a program on live frames
 * @prog: program
 * @pkt: packet
 * @run: how many, how long
 * @dev: where they are said to come from
 *
 * Return: 0 or -errno.
 */
int path_live_prog(const struct bpf_program *prog, const void *pkt,
		  const struct path_run *run, const char *dev)
{
	struct xdp_md ctx = {
		.data_end = path_len(run), .ingress_ifindex = net_index(dev),
	};
	LIBBPF_OPTS(bpf_test_run_opts, opts,
		    .data_in = pkt, .data_size_in = path_len(run),
		    .ctx_in = &ctx, .ctx_size_in = sizeof(ctx),
		    .repeat = run->packets,
		    .batch_size = run->batch ?: PATH_BATCH,
		    .flags = BPF_F_TEST_XDP_LIVE_FRAMES);

	return bpf_prog_test_run_opts(bpf_program__fd(prog), &opts);
}

static const struct bpf_program *path_first(void)
{
	return path_tail_called ? path_bpf->progs.tail_call_only : path_bpf->progs.prog0;
}

/**
 * way_test_run() - run hop 0 once on a buffer that goes nowhere
 * @pkt: packet
 * @len: its length
 *
 * Return: 0; -EBADMSG when the packet has changed; or -errno.
 */
int path_test_run(const void *pkt, unsigned int len)
{
	__u8 *out = calloc(1, len);
	struct xdp_md ctx = { .data_end = len }, ctx_out;
	LIBBPF_OPTS(bpf_test_run_opts, opts,
		    .data_in = pkt, .data_size_in = len,
		    .data_out = out, .data_size_out = len,
		    .ctx_in = &ctx, .ctx_size_in = sizeof(ctx),
		    .ctx_out = &ctx_out, .ctx_size_out = sizeof(ctx_out));
	int err;

	if (!out)
		return -ENOMEM;
	err = bpf_prog_test_run_opts(bpf_program__fd(path_first()), &opts);
	if (!err && (opts.data_size_out != len || memcmp(pkt, out, len) ||
		     ctx_out.data || ctx_out.data_meta))
		err = -EBADMSG;
	free(out);
	return err;
}

/* Arrivals to wait for, at all observers. */
static unsigned int path_arrivals(const struct path *path,
				 const struct path_run *run)
{
	unsigned int observers = 0, n = run->expect, i;

	for (i = 0; i < RXM_OBSERVERS; i++)
		observers += !!path->observers[i];
	for (i = 0; !run->expect && i < run->packets; i++)
		n += !path_drops(i);
	return observers * n;
}

/* Until a packet is where it goes, when all before it are. */
static int path_await(const struct path *path, __u32 seq)
{
	const struct path_run so_far = { .packets = seq + 1 };
	unsigned int drops = path_drops(seq);

	if (drops)
		return net_wait(&path_test()->prog[drops - 1].runs, seq + 1);
	return net_wait(&path_bpf->bss->observed_total, path_arrivals(path, &so_far));
}

static int path_send(const struct path *path, void *pkt, const struct path_run *run)
{
	int fd = net_socket(path_peer(path->prog[0].dev), false);
	unsigned int i;
	int err = 0;

	if (fd < 0)
		return fd;
	for (i = 0; i < run->packets && !err; i++) {
		((struct rxm_packet *)pkt)->seq = i;
		if (send(fd, pkt, path_len(run), 0) < 0)
			err = -errno;
		else if (path->from == FROM_SKB_SINGLY)
			err = path_await(path, i);
	}
	close(fd);
	return err;
}

static int path_run_buffer(void *pkt, const struct path_run *run)
{
	struct xdp_md ctx = { .data_end = path_len(run) };
	LIBBPF_OPTS(bpf_test_run_opts, opts,
		    .data_in = pkt, .data_size_in = path_len(run),
		    .ctx_in = &ctx, .ctx_size_in = sizeof(ctx));
	unsigned int i;
	int err = 0;

	for (i = 0; i < run->packets && !err; i++) {
		((struct rxm_packet *)pkt)->seq = i;
		opts.data_size_out = 0;	/* set by the run before */
		err = bpf_prog_test_run_opts(bpf_program__fd(path_first()),
					     &opts);
	}
	return err;
}

static int path_enter(const struct path *path, void *pkt,
		     const struct path_run *run)
{
	switch (path->from) {
	case FROM_LIVE:
		return path_live_prog(path_first(), pkt, run, "rx0");
	case FROM_BUFFER:
		return path_run_buffer(pkt, run);
	default:
		return path_send(path, pkt, run);
	}
}

/**
 * way_go() - send packets along a way and wait until they are there
 * @way: the way, after way_begin()
 * @run: how many, how long
 *
 * Return: 0 or -errno.
 */
int path_go(const struct path *path, const struct path_run *run)
{
	unsigned int len = path_len(run);
	__u8 *pkt = malloc(len);
	int err;

	if (!pkt)
		return -ENOMEM;
	path_frame(pkt, len, 0);
	err = path_enter(path, pkt, run);
	free(pkt);
	if (err) {
		net_say("sending: %s", strerror(-err));
		return err;
	}

	err = net_wait(&path_bpf->bss->observed_total, path_arrivals(path, run));
	if (err)
		net_say("%u arrived, hops saw %u %u %u",
			path_bpf->bss->observed_total, path_test()->prog[0].runs,
			path_test()->prog[1].runs,
			path_test()->prog[2].runs);
	return err;
}
