// SPDX-License-Identifier: GPL-2.0
/*
 * The demo in the guest: what `ethtool` does, by the same interface of the
 * kernel; above all the counters of an interface by its queues.
 */
#include <errno.h>
#include <linux/ethtool.h>
#include <linux/sockios.h>
#include <net/if.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include "topology.h"

/**
 * ethtool_open() - prepare to ask for an interface of this network namespace
 * @port: filled in
 * @name: of the interface
 */
void ethtool_open(struct port *port, const char *name)
{
	port->name = name;
	port->fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	if (port->fd < 0)
		die("socket: %s", strerror(errno));
}

/**
 * ethtool_run() - ask, or set
 * @port: interface
 * @cmd: one of the structures of <linux/ethtool.h>
 * @what: that is, for who reads of a failure
 */
void ethtool_run(const struct port *port, void *cmd, const char *what)
{
	struct ifreq ifr = { .ifr_data = cmd };

	snprintf(ifr.ifr_name, sizeof(ifr.ifr_name), "%s", port->name);
	if (ioctl(port->fd, SIOCETHTOOL, &ifr))
		die("%s of %s: %s", what, port->name, strerror(errno));
}

static int stats_count(const struct port *port)
{
	struct {
		struct ethtool_sset_info info;
		__u32 len;
	} sset = {
		.info.cmd = ETHTOOL_GSSET_INFO,
		.info.sset_mask = 1ULL << ETH_SS_STATS,
	};

	ethtool_run(port, &sset, "number of counters");
	return sset.len;
}

static void *alloc(size_t size)
{
	void *mem = calloc(1, size);

	if (!mem)
		die("no memory");
	return mem;
}

static struct ethtool_gstrings *stats_names(const struct port *port, int n)
{
	struct ethtool_gstrings *names;

	names = alloc(sizeof(*names) + n * ETH_GSTRING_LEN);
	names->cmd = ETHTOOL_GSTRINGS;
	names->string_set = ETH_SS_STATS;
	names->len = n;
	ethtool_run(port, names, "names of counters");
	return names;
}

static struct ethtool_stats *stats_values(const struct port *port, int n)
{
	struct ethtool_stats *values;

	values = alloc(sizeof(*values) + n * sizeof(values->data[0]));
	values->cmd = ETHTOOL_GSTATS;
	values->n_stats = n;
	ethtool_run(port, values, "counters");
	return values;
}

/* The queue that a counter is of, or -1 if it is another one. */
static int stats_queue(const char *name, const char *format)
{
	unsigned int queue;
	int used = 0;

	if (sscanf(name, format, &queue, &used) != 1 || !used || name[used] ||
	    queue >= QUEUES_MAX)
		return -1;
	return queue;
}

/**
 * ethtool_queues() - read a counter of each queue
 * @port: interface
 * @format: the counter's name, with %u for the queue and %n behind it
 * @packets: what the counters have is added here
 *
 * Return: the number of queues that have the counter.
 */
int ethtool_queues(const struct port *port, const char *format,
		   uint64_t packets[QUEUES_MAX])
{
	int i, queue, found = 0, n = stats_count(port);
	struct ethtool_gstrings *names = stats_names(port, n);
	struct ethtool_stats *values = stats_values(port, n);

	for (i = 0; i < n; i++) {
		queue = stats_queue((char *)names->data + i * ETH_GSTRING_LEN,
				    format);
		if (queue < 0)
			continue;
		packets[queue] += values->data[i];
		found++;
	}
	free(values);
	free(names);
	return found;
}
