// SPDX-License-Identifier: GPL-2.0
/* The command stat. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <bpf/bpf.h>
#include <bpf/libbpf.h>

#include "attached_program.h"
#include "counter_names.h"
#include "dispatcher.h"
#include "interface.h"
#include "ipsec_keys.h"
#include "json.h"
#include "redirect_target.h"
#include "subcommands.h"
#include "fail.h"
#include "kept_values.h"
#include "settings.h"
#include "skb_hash.h"

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
	{
		.first = TUNNEL_ESP_NO_SA,
		.name = "esp_by_spi", .title = "ESP hashed by its SPI",
	},
	{ .first = TUNNEL_CONFIGURED, .name = "passed", .title = "passed" },
	{ .first = TUNNEL_COUNTERS }
};

#define GROUPS	(sizeof(groups) / sizeof(*groups) - 1)

static void stats_add(struct tunnel_stats *sum, const struct tunnel_stats *each)
{
	int i;

	for (i = 0; i < TUNNEL_COUNTERS; i++)
		sum->counter[i] += each->counter[i];
	for (i = 0; i < TUNNEL_KINDS; i++)
		sum->kind[i] += each->kind[i];
	for (i = 0; i < TUNNEL_UNREADS; i++)
		sum->unread[i] += each->unread[i];
}

static int stats_read(const struct attached *found, struct tunnel_stats *sum)
{
	int cpu, cpus = libbpf_num_possible_cpus();
	struct tunnel_stats *each;
	__u32 zero = 0;
	int err = -1;

	each = calloc(cpus, sizeof(*each));
	if (each && !bpf_map_lookup_elem(found->stats, &zero, each)) {
		memset(sum, 0, sizeof(*sum));
		for (cpu = 0; cpu < cpus; cpu++)
			stats_add(sum, &each[cpu]);
		err = 0;
	}
	free(each);
	return err;
}

/**
 * struct report - what there is to print
 * @iface: name of the interface
 * @found: its program
 * @config: configuration of the program
 * @stats: its counters
 * @target: its redirect target
 * @tc: its tc program
 */
struct report {
	const char *iface;
	const struct attached *found;
	struct tunnel_config config;
	struct tunnel_stats stats;
	struct target_state target;
	struct skb_hash_state tc;
};

static void print_target_json(const struct tunnel_config *config,
			      const struct target_state *target)
{
	char mac[MAC_TEXT];

	if (!TUNNEL_HAS_DEV(config->target))
		return;
	json_text(",\"target\":{", "name", config->attached.to);
	printf(",\"takes\":%s,\"dst_mac\":\"%s\",\"refused\":%llu,\"dropped\":%llu}",
	       target->takes ? "true" : "false",
	       config->set_dst_mac ? interface_mac(config->dst_mac, mac) : "keep",
	       target->refused, target->dropped);
}

static void print_target(const struct tunnel_config *config,
			 const struct target_state *target)
{
	char mac[MAC_TEXT];

	if (!TUNNEL_HAS_DEV(config->target))
		return;
	printf("  target %s\n", config->attached.to);
	printf("    %-18s%12llu\n    %-18s%12llu\n", "refused",
	       target->refused, "dropped", target->dropped);
	if (config->set_dst_mac)
		printf("  packets to %s get the address %s\n",
		       config->attached.to, interface_mac(config->dst_mac, mac));
}

static void print_json(const struct report *report)
{
	const struct tunnel_config *config = &report->config;
	const struct tunnel_stats *stats = &report->stats;
	int i, g, sas = ipsec_count(report->found);

	json_text("{", "iface", report->iface);
	for (i = 0; i < groups[0].first; i++)
		printf(",\"%s\":%llu", counter_names[i], stats->counter[i]);
	for (g = 0; g < GROUPS; g++) {
		printf(",\"%s\":{", groups[g].name);
		for (i = groups[g].first; i < groups[g + 1].first; i++)
			printf("%s\"%s\":%llu",
			       i == groups[g].first ? "" : ",", counter_names[i],
			       stats->counter[i]);
		printf("}");
	}
	printf(",\"kinds\":{");
	for (i = 0; i < TUNNEL_KINDS; i++)
		printf("%s\"%s\":%llu", i ? "," : "", kind_names[i],
		       stats->kind[i]);
	printf("},\"unread\":{");
	for (i = 0; i < TUNNEL_UNREADS; i++)
		printf("%s\"%s\":%llu", i ? "," : "", unread_names[i],
		       stats->unread[i]);
	printf("}");
	if (sas >= 0)
		printf(",\"sas\":%d", sas);
	printf(",\"dispatcher\":%s,\"not_kept\":{",
	       report->found->dispatcher ? "true" : "false");
	keep_print_json(stdout, config->why);
	printf("}");
	skb_hash_print_json(config, report->tc.name);
	print_target_json(config, &report->target);
	puts("}");
}

