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
 * Writes a line of JSON for each run to $LAB_OUT. On a stock kernel only the runs that
 * store nothing are made. Devices that the guest does not have are left out.
 *
 * usage: bench-cost PACKETS ROUNDS [PATH]: PACKETS that count in a run, ROUNDS of all
 * runs, of PATH only
 */
#include <stdlib.h>
#include <string.h>
#include <net/if.h>
#include <bpf/bpf.h>
#include <bpf/btf.h>
#include <bpf/libbpf.h>

#include "tests/lib/lab_card.h"
#include "cost.h"
#include "cost.skel.h"

#define VIRTIO_MAC0	"02:00:00:00:00:01"
#define VIRTIO_MAC1	"02:00:00:00:00:02"

/* How a packet goes on */
struct route {
	const char *name;
	__u32 verdict;
	unsigned int queues;	/* of the veth that it is redirected to */
	bool to_cpu;
};

static const struct route routes[] = {
	{ "XDP_DROP", XDP_DROP, 1, false },
	{ "XDP_TX", XDP_TX, 1, false },
	{ "XDP_PASS", XDP_PASS, 1, false },
	{ "veth-1", XDP_REDIRECT, 1, false },
	{ "veth-2", XDP_REDIRECT, 2, false },
	{ "veth-4", XDP_REDIRECT, 4, false },
	{ "veth-8", XDP_REDIRECT, 8, false },
	{ "cpumap", XDP_REDIRECT, 1, true },
};
#define N_ROUTES	(sizeof(routes) / sizeof(routes[0]))

static const struct {
	const char *name;
	__u32 which;
} stores[] = {
	{ "nothing", 0 },
	{ "hash", 1 },
	{ "all", 7 },
};
#define N_STORES	(sizeof(stores) / sizeof(stores[0]))

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
	{ "live", "bench1", NULL, 0x7f },
	{ "veth", "bench1", "bench0", 0x8f },
	{ "virtio_net", VIRTIO_MAC0, VIRTIO_MAC1, 0x8f },
	{ "mlx5", CARD_MAC0, CARD_MAC1, 0x8f },
	{ "ice", CARD_MAC1, CARD_MAC0, 0x8f },
};

struct bench {
	FILE *out;
	__u32 packets;
	int round;
	bool layer;
};

/* The kernel's BTF lists its functions. */
static bool has_layer(void)
{
	struct btf *btf = btf__load_vmlinux_btf();
	bool has = btf && btf__find_by_name_kind(btf, "bpf_xdp_store_rx_hash",
						 BTF_KIND_FUNC) > 0;

	btf__free(btf);
	return has;
}

static void report(const struct bench *b, const char *path, const char *route,
		   const char *stored, double instructions)
{
	fprintf(b->out,
		"{\"path\":\"%s\",\"route\":\"%s\",\"stored\":\"%s\",\"round\":%d,\"instructions\":%.2f}\n",
		path, route, stored, b->round, instructions);
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

static struct cost *load(const struct route *route, __u32 which)
{
	struct bpf_cpumap_val cpu = { .qsize = 2048 };
	struct cost *skel = cost__open();
	__u32 zero = 0;

	if (!skel)
		return NULL;
	skel->rodata->verdict = route->verdict;
	skel->rodata->which = which;
	skel->rodata->target = if_nametoindex("bench2");
	skel->rodata->queues = route->queues;
	skel->rodata->to_cpu = route->to_cpu;
	if (cost__load(skel) ||
	    bpf_map_update_elem(bpf_map__fd(skel->maps.cpus), &zero, &cpu, 0)) {
		cost__destroy(skel);
		return NULL;
	}
	return skel;
}

static int measure(const struct bench *b, const struct path *path,
		   struct feed *feed, const struct route *route, int s)
{
	struct cost *skel = load(route, stores[s].which);
	__u32 packets = b->packets + WARM_UP;
	int err = -1;

	if (skel && !feed_run(feed, skel, packets) && !skel->bss->failed) {
		report(b, path->name, route->name, stores[s].name,
		       median((__u64 *)skel->bss->at, packets, feed->window));
		err = 0;
	}
	if (skel)
		cost__destroy(skel);
	if (err)
		fprintf(stderr, "%s, %s, %s stored: cannot be measured\n",
			path->name, route->name, stores[s].name);
	return err;
}

static const char *device(const char *name)
{
	return !name || !strchr(name, ':') ? name : card_name(name);
}

static int measure_path(const struct bench *b, const struct path *path)
{
	const char *dev = device(path->dev), *from = device(path->from);
	struct feed feed;
	int err;

	if (!dev || (path->from && !from))
		return 0;
	if (path->from && strchr(path->from, ':') &&
	    (card_run("ip link set %s up", dev) ||
	     card_run("ip link set %s up", from) || card_wait_up(dev) ||
	     card_wait_up(from)))
		return -1;
	err = from ? feed_open(&feed, dev, from) : feed_test_run(&feed, dev);
	for (size_t r = 0; r < N_ROUTES && !err; r++)
		for (size_t s = 0; s < (b->layer ? N_STORES : 1) && !err; s++)
			if (path->routes & (1U << r))
				err = measure(b, path, &feed, &routes[r], s);
	feed_close(&feed);
	return err;
}

static int measure_calls(const struct bench *b)
{
	struct cost *skel = load(&routes[0], 0);
	char packet[60] = { 0 };
	LIBBPF_OPTS(bpf_test_run_opts, opts,
		.data_in = packet, .data_size_in = sizeof(packet), .repeat = 1);
	int err = -1;

	/* The first run warms the caches of QEMU up, and pages. */
	if (skel && !bpf_prog_test_run_opts(bpf_program__fd(skel->progs.kfuncs),
					    &opts) &&
	    !bpf_prog_test_run_opts(bpf_program__fd(skel->progs.kfuncs), &opts))
		err = 0;
	for (int i = 0; !err && i < 7; i++)
		report(b, "call", call_names[i], "-",
		       skel->bss->calls[i] / 8.0);
	if (skel)
		cost__destroy(skel);
	return err;
}

static int measure_all(struct bench *b, int rounds, const char *only)
{
	for (b->round = 1; b->round <= rounds; b->round++) {
		if (b->layer && (!only || !strcmp(only, "call")) &&
		    measure_calls(b))
			return -1;
		for (size_t p = 0; p < sizeof(paths) / sizeof(paths[0]); p++)
			if ((!only || !strcmp(only, paths[p].name)) &&
			    measure_path(b, &paths[p]))
				return -1;
	}
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
			   .layer = has_layer() };
	int rounds = argc > 2 ? atoi(argv[2]) : 0;
	int err;

	if (!b.packets || b.packets > 4096 || rounds < 1 || argc > 4) {
		fprintf(stderr, "usage: bench-cost PACKETS ROUNDS [PATH], up to 4096 PACKETS\n");
		return 2;
	}
	b.out = fopen(getenv("LAB_OUT") ?: "/dev/stdout", "w");
	if (!b.out || system(set_up))
		return 1;
	err = report_kernel(&b) ?:
	      measure_all(&b, rounds, argc > 3 ? argv[3] : NULL);
	/* The lab fails a run that leaves a device. This removes the peers, too. */
	if (system("ip link del bench0 && ip link del bench2"))
		err = -1;
	return fclose(b.out) || err ? 1 : 0;
}
