// SPDX-License-Identifier: GPL-2.0
/* A line of JSON for each run, in the file $LAB_OUT. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "demo/guest/tunnel_kinds.h"
#include "effect_result.h"
#include "qemu/common/error.h"
#include "ways.h"

/**
 * effect_open() - begin the results
 *
 * Return: the file.
 */
FILE *effect_open(void)
{
	const char *path = getenv("LAB_OUT") ?: "/dev/stdout";
	FILE *to = fopen(path, "w");

	if (!to)
		die("cannot write %s: %s", path, strerror(errno));
	return to;
}

static void put_counts(FILE *to, const char *key, const uint64_t *packets, int n)
{
	fprintf(to, ",\"%s\":[", key);
	for (int i = 0; i < n; i++)
		fprintf(to, "%s%llu", i ? "," : "",
			(unsigned long long)packets[i]);
	fputc(']', to);
}

static void put_stage(FILE *to, const char *name, const struct stage_count *cpu,
		      int cpus)
{
	uint64_t packets[CPUS_MAX];
	unsigned long long skbs = 0;

	for (int i = 0; i < cpus; i++) {
		packets[i] = cpu[i].packets;
		skbs += cpu[i].skbs;
	}
	put_counts(to, name, packets, cpus);
	fprintf(to, ",\"%s_skbs\":%llu", name, skbs);
}

/**
 * effect_write() - write a line
 * @to: from effect_open()
 * @site: where it was
 * @way: way to spread
 * @run: what was measured
 */
void effect_write(FILE *to, const struct site *site, const struct way *way,
		  const struct measured *run)
{
	const struct topology *topo = &site->topo;
	const struct tally *tally = &run->tally;

	fprintf(to, "{\"tunnel\":\"%s\",\"way\":\"%s\",\"cpus\":%d,\"flows\":%d,\"burst\":%d,\"round\":%d",
		site->tunnel->name, way->name, site->cpus, run->plan.flows,
		run->burst, run->round);
	fprintf(to, ",\"sent\":%d,\"lost\":%d,\"damaged\":%d,\"repeated\":%d,\"reordered\":%d,\"seconds\":%.3f",
		tally->sent, tally->sent - tally->intact, tally->damaged,
		tally->repeated, tally->reordered, tally->seconds);
	put_counts(to, "nic", tally->packets.nic, topo->nic_queues);
	put_stage(to, "outer", run->stages.cpu[STAGE_OUTER], topo->cpus);
	put_stage(to, "inner", run->stages.cpu[STAGE_INNER], topo->cpus);
	if (way->queues)
		put_counts(to, "queues", tally->packets.queue, topo->queues);
	if (run->busy_ns)
		fprintf(to, ",\"instructions\":%.0f",
			(double)run->busy_ns / tally->sent);
	fputs("}\n", to);
}

/**
 * effect_close() - end the results
 * @to: from effect_open()
 */
void effect_close(FILE *to)
{
	if (fclose(to))
		die("cannot write the results: %s", strerror(errno));
}
