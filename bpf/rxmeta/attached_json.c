// SPDX-License-Identifier: GPL-2.0
/* What attach and spread print with --json. */
#include <stdio.h>

#include "attached_json.h"
#include "json.h"
#include "kept_values.h"
#include "probe.h"
#include "settings.h"
#include "skb_hash.h"

/**
 * attached_print_json() - print one object that says what was attached
 * @settings: command line after cmd_attach()
 * @threads: how many queues of the redirect target were given a thread
 */
void attached_print_json(const struct settings *settings, int threads)
{
	const struct tunnel_config *config = &settings->config;
	__u32 i;

	json_text("{", "iface", settings->iface);
	printf(",\"ifindex\":%u,\"stores\":%s", settings->ifindex,
	       kernel_stores_hash() && !settings->compat ? "true" : "false");
	printf(",\"dispatcher\":%s", settings->dispatcher ? "true" : "false");
	if (TUNNEL_HAS_DEV(config->target))
		json_text(",", "to", settings->to);
	printf(",\"cpus\":[");
	for (i = 0; i < config->cpus; i++)
		printf("%s%u", i ? "," : "", config->cpu[i]);
	printf("],\"threads\":%d,\"not_kept\":{", threads);
	keep_print_json(stdout, config->why);
	putchar('}');
	skb_hash_print_json(config, settings->tc_name);
	puts("}");
	fflush(stdout);
}
