// SPDX-License-Identifier: GPL-2.0
/* The command hash. */
#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>

#include "subcommands.h"
#include "fail.h"
#include "settings.h"
#include "bpf/toeplitz_key.h"

/* Return: false unless both are addresses, and of one family. */
static bool read_addresses(struct flow *flow, const char *saddr,
			   const char *daddr)
{
	if (inet_pton(AF_INET, saddr, &flow->word[0]) == 1 &&
	    inet_pton(AF_INET, daddr, &flow->word[1]) == 1) {
		flow->words = FLOW_WORDS_IPV4;
		return true;
	}
	if (inet_pton(AF_INET6, saddr, &flow->word[0]) == 1 &&
	    inet_pton(AF_INET6, daddr, &flow->word[4]) == 1) {
		flow->words = FLOW_WORDS_IPV6;
		return true;
	}
	return false;
}

/**
 * cmd_hash() - print the hash that the program computes for a flow
 * @settings: command line
 *
 * Return: exit code.
 */
int cmd_hash(struct settings *settings)
{
	static struct toeplitz table;
	struct flow flow = { };

	if (!settings->saddr || !settings->daddr)
		return fail(RXMETA_USAGE, "hash wants --saddr ADDR and --daddr ADDR");
	if ((settings->sport < 0) != (settings->dport < 0))
		return fail(RXMETA_USAGE, "hash wants both --sport and --dport, or neither");
	if (!read_addresses(&flow, settings->saddr, settings->daddr))
		return fail(RXMETA_USAGE, "%s and %s are not two addresses of one family",
			    settings->saddr, settings->daddr);

	if (settings->sport >= 0)
		flow.word[flow.words++] = htonl((__u32)settings->sport << 16 |
						settings->dport);
	if (settings->config.hash == TUNNEL_HASH_SYMMETRIC)
		flow_sort(&flow);

	toeplitz_init(&table, settings->key);
	printf(settings->json ? "{\"hash\":%u}\n" : "0x%08x\n",
	       flow_hash(&table, &flow));
	return RXMETA_OK;
}
