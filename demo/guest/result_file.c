// SPDX-License-Identifier: GPL-2.0
/*
 * The demo in the guest: what was measured, as JSON in the file $LAB_OUT. The
 * kernel's counters and the program's aside, all is summed up over both runs.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "topology.h"
#include "captured_frames.h"

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
	fprintf(to, "\"seconds\":%.3f}", tally->seconds);
}

static void put_runs(FILE *to, const struct topology *topo,
		     const struct tally *runs, int planned)
{
	const struct tally *a = &runs[0], *b = &runs[1];

	fprintf(to, ",\"nic_queues\":%d,\"queues\":%d,\"cpus\":%d,\"threaded\":%d",
		topo->nic_queues, topo->queues, topo->cpus, topo->threaded);
	put_run(to, "without", topo, a);
	put_run(to, "with", topo, b);
	fprintf(to, ",\"sent\":%d,\"intact\":%d,\"lost\":%d,",
		planned, a->intact + b->intact,
		planned - a->intact - b->intact);
	fprintf(to, "\"damaged\":%d,\"repeated\":%d,\"reordered\":%d",
		a->damaged + b->damaged, a->repeated + b->repeated,
		a->reordered + b->reordered);
}

/* What RSS has to tell flows apart by, in the outer header */
static const char *ports_of(const struct tunnel *tunnel)
{
	if (tunnel->flags & PINNED)
		return "pinned";
	return tunnel->flags & VARIES ? "vary" : "none";
}

/**
 * result_write() - write what came of a tunnel of our own
 * @topo: topology
 * @tunnel: kind of tunnel
 * @plan: what was sent, twice
 * @runs: the run without and the one with the stored hash
 */
void result_write(const struct topology *topo, const struct tunnel *tunnel,
		  const struct plan *plan, const struct tally *runs)
{
	FILE *to = result_open();

	fprintf(to, "{\"tunnel\":\"%s\",\"title\":\"%s\",\"outer\":%d,\"inner\":%d,",
		tunnel->name, tunnel->title, tunnel->outer, plan->inner);
	fprintf(to, "\"ports\":\"%s\",\"flows\":%d", ports_of(tunnel),
		plan->flows);
	put_runs(to, topo, runs, 2 * plan->flows * plan->each);
	result_close(to);
}

/* An object of what rxmeta said, as it stands. */
static void put_object(FILE *to, const char *stat, const char *key)
{
	char name[32], *at, *end;

	snprintf(name, sizeof(name), "\"%s\":{", key);
	at = strstr(stat, name);
	end = at ? strchr(at, '}') : NULL;
	if (!end)
		die("rxmeta said nothing of '%s': %s", key, stat);
	fprintf(to, ",%.*s", (int)(end + 1 - at), at);
}

/**
 * result_write_capture() - write what came of a capture
 * @topo: topology
 * @capture: capture
 * @runs: the run without and the one with the stored hash
 * @stat: from rxmeta_stat() after the second one
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
	fprintf(to, "\"skipped\":{\"cut\":%u,\"long\":%u,\"short\":%u,\"no_ethernet\":%u},",
		head->skipped[SKIP_CUT], head->skipped[SKIP_LONG],
		head->skipped[SKIP_SHORT], head->skipped[SKIP_NO_ETHERNET]);
	fprintf(to, "\"in_tunnel\":%d,\"untouched\":{\"without\":%d,\"with\":%d},\"stored\":%llu",
		capture->tunnelled, runs[0].passed, runs[1].passed,
		(unsigned long long)rxmeta_count(stat, "stored"));
	put_object(to, stat, "kinds");
	put_object(to, stat, "passed");
	fputc('}', to);
	result_close(to);
}
