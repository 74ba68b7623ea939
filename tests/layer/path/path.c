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

#define WAY_READERS	4

struct programs *way_bpf;
unsigned int way_behind[RXM_EYES];
static struct {
	const char *dev;
	struct bound *bpf;
	bool linear;
} way_readers[WAY_READERS];
static bool way_jump;	/* hop 0 is jumped to */

static const char *const way_devs[] = {
	"rx0", "rx1", "rx2", "rx3", "tx0", "tx1", "tx2", "tx3",
};

static int way_links(unsigned int mtu)
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
int way_eye(const char *dev)
{
	int fd = bpf_program__fd(way_bpf->progs.eye);

	fd = bpf_link_create(fd, net_index(dev), BPF_TCX_INGRESS, NULL);
	return fd < 0 ? fd : 0;
}

/* Every device receives by NAPI, and tells what its skbs carry. */
static int way_eyes(void)
{
	unsigned int i;
	int err = 0;

	for (i = 0; i < sizeof(way_devs) / sizeof(way_devs[0]) && !err; i++)
		err = net_set_gro(way_devs[i], true) ?: way_eye(way_devs[i]);
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
int way_open_mtu(unsigned int mtu)
{
	int err = net_new() ?: way_links(mtu);

	if (err) {
		net_say("network namespace: %s", strerror(-err));
		return err;
	}
	way_bpf = programs__open_and_load();
	if (!way_bpf) {
		net_say("test programs do not load: %s", strerror(errno));
		return -errno;
	}
	err = way_eyes();
	if (err)
		net_say("observers: %s", strerror(-err));
	return err;
}

int way_open(void)
{
	return way_open_mtu(1500);
}

static int way_bind(struct bound *reader, const char *dev, bool linear)
{
	const __u32 flags = BPF_F_XDP_DEV_BOUND_ONLY |
			    (linear ? 0 : BPF_F_XDP_HAS_FRAGS);
	struct bpf_program *prog;
	int err;

	err = bpf_map__reuse_fd(reader->maps.data_test,
				bpf_map__fd(way_bpf->maps.data_test));
	/* That map knows of fragments already, and takes nobody who does not */
	if (!linear)
		err = err ?: bpf_map__reuse_fd(reader->maps.cpumap,
					bpf_map__fd(way_bpf->maps.cpumap));
	bpf_object__for_each_program(prog, reader->obj) {
		bpf_program__set_ifindex(prog, net_index(dev));
		err = err ?: bpf_program__set_flags(prog, flags);
	}
	return err ?: bound__load(reader);
}

static int way_reader(const char *dev, bool linear)
{
	struct bound *reader = bound__open();
	int i = 0, err;

	if (!reader)
		return -errno;
	err = way_bind(reader, dev, linear);
	if (err) {
		net_say("readers of %s do not load: %s", dev, strerror(-err));
		return err;
	}
	while (way_readers[i].dev)
		i++;
	way_readers[i].dev = dev;
	way_readers[i].bpf = reader;
	way_readers[i].linear = linear;
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
int way_open_reader(const char *dev)
{
	return way_reader(dev, false);
}

/* The same for AT_BOUND_LINEAR */
int way_open_linear_reader(const char *dev)
{
	return way_reader(dev, true);
}

/* The program of a hop that is bound to @dev. */
static int way_bound(const char *dev, unsigned int n, bool linear)
{
	const struct bound *reader;
	int i = 0;

	while (i < WAY_READERS && way_readers[i].dev &&
	       (strcmp(way_readers[i].dev, dev) ||
		way_readers[i].linear != linear))
		i++;
	if (i == WAY_READERS || !way_readers[i].dev)
		return -ENOENT;
	reader = way_readers[i].bpf;

	struct bpf_program *const progs[] = {
		reader->progs.hop0_bound, reader->progs.hop1_bound,
		reader->progs.hop2_bound,
	};

	return bpf_program__fd(progs[n]);
}

/* The device at the other end: of rx0 tx0, of eth1 eth0, and back. */
const char *way_opposite(const char *dev)
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

static bool way_jumps(const struct way_hop *hop)
{
	return hop->at == AT_JUMP || hop->at == AT_JUMP_NATIVE ||
	       hop->at == AT_JUMP_GENERIC;
}

static int way_prog(const struct way_hop *hop, unsigned int n)
{
	struct bpf_program *const progs[] = {
		way_bpf->progs.hop0, way_bpf->progs.hop1, way_bpf->progs.hop2,
	};

	switch (hop->at) {
	case AT_NONE:
		return 0;
	case AT_BOUND:
	case AT_BOUND_LINEAR:
		return way_bound(hop->dev, n, hop->at == AT_BOUND_LINEAR);
	case AT_LINEAR:
		return bpf_program__fd(way_bpf->progs.hop0_linear);
	case AT_CPUMAP:
		return bpf_program__fd(way_bpf->progs.hop1_cpu);
	case AT_DEVMAP:
		return bpf_program__fd(way_bpf->progs.hop1_dev);
	default:
		return bpf_program__fd(progs[n]);
	}
}

static int way_to_dev(struct bpf_map *map, __u32 key, const char *dev, int prog)
{
	struct bpf_devmap_val val = {
		.ifindex = net_index(dev), .bpf_prog.fd = prog,
	};

	return bpf_map__update_elem(map, &key, sizeof(key), &val, sizeof(val),
				    0);
}

static int way_to_cpu(__u32 cpu, int prog)
{
	struct bpf_cpumap_val val = { .qsize = 512, .bpf_prog.fd = prog };

	return bpf_map__update_elem(way_bpf->maps.cpumap, &cpu, sizeof(cpu),
				    &val, sizeof(val), 0);
}

/* One more target of a broadcast, which may be one that it has already. */
int way_broadcast_to(__u32 key, const char *dev)
{
	return way_to_dev(way_bpf->maps.broadcast, key, dev, 0);
}

/* Everything that has an observer, through the device opposite of it. */
static int way_to_all(const struct way *way, int prog)
{
	const char *dev;
	__u32 i;
	int err = 0;

	for (i = 0; i < RXM_EYES && !err; i++) {
		bpf_map__delete_elem(way_bpf->maps.broadcast, &i, sizeof(i), 0);
		if (!way->seen[i])
			continue;
		dev = way_opposite(way->seen[i]);
		err = way_to_dev(way_bpf->maps.broadcast, i, dev, prog);
	}
	return err;
}

static int way_target(const struct way *way, unsigned int n)
{
	const struct way_hop *next = n + 1 < RXM_HOPS ? &way->hop[n + 1] : NULL;
	struct rxm_hop *hop = &way_test()->hop[n];
	const char *to = way->hop[n].to;
	int prog = 0;

	if (next && (next->at == AT_CPUMAP || next->at == AT_DEVMAP))
		prog = way_prog(next, n + 1);

	hop->act = way->hop[n].act;
	switch (hop->act) {
	case ACT_REDIRECT:
		hop->to = net_index(to);
		return 0;
	case ACT_DEVMAP:
		hop->to = 5;
		return way_to_dev(way_bpf->maps.devmap, hop->to, to, prog);
	case ACT_DEVHASH:
		hop->to = 77777;
		return way_to_dev(way_bpf->maps.devhash, hop->to, to, prog);
	case ACT_CPUMAP:
		hop->to = WAY_CPU;
		return way_to_cpu(hop->to, prog);
	case ACT_BROADCAST:
		return way_to_all(way, prog);
	default:
		return 0;
	}
}

/* What is attached to a device, or jumped to by that */
static int way_attach(const struct way_hop *hop, unsigned int n)
{
	bool generic = hop->at == AT_GENERIC || hop->at == AT_JUMP_GENERIC;
	LIBBPF_OPTS(bpf_link_create_opts, opts,
		    .flags = generic ? XDP_FLAGS_SKB_MODE : XDP_FLAGS_DRV_MODE);
	int fd = way_prog(hop, n), err;
	__u32 slot = 0;

	if (way_jumps(hop)) {
		err = bpf_map__update_elem(way_bpf->maps.jump, &slot,
					   sizeof(slot), &fd, sizeof(fd), 0);
		if (err)
			return err;
		fd = bpf_program__fd(way_bpf->progs.jump_only);
	}
	if (hold_has(hop->dev))
		return hold_exchange(hop->dev, hop->at == AT_NONE ? -1 : fd);
	if (hop->at == AT_NONE || !hop->dev)
		return 0;
	fd = bpf_link_create(fd, net_index(hop->dev), BPF_XDP, &opts);
	return fd < 0 ? fd : 0;
}

/**
 * way_restart() - forget the last packets, and all lists
 * @way: the way, after way_begin()
 */
void way_restart(const struct way *way)
{
	const size_t kept = offsetof(struct rxm_hop, steps);
	struct rxm_test *test = way_test();
	struct programs__bss *bss = way_bpf->bss;
	int i;

	for (i = 0; i < RXM_HOPS; i++)
		memset(&test->hop[i].steps, 0, sizeof(test->hop[i]) - kept);
	test->run++;
	test->number = way->from == FROM_LIVE;
	test->next_seq = 0;
	test->any = 0;
	memset(test->target, 0, sizeof(test->target));
	memset(way_behind, 0, sizeof(way_behind));
	way_packet(&test->packet, 0);
	memset(bss->seen, 0, sizeof(bss->seen));
	bss->eye_total = 0;
	bss->eye_foreign = 0;
	bss->eye_passes = 0;
	bss->eye_any = 0;
}

/**
 * way_begin() - attach the programs of a way, and forget the last case
 * @way: the way
 *
 * Return: 0 or -errno.
 */
int way_begin(const struct way *way)
{
	int i, err;

	way_restart(way);
	err = hold_rest(way);
	way_jump = way_jumps(&way->hop[0]);
	for (i = 0; i < RXM_EYES; i++)
		way_bpf->bss->eye_on[i] = net_index(way->seen[i]);

	for (i = RXM_HOPS - 1; i >= 0 && !err; i--)
		err = way_target(way, i) ?: way_attach(&way->hop[i], i);
	if (err)
		net_say("hop %d: %s", i + 1, strerror(-err));
	return err;
}

struct rxm_op *way_op(unsigned int hop, unsigned int step)
{
	return way_test()->hop[hop].op[step];
}

/* How many lists there are, the same for all hops. */
void way_steps(unsigned int n)
{
	int i;

	for (i = 0; i < RXM_HOPS; i++)
		way_test()->hop[i].steps = n;
}

void way_packet(struct rxm_packet *pkt, __u32 seq)
{
	unsigned int i;

	memset(pkt, 0, sizeof(*pkt));
	memcpy(pkt->dst, "\x02rxm-d", 6);
	memcpy(pkt->src, "\x02rxm-s", 6);
	pkt->type = htons(RXM_ETHERTYPE);
	pkt->run = way_test()->run;
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
void way_frame(void *frame, unsigned int len, __u32 seq)
{
	__u8 *byte = frame;
	unsigned int i;

	for (i = 0; i < len; i++)
		byte[i] = 0xa0 + i - RXM_FILL_AT;
	way_packet(frame, seq);
}

static unsigned int way_len(const struct way_run *run)
{
	return run->len ?: WAY_LEN;
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
int way_live_prog(const struct bpf_program *prog, const void *pkt,
		  const struct way_run *run, const char *dev)
{
	struct xdp_md ctx = {
		.data_end = way_len(run), .ingress_ifindex = net_index(dev),
	};
	LIBBPF_OPTS(bpf_test_run_opts, opts,
		    .data_in = pkt, .data_size_in = way_len(run),
		    .ctx_in = &ctx, .ctx_size_in = sizeof(ctx),
		    .repeat = run->packets,
		    .batch_size = run->batch ?: WAY_BATCH,
		    .flags = BPF_F_TEST_XDP_LIVE_FRAMES);

	return bpf_prog_test_run_opts(bpf_program__fd(prog), &opts);
}

static const struct bpf_program *way_first(void)
{
	return way_jump ? way_bpf->progs.jump_only : way_bpf->progs.hop0;
}

/**
 * way_test_run() - run hop 0 once on a buffer that goes nowhere
 * @pkt: packet
 * @len: its length
 *
 * Return: 0; -EBADMSG when the packet has changed; or -errno.
 */
int way_test_run(const void *pkt, unsigned int len)
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
	err = bpf_prog_test_run_opts(bpf_program__fd(way_first()), &opts);
	if (!err && (opts.data_size_out != len || memcmp(pkt, out, len) ||
		     ctx_out.data || ctx_out.data_meta))
		err = -EBADMSG;
	free(out);
	return err;
}

/* Arrivals to wait for, at all observers. */
static unsigned int way_arrivals(const struct way *way,
				 const struct way_run *run)
{
	unsigned int eyes = 0, n = run->expect, i;

	for (i = 0; i < RXM_EYES; i++)
		eyes += !!way->seen[i];
	for (i = 0; !run->expect && i < run->packets; i++)
		n += !way_drops(i);
	return eyes * n;
}

/* Until a packet is where it goes, when all before it are. */
static int way_await(const struct way *way, __u32 seq)
{
	const struct way_run so_far = { .packets = seq + 1 };
	unsigned int drops = way_drops(seq);

	if (drops)
		return net_wait(&way_test()->hop[drops - 1].runs, seq + 1);
	return net_wait(&way_bpf->bss->eye_total, way_arrivals(way, &so_far));
}

static int way_send(const struct way *way, void *pkt, const struct way_run *run)
{
	int fd = net_socket(way_opposite(way->hop[0].dev), false);
	unsigned int i;
	int err = 0;

	if (fd < 0)
		return fd;
	for (i = 0; i < run->packets && !err; i++) {
		((struct rxm_packet *)pkt)->seq = i;
		if (send(fd, pkt, way_len(run), 0) < 0)
			err = -errno;
		else if (way->from == FROM_SKB_SINGLY)
			err = way_await(way, i);
	}
	close(fd);
	return err;
}

static int way_run_buffer(void *pkt, const struct way_run *run)
{
	struct xdp_md ctx = { .data_end = way_len(run) };
	LIBBPF_OPTS(bpf_test_run_opts, opts,
		    .data_in = pkt, .data_size_in = way_len(run),
		    .ctx_in = &ctx, .ctx_size_in = sizeof(ctx));
	unsigned int i;
	int err = 0;

	for (i = 0; i < run->packets && !err; i++) {
		((struct rxm_packet *)pkt)->seq = i;
		opts.data_size_out = 0;	/* set by the run before */
		err = bpf_prog_test_run_opts(bpf_program__fd(way_first()),
					     &opts);
	}
	return err;
}

static int way_enter(const struct way *way, void *pkt,
		     const struct way_run *run)
{
	switch (way->from) {
	case FROM_LIVE:
		return way_live_prog(way_first(), pkt, run, "rx0");
	case FROM_BUFFER:
		return way_run_buffer(pkt, run);
	default:
		return way_send(way, pkt, run);
	}
}

/**
 * way_go() - send packets along a way and wait until they are there
 * @way: the way, after way_begin()
 * @run: how many, how long
 *
 * Return: 0 or -errno.
 */
int way_go(const struct way *way, const struct way_run *run)
{
	unsigned int len = way_len(run);
	__u8 *pkt = malloc(len);
	int err;

	if (!pkt)
		return -ENOMEM;
	way_frame(pkt, len, 0);
	err = way_enter(way, pkt, run);
	free(pkt);
	if (err) {
		net_say("sending: %s", strerror(-err));
		return err;
	}

	err = net_wait(&way_bpf->bss->eye_total, way_arrivals(way, run));
	if (err)
		net_say("%u arrived, hops saw %u %u %u",
			way_bpf->bss->eye_total, way_test()->hop[0].runs,
			way_test()->hop[1].runs,
			way_test()->hop[2].runs);
	return err;
}
