// SPDX-License-Identifier: GPL-2.0
/* Text around the bars: the sender, RSS, the CPUs, and who needs a stored hash. */
#include <string.h>

#include "notes.h"

static const struct {
	const char *name;
	const char *text;
} ports[] = {
	{ "none", "the outer header has no ports to tell flows apart by" },
	{ "pinned", "pins the outer source port, which most senders vary" },
	{ "vary", "varies the outer source port with the flow, as most do" },
};

static const char *ports_text(const struct result *result)
{
	for (size_t i = 0; i < sizeof(ports) / sizeof(ports[0]); i++)
		if (!strcmp(ports[i].name, result->ports))
			return ports[i].text;
	return NULL;
}

/**
 * notes_print() - explain how the packets reached the queues and CPUs
 * @to: terminal
 * @result: result of the guest
 */
void notes_print(FILE *to, const struct result *result)
{
	const char *text = ports_text(result);

	if (text)
		fprintf(to, "    sender  %s\n", text);
	fputs("    NIC     a modelled ConnectX-5, whose RSS hashes outer headers only:\n",
	      to);
	fprintf(to, "            %d of %ld queues used without, %d with\n",
		counts_used(&result->without.nic), result->nic_queues,
		counts_used(&result->with.nic));
	fprintf(to, "    veth    %ld queues, %s\n\n", result->queues,
		result->compat ?
		"each served by the CPU that the cpumap chose; nothing is stored" :
		result->threaded ?
		"each with a thread (threaded NAPI) on a CPU of its own" :
		"no threaded NAPI: the CPU that fills one empties it");
}

/**
 * notes_print_scope() - name the tunnels that RSS alone cannot spread
 * @to: terminal
 */
void notes_print_scope(FILE *to)
{
	fputs("  RSS alone cannot spread GRE and IP in IP where the NIC hashes outer headers\n"
	      "  only, UDP tunnels whose source port is fixed or varies little, few tunnels,\n"
	      "  and ESP (which rxmeta --ipsec reads). Senders of VXLAN, Geneve and MPLS in UDP\n"
	      "  usually vary the source port, and some NICs, a real ConnectX-5 too, hash\n"
	      "  inside GRE: there RSS spreads one tunnel.\n\n",
	      to);
}
