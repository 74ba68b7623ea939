// SPDX-License-Identifier: GPL-2.0
/* The ways to spread a tunnel: those of a kernel without stored values, and the project's. */
#include <stddef.h>
#include <stdio.h>

#include "demo/guest/addresses.h"
#include "demo/guest/kernel_setting.h"
#include "demo/guest/tunnel_kinds.h"
#include "spread_tool.h"
#include "ways.h"
#include "workaround.h"

static void nothing(struct site *site)
{
}

/* Let RPS choose among the CPUs of @mask for what the queues of @dev receive. */
static void set_rps(int ns, const char *dev, int queues, int mask)
{
	char path[64], text[16];

	snprintf(text, sizeof(text), "%x", mask);
	for (int queue = 0; queue < queues; queue++) {
		snprintf(path, sizeof(path), "%s/queues/rx-%d/rps_cpus", dev,
			 queue);
		setting_write_dev(ns, path, text);
	}
}

static int cpu_mask(const struct site *site)
{
	return (1 << site->cpus) - 1;
}

static void rps_start(struct site *site)
{
	set_rps(site->topo.root, NIC_XDP, site->topo.nic_queues,
		cpu_mask(site));
}

static void rps_stop(struct site *site)
{
	set_rps(site->topo.root, NIC_XDP, site->topo.nic_queues, 0);
}

/* Behind the tunnel RPS hashes the packet that was inside. */
static void rps_inner_start(struct site *site)
{
	set_rps(site->topo.root, TUNNEL_DEV, 1, cpu_mask(site));
}

static void rps_inner_stop(struct site *site)
{
	set_rps(site->topo.root, TUNNEL_DEV, 1, 0);
}

static void tc_start(struct site *site)
{
	set_rps(site->topo.receiver, VETH_PEER, site->topo.queues,
		cpu_mask(site));
	site->workaround = workaround_start();
}

static void tc_stop(struct site *site)
{
	workaround_stop(site->workaround);
	set_rps(site->topo.receiver, VETH_PEER, site->topo.queues, 0);
}

static int keys_of(const struct site *site, const struct topology *end)
{
	return site->tunnel->ipsec ? end->receiver : -1;
}

static void spread_over_cpus(struct site *site, bool compat)
{
	char to[32];

	snprintf(to, sizeof(to), "cpu:0-%d", site->cpus - 1);
	site->tool = spread_start(to, site->cpus, compat,
				  keys_of(site, &site->direct));
}

static void cpumap_start(struct site *site)
{
	spread_over_cpus(site, true);
}

static void stored_cpumap_start(struct site *site)
{
	spread_over_cpus(site, false);
}

static void stored_veth_start(struct site *site)
{
	site->tool = spread_start("veth:" VETH, site->cpus, false,
				  keys_of(site, &site->topo));
}

static void tool_stop(struct site *site)
{
	spread_stop(site->tool);
}

const struct way ways[] = {
	{ .name = "nothing", .ipsec = true, .start = nothing, .stop = nothing },
	{ .name = "rps", .ipsec = true, .start = rps_start, .stop = rps_stop },
	{ .name = "rps-inner", .start = rps_inner_start,
	  .stop = rps_inner_stop },
	{ .name = "tc", .behind_veth = true, .start = tc_start,
	  .stop = tc_stop },
	{ .name = "cpumap", .ipsec = true, .start = cpumap_start,
	  .stop = tool_stop },
	{ .name = "stored-cpumap", .ipsec = true, .start = stored_cpumap_start,
	  .stop = tool_stop },
	{ .name = "stored-veth", .behind_veth = true, .queues = true,
	  .ipsec = true, .start = stored_veth_start, .stop = tool_stop },
	{ }
};

/**
 * way_topology() - the topology whose receiver a way sends to
 * @way: way
 * @site: site
 *
 * Return: it.
 */
const struct topology *way_topology(const struct way *way,
				    const struct site *site)
{
	return way->behind_veth ? &site->topo : &site->direct;
}
