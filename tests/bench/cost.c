// SPDX-License-Identifier: GPL-2.0
/*
 * Count instructions a packet, by verdict and by stored values: live frames of
 * BPF_PROG_TEST_RUN, from the first program to the end of the packet's path.
 *
 * The guest runs under -icount shift=0, so that its clock counts instructions.
 * Prints lines "VERDICT STORED INSTRUCTIONS" to $LAB_OUT. On a stock kernel only
 * the lines that store nothing are printed.
 *
 * usage: bench-cost [BATCHES]: count over BATCHES batches of packets (800)
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <net/if.h>
#include <linux/if_ether.h>
#include <bpf/bpf.h>
#include <bpf/btf.h>
#include <bpf/libbpf.h>

#include "cost.skel.h"

#define BATCH		64
#define BATCHES		800
#define FIRST		(200 * BATCH)

static const struct {
	const char *name;
	__u32 verdict;
} verdicts[] = {
	{ "XDP_DROP", XDP_DROP },
	{ "XDP_TX", XDP_TX },
	{ "XDP_REDIRECT", XDP_REDIRECT },
	{ "XDP_PASS", XDP_PASS },
};

static const struct {
	const char *name;
	__u32 which;
} stores[] = {
	{ "nothing", 0 },
	{ "hash", 1 },
	{ "all", 7 },
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

static int run(struct cost *skel, unsigned int dev, __u32 packets)
{
	struct xdp_md ctx = { .data_end = ETH_ZLEN, .ingress_ifindex = dev };
	char packet[ETH_ZLEN] = { 0 };
	LIBBPF_OPTS(bpf_test_run_opts, opts,
		.data_in = packet, .data_size_in = sizeof(packet),
		.ctx_in = &ctx, .ctx_size_in = sizeof(ctx),
		.repeat = FIRST + packets + BATCH,
		.batch_size = BATCH,
		.flags = BPF_F_TEST_XDP_LIVE_FRAMES);

	/* No addresses, and an EtherType that no protocol takes */
	packet[12] = 0x88;
	packet[13] = 0xb5;
	return bpf_prog_test_run_opts(bpf_program__fd(skel->progs.cost), &opts);
}

static int measure(FILE *out, int v, int s, __u32 packets)
{
	struct cost *skel = cost__open();
	int err = -1;

	if (!skel)
		return -1;
	skel->rodata->verdict = verdicts[v].verdict;
	skel->rodata->which = stores[s].which;
	skel->rodata->target = if_nametoindex("bench0");
	skel->rodata->first = FIRST;
	skel->rodata->last = FIRST + packets;
	if (!cost__load(skel) &&
	    !run(skel, if_nametoindex("bench1"), packets) &&
	    skel->bss->end && !skel->bss->failed) {
		fprintf(out, "%s %s %.1f\n", verdicts[v].name, stores[s].name,
			(double)(skel->bss->end - skel->bss->begin) / packets);
		err = 0;
	}
	cost__destroy(skel);
	return err;
}

static int measure_all(FILE *out, __u32 packets)
{
	bool layer = has_layer();

	for (int v = 0; v < 4; v++)
		for (int s = 0; s < (layer ? 3 : 1); s++) {
			if (!measure(out, v, s, packets))
				continue;
			fprintf(stderr, "%s, %s stored: cannot be measured\n",
				verdicts[v].name, stores[s].name);
			return 1;
		}
	return 0;
}

int main(int argc, char **argv)
{
	const char *path = getenv("LAB_OUT") ?: "/dev/stdout";
	int batches = argc > 1 ? atoi(argv[1]) : BATCHES;
	FILE *out = fopen(path, "w");
	int err;

	if (batches < 1 || argc > 2) {
		fprintf(stderr, "usage: bench-cost [BATCHES]\n");
		return 2;
	}
	/* With GRO the peer receives by NAPI, which redirected frames need. */
	if (!out || system("ip link add bench0 type veth peer name bench1 && "
			   "ip link set bench0 up && ip link set bench1 up && "
			   "ethtool -K bench0 gro on && "
			   "ethtool -K bench1 gro on"))
		return 1;
	err = measure_all(out, batches * BATCH);
	/* The lab fails a run that leaves a device. This removes the peer, too. */
	if (system("ip link del bench0"))
		err = 1;
	return fclose(out) ? 1 : err;
}
