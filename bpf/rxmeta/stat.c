// SPDX-License-Identifier: GPL-2.0
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <bpf/bpf.h>
#include <bpf/libbpf.h>

#include "rxmeta.h"

static const char * const names[TUNNEL_COUNTERS] = {
	[TUNNEL_SEEN]		= "seen",
	[TUNNEL_FLOWS]		= "tunnel",
	[TUNNEL_STORED]		= "stored",
	[TUNNEL_STORE_ERROR]	= "store_error",
	[TUNNEL_NO_LAYER]	= "no_layer",
	[TUNNEL_REDIRECTED]	= "redirected",
	[TUNNEL_CONFIGURED]	= "configured",
	[TUNNEL_NO_TARGET]	= "no_target",
	[TUNNEL_NOT_TUNNEL]	= "not_tunnel",
	[TUNNEL_TRUNCATED]	= "truncated",
	[TUNNEL_UNREADABLE]	= "unreadable",
	[TUNNEL_FRAGMENT]	= "fragment",
};

static const char * const kinds[TUNNEL_KINDS] = {
	[TUNNEL_IP]		= "ip",
	[TUNNEL_GRE]		= "gre",
	[TUNNEL_GRE_ETH]	= "gre_eth",
	[TUNNEL_GRE_MPLS]	= "gre_mpls",
	[TUNNEL_VXLAN]		= "vxlan",
	[TUNNEL_GENEVE]		= "geneve",
	[TUNNEL_UDP_MPLS]	= "udp_mpls",
	[TUNNEL_IP_MPLS]	= "ip_mpls",
};

/* The counters from here on are reasons to pass. */
#define FIRST_REASON	TUNNEL_CONFIGURED

static void stats_add(struct tunnel_stats *sum, const struct tunnel_stats *each)
{
	int i;

	for (i = 0; i < TUNNEL_COUNTERS; i++)
		sum->counter[i] += each->counter[i];
	for (i = 0; i < TUNNEL_KINDS; i++)
		sum->kind[i] += each->kind[i];
}

static int stats_read(const char *iface, struct tunnel_stats *sum)
{
	int cpus = libbpf_num_possible_cpus();
	struct tunnel_stats *each;
	int cpu, fd, err = -1;
	char path[256];
	__u32 zero = 0;

	pin_path(path, sizeof(path), iface, "stats");
	fd = bpf_obj_get(path);
	if (fd < 0)
		return -1;

	each = calloc(cpus, sizeof(*each));
	if (each && !bpf_map_lookup_elem(fd, &zero, each)) {
		memset(sum, 0, sizeof(*sum));
		for (cpu = 0; cpu < cpus; cpu++)
			stats_add(sum, &each[cpu]);
		err = 0;
	}
	free(each);
	close(fd);
	return err;
}

static void print_json(const char *iface, const struct tunnel_stats *stats)
{
	int i;

	printf("{\"iface\":\"%s\"", iface);
	for (i = 0; i < FIRST_REASON; i++)
		printf(",\"%s\":%llu", names[i], stats->counter[i]);
	for (; i < TUNNEL_COUNTERS; i++)
		printf("%s\"%s\":%llu",
		       i == FIRST_REASON ? ",\"passed\":{" : ",", names[i],
		       stats->counter[i]);
	printf("},\"kinds\":{");
	for (i = 0; i < TUNNEL_KINDS; i++)
		printf("%s\"%s\":%llu", i ? "," : "", kinds[i],
		       stats->kind[i]);
	puts("}}");
}

static void print_table(const char *iface, const struct tunnel_stats *stats)
{
	int i;

	printf("%s\n", iface);
	for (i = 0; i < TUNNEL_COUNTERS; i++) {
		if (i == FIRST_REASON)
			puts("  passed");
		printf("%s%-*s%12llu\n", i < FIRST_REASON ? "  " : "    ",
		       i < FIRST_REASON ? 14 : 12, names[i], stats->counter[i]);
	}
	puts("  kinds of tunnel");
	for (i = 0; i < TUNNEL_KINDS; i++)
		printf("    %-12s%12llu\n", kinds[i], stats->kind[i]);
}

/**
 * cmd_stat - print the counters of an attached program
 * @settings: command line
 *
 * Return: exit code.
 */
int cmd_stat(struct settings *settings)
{
	struct tunnel_stats stats;

	if (stats_read(settings->iface, &stats)) {
		if (errno == ENOENT)
			return fail(RXMETA_SYSTEM, "nothing is attached to %s; see 'rxmeta attach --help'",
				    settings->iface);
		return fail(RXMETA_SYSTEM, "cannot read the counters of %s: %s",
			    settings->iface, strerror(errno));
	}

	if (settings->json)
		print_json(settings->iface, &stats);
	else
		print_table(settings->iface, &stats);
	return RXMETA_OK;
}