/* There are many protocols, and most counters of a machine stay 0. */
static void print_unread(const struct tunnel_stats *stats)
{
	int i;

	if (!stats->counter[TUNNEL_UNREADABLE])
		return;
	puts("  unreadable, by protocol");
	for (i = 0; i < TUNNEL_UNREADS; i++)
		if (stats->unread[i])
			printf("    %-18s%12llu\n", unread_names[i],
			       stats->unread[i]);
}

static void print_dispatcher(const struct attached *found)
{
	char names[DISPATCHER_NAMES];

	if (found->dispatcher)
		printf("  libxdp's dispatcher has %s; refused has what each of them drops\n",
		       dispatcher_names(found->dispatcher, names));
}

static void print_table(const struct report *report)
{
	const struct tunnel_config *config = &report->config;
	const struct tunnel_stats *stats = &report->stats;
	int i, g, sas = ipsec_count(report->found);

	printf("%s\n", report->iface);
	for (i = 0; i < groups[0].first; i++)
		printf("  %-20s%12llu\n", counter_names[i], stats->counter[i]);
	for (g = 0; g < GROUPS; g++) {
		printf("  %s\n", groups[g].title);
		for (i = groups[g].first; i < groups[g + 1].first; i++)
			printf("    %-18s%12llu\n", counter_names[i],
			       stats->counter[i]);
	}
	puts("  kinds of tunnel");
	for (i = 0; i < TUNNEL_KINDS; i++)
		printf("    %-18s%12llu\n", kind_names[i], stats->kind[i]);
	print_unread(stats);
	if (sas >= 0)
		printf("  %-20s%12d\n", "SAs known", sas);
	print_target(config, &report->target);
	print_dispatcher(report->found);
	if (report->tc.attached)
		printf("  a tc program on %s gives the hash to the skb\n",
		       report->tc.name);
	keep_print(stdout, "  ", report->iface, config->why);
	if (stats->counter[TUNNEL_NO_META])
		printf("  no_meta: there was no room in front of the packet, or the driver of %s has no metadata\n",
		       report->iface);
	if (stats->counter[TUNNEL_HEADLESS])
		printf("  headless packets have their Ethernet header in a fragment; on mlx5, 'ethtool --set-priv-flags %s rx_striding_rq off' changes that\n",
		       report->iface);
}

static void say(const char *says)
{
	if (!*says)
		return;
	fflush(stdout);
	fprintf(stderr, "rxmeta: %s\n", says);
}

static int print_all(const struct settings *settings,
		     const struct interface *iface, const struct attached *found)
{
	struct report report = { .iface = iface->name, .found = found };

	if (found->what != ATTACHED_OURS)
		return attached_refuse(iface, found);
	if (stats_read(found, &report.stats) ||
	    attached_config(found, &report.config))
		return fail(RXMETA_SYSTEM, "cannot read the counters of %s: %s",
			    iface->name, strerror(errno));

	if (TUNNEL_HAS_DEV(report.config.target))
		target_now(iface, found, &report.config, &report.target);
	skb_hash_now(iface, found, &report.config, &report.tc);
	if (settings->json)
		print_json(&report);
	else
		print_table(&report);
	say(report.target.says);
	say(report.tc.says);
	return RXMETA_OK;
}

/**
 * cmd_stat() - print the counters of an attached program
 * @settings: command line
 *
 * Return: exit code.
 */
int cmd_stat(struct settings *settings)
{
	struct interface iface;
	struct attached found;
	int code;

	code = interface_need(settings->iface, &iface);
	if (code)
		return code;
	attached_find(&iface, &found);
	code = print_all(settings, &iface, &found);
	attached_close(&found);
	return code;
}
