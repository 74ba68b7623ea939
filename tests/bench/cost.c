// SPDX-License-Identifier: GPL-2.0
/*
 * Count instructions a packet, by path, verdict and stored values.
 *
 * The guest runs under -icount shift=0, so that its clock counts instructions. The
 * program notes the time of each packet. The result of a run is the median of what
 * lies between two packets that are a whole number of bulks apart. What starts and ends
 * a run is therefore in no result, and a timer tick is in few of the differences.
 *
 * A test run of live frames has its own bookkeeping for each packet. Packets that a
 * device receives are compared within a poll: the part of the packet in the driver,
 * in the program and in the bulk that takes it to its target.
 *
 * A tap at the stack counts what becomes of a packet behind its poll in the same way: in
 * the poll of a veth, in the thread of a cpumap, in the backlog that receive packet
 * steering fills.
 *
 * Writes a line of JSON for each run to $LAB_OUT. A stock kernel stores nothing. There, two
 * other means give the skb its hash: a tc program, and receive packet steering. One with the
 * public series stores values, which it uses where a frame becomes an skb. Devices that the
 * guest does not have are left out.
 *
 * usage: bench-cost PACKETS ROUNDS [PATH]: PACKETS that count in a run, ROUNDS of all
 * runs, of PATH only. "received" are all paths with a device that receives.
 */
#include <stdlib.h>
#include <string.h>
#include <net/if.h>
#include <linux/if_link.h>
#include <bpf/bpf.h>
#include <bpf/btf.h>
#include <bpf/libbpf.h>

#include "tests/lib/lab_card.h"
#include "cost.h"
#include "cost.skel.h"

#define VIRTIO_MAC0	"02:00:00:00:00:01"
#define VIRTIO_MAC1	"02:00:00:00:00:02"
/* Packets more than are counted, where they may still be on their way to the stack */
#define BEHIND		128

/* How a packet goes on */
struct route {
	const char *name;
	__u32 verdict;
	unsigned int queues;	/* of the veth that it is redirected to */
	enum { TO_VETH, TO_CPU, TO_DEV } target;
	bool skb;		/* becomes an skb in this poll, or behind it */
	bool behind;		/* what it takes to become one there counts, too */
};

