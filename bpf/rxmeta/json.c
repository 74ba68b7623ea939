// SPDX-License-Identifier: GPL-2.0
/* The JSON that several commands print. */
#include <stdio.h>

#include "json.h"
#include "kept_values.h"
#include "probe.h"
#include "settings.h"
#include "skb_hash.h"

static void print_char(unsigned char c)
{
	if (c == '"' || c == '\\')
		printf("\\%c", c);
	else if (c < 0x20 || c == 0x7f)
		printf("\\u%04x", c);
	else
		putchar(c);
}

/**
 * json_text() - print a member whose value is a string
 * @before: what stands before it: a brace, a comma
 * @name: its name
 * @text: its value. The name of an interface may have any byte but '/', ':' and blanks.
 */
void json_text(const char *before, const char *name, const char *text)
{
	printf("%s\"%s\":\"", before, name);
	while (*text)
		print_char(*text++);
	putchar('"');
}

/**
 * json_attached() - print one object that says what was attached
 * @settings: command line after cmd_attach()
 * @threads: how many queues of the redirect target were given a thread
 */
void json_attached(const struct settings *settings, int threads)
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
