// SPDX-License-Identifier: GPL-2.0
/* The commands spread and relay: they attach, and undo everything when they end. */
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <bpf/libbpf.h>
#include <linux/if_link.h>

#include "attached_json.h"
#include "attached_program.h"
#include "dispatcher_guard.h"
#include "fail.h"
#include "interface.h"
#include "ipsec_keys.h"
#include "lifetime.h"
#include "napi_place.h"
#include "probe.h"
#include "settings.h"
#include "subcommands.h"

#define LOOK_MS	200

/* All CPUs on which this process may run. Return: 0 or an exit code. */
static int choose_cpus(struct tunnel_config *config)
{
	cpu_set_t all;
	int cpu;

	if (sched_getaffinity(0, sizeof(all), &all))
		return fail(RXMETA_SYSTEM, "cannot ask for the CPUs of this process");
	for (cpu = 0; cpu < CPU_SETSIZE && config->cpus < TUNNEL_CPUS_MAX; cpu++)
		if (CPU_ISSET(cpu, &all))
			config->cpu[config->cpus++] = cpu;
	return 0;
}

/* Without a stored hash only the CPU chooses the queue of a veth. */
static int plan_compat(struct settings *settings)
{
	if (!kernel_stores_hash())
		settings->compat = true;
	settings->config.compat = settings->compat;
	if (!settings->compat || settings->config.target != TUNNEL_TO_DEV)
		return 0;
	settings->config.target = TUNNEL_TO_CPUS_DEV;
	return choose_cpus(&settings->config);
}

/* A redirect to a veth fills its queues on this CPU: they need threads. */
static int place(const struct settings *settings, struct napi_guard *guard)
{
	struct interface to, peer;
	int err;

	if (settings->config.target != TUNNEL_TO_DEV ||
	    settings->attach_flags & XDP_FLAGS_SKB_MODE)
		return 0;
	err = interface_need(settings->to, &to);
	if (err || !interface_is_veth(&to))
		return err;
	err = interface_by_index(to.link, to.link_nsid, &peer);
	if (err)
		return fail(RXMETA_SYSTEM, "cannot ask for the peer of %s: %s; '--to cpu:LIST,veth:DEV' need not",
			    to.name, strerror(-err));
	err = napi_place(&peer, to.link_nsid, guard);
	if (guard->threads == 1 && libbpf_num_possible_cpus() > 1)
		fprintf(stderr, "rxmeta: %s has one receive queue, so one CPU has all packets: 'ethtool -L %s rx N' makes more\n",
			peer.name, peer.name);
	return err;
}

static void say(const struct settings *settings, const struct napi_guard *guard)
{
	const struct tunnel_config *config = &settings->config;

	if (settings->json) {
		attached_print_json(settings, guard->threads);
		return;
	}
	printf("%s: ", settings->iface);
	if (guard->threads)
		printf("%d %s behind %s, each with a thread and a CPU",
		       guard->threads, guard->threads > 1 ? "queues" : "queue",
		       settings->to);
	else if (TUNNEL_HAS_CPUS(config->target))
		printf("%u %s%s%s", config->cpus,
		       config->cpus > 1 ? "CPUs" : "CPU", settings->to ? ", then " : "",
		       settings->to ?: "");
	else
		printf("to %s", settings->to);
	if (settings->compat)
		printf("; no hash is stored");
	if (config->tc == TUNNEL_TC_ON)
		printf(", a tc program on %s gives it to the skb",
		       settings->tc_name);
	if (settings->seconds)
		printf("; for %d s\n", settings->seconds);
	else
		puts("; until Ctrl-C");
	fflush(stdout);
}

static bool is_attached(const struct settings *settings)
{
	struct interface iface;
	struct attached found;

	if (!settings->dispatcher)
		return link_is_attached(settings->link);
	if (interface_by_index(settings->ifindex, OWN_NAMESPACE, &iface))
		return false;
	attached_find(&iface, &found);
	attached_close(&found);
	return found.prog_id == settings->prog_id;
}

static int wait_for_end(const struct settings *settings)
{
	while (!lifetime_ends(LOOK_MS)) {
		if (lifetime_is_over(settings->seconds))
			break;
		if (!is_attached(settings))
			return fail(RXMETA_SYSTEM, "%s is gone, or another tool has detached the program",
				    settings->iface);
	}
	return RXMETA_OK;
}

/* The link or the guard ends the program, and what reads keys forgets them. */
static void let_go(const struct settings *settings)
{
	struct interface iface;
	struct attached found;

	if (settings->dispatcher) {
		dispatcher_guard_end();
		return;
	}
	if (interface_by_index(settings->ifindex, OWN_NAMESPACE, &iface)) {
		close(settings->link);
		return;
	}
	attached_find(&iface, &found);
	close(settings->link);
	if (found.what == ATTACHED_OURS)
		ipsec_forget(&found);
	attached_close(&found);
}

static int run_until_end(struct settings *settings)
{
	struct napi_guard guard = { };
	int err;

	if (settings->targets != 1)
		return fail(RXMETA_USAGE, "--to is needed, such as --to veth:veth0, --to cpu:0-3 or --to cpu:0-3,veth:veth0");
	lifetime_begin();
	settings->hold = true;
	err = attach_plan(settings) ?: place(settings, &guard) ?:
	      attach_planned(settings);
	if (!err) {
		lifetime_count();
		say(settings, &guard);
		err = wait_for_end(settings);
		let_go(settings);
	}
	napi_restore(&guard);
	return err;
}

/**
 * cmd_spread() - spread the flows in tunnels over CPUs, until the end
 * @settings: command line
 *
 * Return: exit code.
 */
int cmd_spread(struct settings *settings)
{
	return plan_compat(settings) ?: run_until_end(settings);
}

/**
 * cmd_relay() - redirect all packets with what the NIC knows of them, until the end
 * @settings: command line
 *
 * Return: exit code.
 */
int cmd_relay(struct settings *settings)
{
	settings->config.relay = true;
	settings->config.hash = TUNNEL_HASH_NONE;
	return run_until_end(settings);
}