#define ROUTE(n, v, ...) \
	{ .name = (n), .verdict = (v), .queues = 1, ##__VA_ARGS__ }
#define VETH(n, q, ...) \
	{ .name = (n), .verdict = XDP_REDIRECT, .queues = (q), ##__VA_ARGS__ }

static const struct route routes[] = {
	ROUTE("XDP_DROP", XDP_DROP),
	ROUTE("XDP_TX", XDP_TX),
	ROUTE("XDP_PASS", XDP_PASS, .skb = true),
	VETH("veth-1", 1),
	VETH("veth-2", 2),
	VETH("veth-4", 4),
	VETH("veth-8", 8),
	ROUTE("cpumap", XDP_REDIRECT, .target = TO_CPU),
	ROUTE("devmap", XDP_REDIRECT, .target = TO_DEV),
	VETH("veth-skb", 1, .skb = true, .behind = true),
	ROUTE("cpumap-skb", XDP_REDIRECT, .target = TO_CPU, .skb = true,
	      .behind = true),
};
#define N_ROUTES	(sizeof(routes) / sizeof(routes[0]))

#define LIVE_ROUTES	0x07f
#define VETH_ROUTES	0x68f
#define NIC_ROUTES	0x78f

static const struct means all_means[] = {
	{ .name = "nothing" },
	{ .name = "hash", .which = 1 },
	{ .name = "all", .which = 7 },
	{ .name = "tc", .tc = true },
	{ .name = "remote", .remote = true },
	{ .name = "rps", .rps = true },
};
#define N_MEANS		(sizeof(all_means) / sizeof(all_means[0]))

static const char *const call_names[] = {
	"store_rx_hash", "store_rx_vlan_tag", "store_rx_timestamp",
	"load_rx_hash", "load_rx_vlan_tag", "load_rx_timestamp",
	"clear_rx_meta",
};

/* A way into the kernel: the device that receives, and where the frames come from.
 * A device is a name or an address; no sender means a test run.
 */
struct path {
	const char *name;
	const char *dev, *from;
	__u32 routes;		/* bits of routes[] */
};

static const struct path paths[] = {
	{ "live", "bench1", NULL, LIVE_ROUTES },
	{ "veth", "bench1", "bench0", VETH_ROUTES },
	{ "virtio_net", VIRTIO_MAC0, VIRTIO_MAC1, NIC_ROUTES },
	{ "mlx5", CARD_MAC0, CARD_MAC1, NIC_ROUTES },
	{ "ice", CARD_MAC1, CARD_MAC0, NIC_ROUTES },
};

struct bench {
	FILE *out;
	__u32 packets;
	int round;
	enum { PRISTINE, PUBLIC_V2, LAYER } kernel;
	const char *only;	/* this path, or NULL for all */
};

static bool has_function(const struct btf *btf, const char *name)
{
	return btf__find_by_name_kind(btf, name, BTF_KIND_FUNC) > 0;
}

/* The kernel's BTF lists its functions. */
static void find_kernel(struct bench *b)
{
	struct btf *btf = btf__load_vmlinux_btf();

	if (!btf)
		return;
	if (has_function(btf, "bpf_xdp_clear_rx_meta"))
		b->kernel = LAYER;
	else if (has_function(btf, "bpf_xdp_store_rx_ts"))
		b->kernel = PUBLIC_V2;
	btf__free(btf);
}

static void report(const struct bench *b, const char *path, const char *route,
		   const char *with, double instructions)
{
	fprintf(b->out,
		"{\"path\":\"%s\",\"route\":\"%s\",\"with\":\"%s\",\"round\":%d,\"instructions\":%.2f}\n",
		path, route, with, b->round, instructions);
}

/* Only kernels of one source, compiled by one compiler, can be compared. */
static int report_kernel(const struct bench *b)
{
	char release[64], compiler[128];
	FILE *f = fopen("/proc/version", "r");
	int n = 0;

	if (f) {
		n = fscanf(f, "Linux version %63s (%*[^)]) (%127[^)]", release,
			   compiler);
		fclose(f);
	}
	if (n != 2)
		return -1;
	fprintf(b->out, "{\"kernel\":\"%s\",\"compiler\":\"%s)\"}\n", release,
		compiler);
	return 0;
}

static int by_value(const void *a, const void *b)
{
	__u64 x = *(const __u64 *)a, y = *(const __u64 *)b;

	return x < y ? -1 : x > y;
}

static double median(const __u64 *at, __u32 packets, unsigned int window)
{
	__u32 n = packets - WARM_UP - window;
	__u64 *apart = calloc(n, sizeof(*apart));
	double result;

	if (!apart)
		return -1;
	for (__u32 i = 0; i < n; i++)
		apart[i] = at[WARM_UP + i + window] - at[WARM_UP + i];
	qsort(apart, n, sizeof(*apart), by_value);
	result = (double)apart[n / 2] / window;
	free(apart);
	return result;
}

/* What the public series stores for frames that become skbs, and nobody else reads. A test run
 * loses it on the way to the frame.
 */
static bool public_v2_uses(const struct path *path, const struct route *route)
{
	return path->from && route->verdict == XDP_REDIRECT &&
	       route->target != TO_DEV;
}

/* A stock kernel stores nothing, and it is the one that has the other means. */
static bool applies(const struct bench *b, const struct path *path,
		    const struct route *route, const struct means *means)
{
	if (means->which)
		return b->kernel == LAYER || (b->kernel == PUBLIC_V2 &&
					      public_v2_uses(path, route));
	if (means->remote)
		return b->kernel == LAYER && route->behind &&
		       route->target == TO_CPU;
	if (means->tc)
		return b->kernel == PRISTINE && route->skb;
	if (means->rps)
		return b->kernel == PRISTINE && route->verdict == XDP_PASS;
	return true;
}

static int set_targets(struct cost *skel, const struct means *means,
		       const char *nic)
{
	struct bpf_cpumap_val cpu = { .qsize = 2048 };
	__u32 zero = 0, index = nic ? if_nametoindex(nic) : 0;

	if (means->remote)
		cpu.bpf_prog.fd = bpf_program__fd(skel->progs.set_hash);
	if (bpf_map_update_elem(bpf_map__fd(skel->maps.cpus), &zero, &cpu, 0))
		return -1;
	return index ? bpf_map_update_elem(bpf_map__fd(skel->maps.devs), &zero,
					   &index, 0) : 0;
}

static struct cost *load(const struct bench *b, const struct route *route,
			 const struct means *means, const char *nic)
{
	struct cost *skel = cost__open();

	if (!skel)
		return NULL;
	skel->rodata->verdict = route->verdict;
	skel->rodata->which = means->which;
	skel->rodata->public_v2 = b->kernel == PUBLIC_V2;
	skel->rodata->in_meta = means->tc || means->remote;
	skel->rodata->target = if_nametoindex("bench2");
	skel->rodata->queues = route->queues;
	skel->rodata->to_cpu = route->target == TO_CPU;
	skel->rodata->to_dev = route->target == TO_DEV;
	bpf_program__set_autoload(skel->progs.set_hash, means->remote);
	if (cost__load(skel) || set_targets(skel, means, nic)) {
		cost__destroy(skel);
		return NULL;
	}
	return skel;
}

/* The instructions of a packet, in its poll and, where the skb comes to the stack
 * elsewhere, there
 */
static double result(const struct feed *feed, const struct cost *skel,
		     const struct route *route, const struct means *means,
		     __u32 packets)
{
	bool behind = route->behind || (means->rps && feed->fd >= 0);
	double poll = median(skel->bss->at, packets, feed->window);

	if (!behind)
		return poll;
	return poll + median(skel->bss->came_at, packets, feed->window);
}

/* Every packet did what the run is about. */
static bool counts(const struct cost *skel, const struct route *route,
		   const struct means *means, __u32 packets)
{
	const struct cost__bss *bss = skel->bss;

	if (bss->failed)
		return false;
	if (!route->skb)
		return true;
	return bss->came >= packets &&
	       (!(means->which & 1 || means->remote) || bss->marked >= packets);
}

static int feed_marked(struct feed *feed, struct cost *skel, __u32 packets)
{
	int err;

	MARK(MARK_BEGIN);
	err = feed_run(feed, skel, packets);
	MARK(MARK_END);
	return err;
}

static int run(const struct bench *b, const struct path *path,
	       struct feed *feed, struct cost *skel, const struct route *route,
	       const struct means *means)
{
	const char *skbs = route->verdict == XDP_PASS ||
			   route->target == TO_CPU ? feed->dev : "bench3";
	__u32 packets = b->packets + WARM_UP;
	struct stack stack = { .tap = -1 };
	int err = -1;

	if ((!route->skb || !stack_open(&stack, skbs, skel, means)) &&
	    !feed_marked(feed, skel, packets + (route->skb ? BEHIND : 0)) &&
	    counts(skel, route, means, packets)) {
		report(b, path->name, route->name, means->name,
		       result(feed, skel, route, means, packets));
		err = 0;
	}
	stack_close(&stack);
	return err;
}

/* The public series does not set up the buffers of libeth, which ice has on Linux 7.3: no packet
 * can have a value there. Its table then has no count.
 */
static bool stores_nothing(const struct bench *b, const struct cost *skel)
{
	return b->kernel == PUBLIC_V2 && skel->bss->seen &&
	       skel->bss->failed >= skel->bss->seen;
}

static int measure(const struct bench *b, const struct path *path,
		   struct feed *feed, const struct route *route,
		   const struct means *means)
{
	struct cost *skel = load(b, route, means, feed->from);
	int err = skel ? run(b, path, feed, skel, route, means) : -1;

	if (err && skel && stores_nothing(b, skel))
		err = 0;
	if (err)
		fprintf(stderr, "%s, %s, %s: cannot be measured\n", path->name,
			route->name, means->name);
	if (err && skel)
		fprintf(stderr, "  %u packets, %u refused, %u skbs, %u with the hash\n",
			skel->bss->seen, skel->bss->failed, skel->bss->came,
			skel->bss->marked);
	if (skel)
		cost__destroy(skel);
	return err;
}

/* Take over the name of a device, which card_name() overwrites later. */
static bool find(char *name, const char *device)
{
	if (device && strchr(device, ':'))
		device = card_name(device);
	snprintf(name, IFNAMSIZ, "%s", device ?: "");
	return device;
}

/* Both NICs of a wire are up. The one that sends has an idle program, without which it
 * would send no redirected frames.
 */
static int wire_up(const char *dev, const char *from, int idle)
{
	if (card_run("ip link set %s up", dev) ||
	    card_run("ip link set %s up", from) ||
	    bpf_xdp_attach(if_nametoindex(from), idle, XDP_FLAGS_DRV_MODE, NULL))
		return -1;
	return card_wait_up(dev) || card_wait_up(from) ? -1 : 0;
}

static int measure_routes(const struct bench *b, const struct path *path,
			  struct feed *feed)
{
	int err = 0;

	for (size_t r = 0; r < N_ROUTES && !err; r++)
		for (size_t m = 0; m < N_MEANS && !err; m++)
			if (path->routes & (1U << r) &&
			    applies(b, path, &routes[r], &all_means[m]))
				err = measure(b, path, feed, &routes[r],
					      &all_means[m]);
	return err;
}

static int measure_path(const struct bench *b, const struct path *path)
{
	char dev[IFNAMSIZ], from[IFNAMSIZ];
	struct cost *skel;
	struct feed feed;
	bool wire;
	int err;

	if (!find(dev, path->dev) || (path->from && !find(from, path->from)))
		return 0;
	wire = path->from && strchr(path->from, ':');
	skel = load(b, &routes[0], &all_means[0], NULL);
	if (!skel)
		return -1;
	err = wire ? wire_up(dev, from, bpf_program__fd(skel->progs.idle)) : 0;
	if (!err)
		err = path->from ? feed_open(&feed, dev, from) :
				   feed_test_run(&feed, dev);
	if (!err) {
		err = measure_routes(b, path, &feed);
		feed_close(&feed);
	}
	if (wire)
		bpf_xdp_detach(if_nametoindex(from), XDP_FLAGS_DRV_MODE, NULL);
	cost__destroy(skel);
	return err;
}

static int test_run(const struct bpf_program *prog)
{
	char packet[60] = { 0 };
	LIBBPF_OPTS(bpf_test_run_opts, opts,
		.data_in = packet, .data_size_in = sizeof(packet), .repeat = 1);

	return bpf_prog_test_run_opts(bpf_program__fd(prog), &opts);
}

/* The public series has the stores only. */
static int measure_calls(const struct bench *b)
{
	struct cost *skel = load(b, &routes[0], &all_means[0], NULL);
	int calls = b->kernel == LAYER ? 7 : 3;
	int err = -1;

	/* The first run warms the caches of QEMU up, and pages. */
	if (skel && !test_run(skel->progs.kfuncs) &&
	    !test_run(skel->progs.kfuncs))
		err = 0;
	for (int i = 0; !err && i < calls; i++)
		report(b, "call", call_names[i], "-",
		       skel->bss->calls[i] / 8.0);
	if (skel)
		cost__destroy(skel);
	return err;
}

/* Bytes that are left in front of a packet of a test run, with the means of a path and a route that
 * have all of those that take bytes
 */
static int measure_headroom(const struct bench *b)
{
	for (size_t m = 0; m < N_MEANS; m++) {
		const struct means *means = &all_means[m];
		struct cost *skel;
		int err;

		if (means->rps || means->remote ||
		    !applies(b, &paths[1], &routes[N_ROUTES - 1], means))
			continue;
		skel = load(b, &routes[0], means, NULL);
		err = skel ? test_run(skel->progs.headroom) : -1;
		if (!err)
			report(b, "bytes", "headroom", means->name,
			       skel->bss->room);
		if (skel)
			cost__destroy(skel);
		if (err)
			return -1;
	}
	return 0;
}

/* Whether the user has chosen a path, of which "received" are those with a device */
static bool chosen(const struct bench *b, const char *name, bool received)
{
	return !b->only || !strcmp(b->only, name) ||
	       (received && !strcmp(b->only, "received"));
}

static int measure_round(const struct bench *b)
{
	if (chosen(b, "call", false) &&
	    ((b->kernel != PRISTINE && measure_calls(b)) || measure_headroom(b)))
		return -1;
	for (size_t p = 0; p < sizeof(paths) / sizeof(paths[0]); p++)
		if (chosen(b, paths[p].name, paths[p].from) &&
		    measure_path(b, &paths[p]))
			return -1;
	return 0;
}

static int measure_all(struct bench *b, int rounds)
{
	self_check(b->packets + WARM_UP);
	for (b->round = 1; b->round <= rounds; b->round++)
		if (measure_round(b))
			return -1;
	return 0;
}

/* With GRO the peer receives by NAPI, which redirected frames need. */
static const char set_up[] =
	"for i in 0 2; do j=$((i + 1)) && "
	"ip link add bench$i numrxqueues 8 numtxqueues 8 type veth peer name bench$j numrxqueues 8 numtxqueues 8 && "
	"ip link set bench$i up && ip link set bench$j up && "
	"ethtool -K bench$i gro on && ethtool -K bench$j gro on || exit 1; done";

int main(int argc, char **argv)
{
	struct bench b = { .packets = argc > 2 ? atoi(argv[1]) : 0,
			   .only = argc > 3 ? argv[3] : NULL };
	int rounds = argc > 2 ? atoi(argv[2]) : 0;
	int err;

	if (!b.packets || b.packets > 4096 || rounds < 1 || argc > 4) {
		fprintf(stderr, "usage: bench-cost PACKETS ROUNDS [PATH], up to 4096 PACKETS\n");
		return 2;
	}
	b.out = fopen(getenv("LAB_OUT") ?: "/dev/stdout", "w");
	if (!b.out || system(set_up))
		return 1;
	find_kernel(&b);
	err = report_kernel(&b) ?: measure_all(&b, rounds);
	/* The lab fails a run that leaves a device. This removes the peers, too. */
	if (system("ip link del bench0 && ip link del bench2"))
		err = -1;
	return fclose(b.out) || err ? 1 : 0;
}
