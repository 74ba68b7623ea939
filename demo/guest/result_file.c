// SPDX-License-Identifier: GPL-2.0
/*
 * The result as JSON, in the file $LAB_OUT. Counters of the kernel and of the
 * program are those of a run; all other numbers are sums of both runs.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "captured_frames.h"
#include "ipsec_ends.h"
#include "result_file.h"
#include "run_rxmeta.h"
#include "tally.h"
#include "topology.h"
#include "traffic.h"
#include "tunnel_kinds.h"
#include "qemu/common/error.h"

static FILE *result_open(void)
{
	const char *path = getenv("LAB_OUT") ?: "/tmp/demo.json";
	FILE *to = fopen(path, "we");

	if (!to)
		die("cannot write %s: %s", path, strerror(errno));
	return to;
}

static void result_close(FILE *to)
{
	fputs("}\n", to);
	if (fclose(to))
		die("cannot write the result: %s", strerror(errno));
}

static void put_counts(FILE *to, const char *key, const uint64_t *counts, int n)
{
	fprintf(to, "\"%s\":[", key);
	for (int i = 0; i < n; i++)
		fprintf(to, "%s%llu", i ? "," : "",
			(unsigned long long)counts[i]);
	fputs("],", to);
}

static void put_run(FILE *to, const char *key, const struct topology *topo,
		    const struct tally *tally)
{
	const struct counters *packets = &tally->packets;

	fprintf(to, ",\"%s\":{", key);
	put_counts(to, "nic", packets->nic, topo->nic_queues);
	put_counts(to, "packets", packets->queue, topo->queues);
	put_counts(to, "cpus", packets->cpu, topo->cpus);
	fprintf(to, "\"hashed\":%llu,\"seconds\":%.3f}",
		(unsigned long long)packets->hashed, tally->seconds);
}

static void put_runs(FILE *to, const struct topology *topo,
		     const struct tally *runs, int planned)
{
	const struct tally *a = &runs[0], *b = &runs[1];

	fprintf(to, ",\"nic_queues\":%d,\"queues\":%d,\"cpus\":%d,\"threaded\":%d,\"compat\":%d",
		topo->nic_queues, topo->queues, topo->cpus, topo->threaded,
		rxmeta_compat);
	put_run(to, "without", topo, a);
	put_run(to, "with", topo, b);
	fprintf(to, ",\"sent\":%d,\"intact\":%d,\"lost\":%d,",
		planned, a->intact + b->intact,
		planned - a->intact - b->intact);
	fprintf(to, "\"damaged\":%d,\"repeated\":%d,\"reordered\":%d",
		a->damaged + b->damaged, a->repeated + b->repeated,
		a->reordered + b->reordered);
}

/* The outer source ports, by which RSS can tell flows apart */
static const char *ports_of(const struct tunnel *tunnel)
{
	if (tunnel->flags & PINNED)
		return "pinned";
	return tunnel->flags & VARIES ? "vary" : "none";
}

/**
 * result_write() - write the result of generated flows in a tunnel
 * @topo: topology
 * @tunnel: kind of tunnel
 * @plan: packets of each run
 * @runs: the run without the stored hash, and the run with it
 * @refused: packets that IPsec refused, or -1 without IPsec
 */
void result_write(const struct topology *topo, const struct tunnel *tunnel,
		  const struct plan *plan, const struct tally *runs,
		  long refused)
{
	FILE *to = result_open();

	fprintf(to, "{\"tunnel\":\"%s\",\"title\":\"%s\",\"outer\":%d,\"inner\":%d,",
		tunnel->name, tunnel->title, tunnel->outer, plan->inner);
	fprintf(to, "\"ports\":\"%s\",\"flows\":%d", ports_of(tunnel),
		plan->flows);
	put_runs(to, topo, runs, 2 * plan->flows * plan->each);
	if (refused >= 0)
		fprintf(to, ",\"refused\":%ld,\"replay_window\":%d", refused,
			REPLAY_WINDOW);
	result_close(to);
}

/* Copy an object from the output of rxmeta. */
static void put_object(FILE *to, const char *stat, const char *key)
{
	char name[32], *at, *end;

	snprintf(name, sizeof(name), "\"%s\":{", key);
	at = strstr(stat, name);
	end = at ? strchr(at, '}') : NULL;
	if (!end)
		die("rxmeta printed no object '%s': %s", key, stat);
	fprintf(to, ",%.*s", (int)(end + 1 - at), at);
}

/**
 * result_write_capture() - write the result of a capture
 * @topo: topology
 * @capture: capture
 * @runs: the run without the stored hash, and the run with it
 * @stat: from rxmeta_stat() after the second run
 */
void result_write_capture(const struct topology *topo,
			  const struct capture *capture,
			  const struct tally *runs, const char *stat)
{
	const struct capture_head *head = capture->head;
	FILE *to = result_open();

	fprintf(to, "{\"tunnel\":\"capture\",\"title\":\"%s\",\"flows\":%d",
		head->name, capture->flows);
	put_runs(to, topo, runs, 2 * head->frames);
	fprintf(to, ",\"capture\":{\"packets\":%u,\"frames\":%u,\"made_up\":%u,",
		head->packets, head->frames, head->made_up);
	fprintf(to, "\"skipped\":{\"cut\":%u,\"long\":%u,\"short\":%u,\"no_ethernet\":%u,\"tag\":%u},",
		head->skipped[SKIP_CUT], head->skipped[SKIP_LONG],
		head->skipped[SKIP_SHORT], head->skipped[SKIP_NO_ETHERNET],
		head->skipped[SKIP_TAG]);
	fprintf(to, "\"in_tunnel\":%d,\"untouched\":{\"without\":%d,\"with\":%d},\"stored\":%llu",
		capture->tunnelled, runs[0].passed, runs[1].passed,
		(unsigned long long)rxmeta_count(stat, "stored"));
	put_object(to, stat, "kinds");
	put_object(to, stat, "passed");
	put_object(to, stat, "unread");
	fputc('}', to);
	result_close(to);
}
