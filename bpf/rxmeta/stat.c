// SPDX-License-Identifier: GPL-2.0
/* The command stat. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <bpf/bpf.h>
#include <bpf/libbpf.h>

#include "attached_config.h"
#include "subcommands.h"
#include "fail.h"
#include "kept_values.h"
#include "pin.h"
#include "settings.h"

static const char * const names[TUNNEL_COUNTERS] = {
	[TUNNEL_SEEN]		= "seen",
	[TUNNEL_FLOWS]		= "tunnel",
	[TUNNEL_STORED]		= "stored",
	[TUNNEL_STORE_ERROR]	= "store_error",
	[TUNNEL_NO_LAYER]	= "no_layer",
	[TUNNEL_REDIRECTED]	= "redirected",
	[TUNNEL_KEPT_VLAN_TAG]	= "vlan_tag",
	[TUNNEL_PUSHED_VLAN_TAG] = "vlan_tag_in_packet",
	[TUNNEL_KEPT_TIMESTAMP]	= "timestamp",
	[TUNNEL_KEPT_HASH]	= "hash",
	[TUNNEL_LOST_TIMESTAMP]	= "timestamp",
	[TUNNEL_LOST_HASH]	= "hash",
	[TUNNEL_CONFIGURED]	= "configured",
	[TUNNEL_NO_TARGET]	= "no_target",
	[TUNNEL_HEADLESS]	= "headless",
	[TUNNEL_TAG_UNKEPT]	= "tag_unkept",
	[TUNNEL_NOT_TUNNEL]	= "not_tunnel",
	[TUNNEL_TRUNCATED]	= "truncated",
	[TUNNEL_UNREADABLE]	= "unreadable",
	[TUNNEL_FRAGMENT]	= "fragment",
};

/* Groups of counters; each ends where the next one begins. */
static const struct {
	int first;
	const char *name;	/* in JSON */
	const char *title;
} groups[] = {
	{
		.first = TUNNEL_KEPT_VLAN_TAG,
		.name = "kept", .title = "kept of the NIC's values",
	},
	{
		.first = TUNNEL_LOST_TIMESTAMP,
		.name = "lost", .title = "lost of the NIC's values",
	},
	{ .first = TUNNEL_CONFIGURED, .name = "passed", .title = "passed" },
	{ .first = TUNNEL_COUNTERS }
};

#define GROUPS	(sizeof(groups) / sizeof(*groups) - 1)

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
	__u32 zero = 0;

	fd = pin_get(iface, PIN_STATS);
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

static void print_json(const char *iface, const struct tunnel_stats *stats,
		       const struct tunnel_config *config)
{
	int i, g;

	printf("{\"iface\":\"%s\"", iface);
	for (i = 0; i < groups[0].first; i++)
		printf(",\"%s\":%llu", names[i], stats->counter[i]);
	for (g = 0; g < GROUPS; g++) {
		printf(",\"%s\":{", groups[g].name);
		for (i = groups[g].first; i < groups[g + 1].first; i++)
			printf("%s\"%s\":%llu",
			       i == groups[g].first ? "" : ",", names[i],
			       stats->counter[i]);
		printf("}");
	}
	printf(",\"kinds\":{");
	for (i = 0; i < TUNNEL_KINDS; i++)
		printf("%s\"%s\":%llu", i ? "," : "", kinds[i],
		       stats->kind[i]);
	printf("},\"not_kept\":{");
	keep_print_json(stdout, config->why);
	puts("}}");
}

static void print_table(const char *iface, const struct tunnel_stats *stats,
			const struct tunnel_config *config)
{
	int i, g;

	printf("%s\n", iface);
	for (i = 0; i < groups[0].first; i++)
		printf("  %-20s%12llu\n", names[i], stats->counter[i]);
	for (g = 0; g < GROUPS; g++) {
		printf("  %s\n", groups[g].title);
		for (i = groups[g].first; i < groups[g + 1].first; i++)
			printf("    %-18s%12llu\n", names[i],
			       stats->counter[i]);
	}
	puts("  kinds of tunnel");
	for (i = 0; i < TUNNEL_KINDS; i++)
		printf("    %-18s%12llu\n", kinds[i], stats->kind[i]);
	keep_print(stdout, "  ", iface, config->why);
	if (stats->counter[TUNNEL_HEADLESS])
		printf("  headless packets have their Ethernet header in a fragment; on mlx5, 'ethtool --set-priv-flags %s rx_striding_rq off' changes that\n",
		       iface);
}

/**
 * cmd_stat() - print the counters of an attached program
 * @settings: command line
 *
 * Return: exit code.
 */
int cmd_stat(struct settings *settings)
{
	struct tunnel_config config;
	struct tunnel_stats stats;

	if (stats_read(settings->iface, &stats) ||
	    config_read(settings->iface, &config)) {
		if (errno == ENOENT)
			return fail(RXMETA_SYSTEM, "nothing is attached to %s; see 'rxmeta attach --help'",
				    settings->iface);
		return fail(RXMETA_SYSTEM, "cannot read the counters of %s: %s",
			    settings->iface, strerror(errno));
	}

	if (settings->json)
		print_json(settings->iface, &stats, &config);
	else
		print_table(settings->iface, &stats, &config);
	if (pin_is_stale(settings->iface))
		fprintf(stderr, "rxmeta: %s has gone away; 'rxmeta detach %s' removes its pins\n",
			settings->iface, settings->iface);
	return RXMETA_OK;
}
