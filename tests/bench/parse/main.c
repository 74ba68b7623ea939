// SPDX-License-Identifier: GPL-2.0
/*
 * bench-parse: instructions that the tunnel program takes to read a packet, hash the flow
 * inside it and store that, by kind of tunnel, and what the kernel's flow dissector takes
 * for its own hash of the same packet.
 *
 * Writes a line of JSON for each kind of tunnel to $LAB_OUT.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <bpf/bpf.h>
#include <bpf/libbpf.h>

#include "counted_runs.h"
#include "demo/guest/addresses.h"
#include "demo/guest/run_program.h"
#include "demo/guest/run_rxmeta.h"
#include "demo/guest/rss_nic.h"
#include "demo/guest/topology.h"
#include "demo/guest/tunnel_ends.h"
#include "demo/guest/tunnel_kinds.h"
#include "dissector.skel.h"
#include "qemu/common/error.h"
#include "qemu/common/options.h"
#include "qemu/common/words.h"
#include "tunnel_frames.h"

#define RXMETA	"/lab/rxmeta"

static struct words wanted;

static bool is_wanted(const char *name)
{
	for (int i = 0; i < wanted.n; i++)
		if (!strcmp(wanted.word[i], name))
			return true;
	return !wanted.n;
}

static void attach(const struct topology *topo, const struct tunnel *tunnel)
{
	char from[64];
	const char *args[16] = {
		RXMETA, "attach", NIC_XDP, "--pass", "--hash", "inner",
	};

	if (tunnel->ipsec) {
		snprintf(from, sizeof(from), "kernel:/proc/%d/fd/%d", getpid(),
			 topo->receiver);
		args[6] = "--ipsec";
		args[7] = from;
	}
	if (tunnel->port == PORT_FOU) {
		args[6] = "--fou-port";
		args[7] = PORT_FOU_SENDER;
	}
	if (run_program(args, -1, NULL, 0))
		die("rxmeta could not attach the program");
	nic_await_link();
}

static void detach(void)
{
	static const char * const args[] = { RXMETA, "detach", NIC_XDP, NULL };

	if (run_program(args, -1, NULL, 0))
		die("rxmeta could not detach the program");
	nic_await_link();
}

/* Return: packets in which the program has read the tunnel, and stored a hash. */
static uint64_t stored(const struct tunnel *tunnel)
{
	char stat[STAT_MAX];

	rxmeta_stat(stat);
	return rxmeta_count(stat, "stored") < rxmeta_count(stat, tunnel->kind) ?
	       rxmeta_count(stat, "stored") : rxmeta_count(stat, tunnel->kind);
}

static uint32_t hash_of(struct dissector *dissector,
			const struct tunnel_frame *frame)
{
	LIBBPF_OPTS(bpf_test_run_opts, opts, .data_in = frame->bytes,
		    .data_size_in = frame->len);

	if (bpf_prog_test_run_opts(bpf_program__fd(dissector->progs.dissect),
				   &opts))
		die("the flow dissector cannot be run");
	return dissector->bss->hash;
}

static void measure(FILE *out, const struct tunnel *tunnel,
		    struct dissector *dissector,
		    const struct tunnel_frame *frames)
{
	int program = attached_program(NIC_XDP);
	uint64_t before = stored(tunnel);
	double reads, dissects;
	bool apart;

	reads = instructions_of(program,
				bpf_program__fd(dissector->progs.read_not),
				frames);
	if (stored(tunnel) == before)
		die("%s: the program does not read it", tunnel->name);
	dissects = instructions_of(bpf_program__fd(dissector->progs.dissect),
				   bpf_program__fd(dissector->progs.dissect_not),
				   frames);
	apart = hash_of(dissector, &frames[0]) !=
		hash_of(dissector, &frames[1]);
	fprintf(out, "{\"tunnel\":\"%s\",\"program\":%.0f,\"dissector\":%.0f,\"apart\":%d}\n",
		tunnel->name, reads, dissects, apart);
	printf("  %-14s program %5.0f, flow dissector %5.0f, which %s the flows apart\n",
	       tunnel->name, reads, dissects, apart ? "tells" : "does not tell");
	fflush(stdout);
	close(program);
}

static void try_tunnel(FILE *out, const struct topology *topo,
		       const struct tunnel *tunnel, struct dissector *dissector)
{
	struct tunnel_frame frames[2];

	tunnel_make(topo, tunnel);
	attach(topo, tunnel);
	tunnel_frames_take(topo, tunnel->inner & INNER4 ? 4 : 6, frames);
	measure(out, tunnel, dissector, frames);
	detach();
	tunnel_remove(topo, tunnel);
}

static void check_wanted(void)
{
	for (int i = 0; i < wanted.n; i++)
		if (!tunnel_find(wanted.word[i]))
			die("--tunnel %s: no such tunnel; /lab/demo --help lists them",
			    wanted.word[i]);
}

int main(int argc, char **argv)
{
	static const struct option_row rows[] = {
		{ .name = "--tunnel", .argument = "NAME", .words = &wanted,
		  .help = "a tunnel of the demo (default: all)" },
		{ }
	};
	static const struct options options = {
		.usage = "[OPTION...]", .rows = rows,
	};
	const char *path = getenv("LAB_OUT") ?: "/dev/stdout";
	struct dissector *dissector;
	struct topology topo;
	FILE *out = fopen(path, "w");

	if (*options_parse(&options, argv))
		options_misuse(&options);
	check_wanted();
	tunnel_options.port[PORT_FOU] = PORT_FOU_SENDER;
	ports_read();
	dissector = dissector__open_and_load();
	if (!dissector || !out)
		die("cannot load the programs, or write %s", path);
	topology_make(&topo, 1, false);
	for (const struct tunnel *tunnel = tunnels; tunnel->name; tunnel++)
		if (is_wanted(tunnel->name))
			try_tunnel(out, &topo, tunnel, dissector);
	topology_remove(&topo);
	dissector__destroy(dissector);
	return fclose(out) ? 1 : 0;
}
