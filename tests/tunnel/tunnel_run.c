// SPDX-License-Identifier: GPL-2.0
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <bpf/bpf.h>
#include <bpf/libbpf.h>

#include "tests/lib/packet.h"
#include "tunnel_run.h"
#include "bpf/toeplitz_key.h"

/* A kernel without ciphers for BPF runs the other tests. */
static void ipsec_choose(struct tunnel_stored *skel, bool wanted)
{
	bpf_program__set_autoload(skel->progs.ipsec_set, wanted);
	bpf_map__set_autocreate(skel->maps.ipsec_sas, wanted);
	bpf_map__set_autocreate(skel->maps.ipsec_index, wanted);
	bpf_map__set_autocreate(skel->maps.ipsec_scratch, wanted);
}

/**
 * tunnel_load() - load the program
 * @config: its configuration except the key
 * @key: Toeplitz key, or NULL for the published one
 *
 * This loads only the entry point that reports what it stored: the verifier takes
 * most of the time of a test.
 *
 * Return: the skeleton, or NULL with errno set.
 */
struct tunnel_stored *tunnel_load(const struct tunnel_config *config,
				  const uint8_t *key)
{
	struct tunnel_stored *skel = tunnel_stored__open();

	if (!skel)
		return NULL;

	memcpy((void *)&skel->rodata->config, config, sizeof(*config));
	toeplitz_init((void *)&skel->rodata->config.toeplitz,
		      key ?: toeplitz_default_key);
	bpf_map__set_max_entries(skel->maps.tunnel_cpus,
				 libbpf_num_possible_cpus());
	bpf_program__set_autoload(skel->progs.tunnel, false);
	bpf_program__set_autoload(skel->progs.tunnel_meta, false);
	bpf_program__set_autoload(skel->progs.tunnel_bound, false);
	bpf_program__set_autoload(skel->progs.tunnel_cpu, false);
	bpf_program__set_autoload(skel->progs.tunnel_skb, false);
	ipsec_choose(skel, config->ports.esp);
	if (tunnel_stored__load(skel)) {
		tunnel_stored__destroy(skel);
		return NULL;
	}
	return skel;
}

static void read_counters(struct tunnel_stored *skel, struct tunnel_stats *sum)
{
	static struct tunnel_stats *each;
	int cpu, i, cpus = libbpf_num_possible_cpus();
	__u32 zero = 0;

	if (!each)
		each = calloc(cpus, sizeof(*each));
	memset(sum, 0, sizeof(*sum));
	if (!each || bpf_map_lookup_elem(bpf_map__fd(skel->maps.tunnel_stats),
					 &zero, each))
		return;
	for (cpu = 0; cpu < cpus; cpu++) {
		for (i = 0; i < TUNNEL_COUNTERS; i++)
			sum->counter[i] += each[cpu].counter[i];
		for (i = 0; i < TUNNEL_KINDS; i++)
			sum->kind[i] += each[cpu].kind[i];
		for (i = 0; i < TUNNEL_UNREADS; i++)
			sum->unread[i] += each[cpu].unread[i];
	}
}

/**
 * packet_run() - run the program on one packet
 * @skel: the program
 * @bytes: the packet
 * @len: its length
 * @linear: bytes in the linear part; 0 for as many as fit
 * @meta: bytes of metadata in front of the packet, a multiple of 4
 * @out: set to the result
 */
void packet_run(struct tunnel_stored *skel, const uint8_t *bytes, size_t len,
		size_t linear, size_t meta, struct result *out)
{
	static uint8_t in[PACKET_MAX + 256], back[PACKET_MAX + 256];
	struct xdp_md ctx = { .data = meta, .data_end = meta + linear };
	LIBBPF_OPTS(bpf_test_run_opts, opts,
		    .data_in = in, .data_size_in = meta + len,
		    .data_out = back, .data_size_out = sizeof(back));
	static struct tunnel_stats before;
	static struct tunnel_stored *last;
	struct tunnel_stats now;
	int i;

	memset(in, 0x77, meta);
	memcpy(in + meta, bytes, len);
	if (linear) {
		opts.ctx_in = &ctx;
		opts.ctx_size_in = sizeof(ctx);
	}

	memset(out, 0, sizeof(*out));
	if (skel != last)
		read_counters(skel, &before);
	last = skel;
	if (bpf_prog_test_run_opts(bpf_program__fd(skel->progs.tunnel_stored),
				   &opts))
		out->err = errno;

	read_counters(skel, &now);
	for (i = 0; i < TUNNEL_COUNTERS; i++)
		out->count[i] = now.counter[i] - before.counter[i];
	for (i = 0; i < TUNNEL_KINDS; i++)
		out->kind[i] = now.kind[i] - before.kind[i];
	for (i = 0; i < TUNNEL_UNREADS; i++)
		out->unread[i] = now.unread[i] - before.unread[i];
	before = now;
	out->act = opts.retval;
	out->stored = skel->bss->stored;
	out->same = opts.data_size_out == meta + len &&
		    !memcmp(in, back, meta + len);
	memcpy(out->bytes, back + meta, sizeof(out->bytes));
}
