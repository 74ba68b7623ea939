// SPDX-License-Identifier: GPL-2.0
/* Requests of the ethtool ioctl, above all the counters of queues. */
#include <errno.h>
#include <linux/ethtool.h>
#include <linux/sockios.h>
#include <net/if.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include "alloc.h"
#include "ethtool.h"
#include "qemu/common/error.h"

/**
 * ethtool_open() - reach an interface of the current network namespace
 * @port: filled in
 * @name: name of the interface
 */
void ethtool_open(struct port *port, const char *name)
{
	port->name = name;
	port->fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	if (port->fd < 0)
		die("socket: %s", strerror(errno));
}

/**
 * ethtool_run() - make a request
 * @port: interface
 * @cmd: one of the structures of <linux/ethtool.h>, which is filled in
 * @what: subject of the request, for the error message
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

static struct ethtool_gstrings *stats_names(const struct port *port, int n)
{
	struct ethtool_gstrings *names;

	names = alloc_zeroed(1, sizeof(*names) + n * ETH_GSTRING_LEN);
	names->cmd = ETHTOOL_GSTRINGS;
	names->string_set = ETH_SS_STATS;
	names->len = n;
	ethtool_run(port, names, "names of counters");
	return names;
}

static struct ethtool_stats *stats_values(const struct port *port, int n)
{
	struct ethtool_stats *values;

	values = alloc_zeroed(1, sizeof(*values) + n * sizeof(values->data[0]));
	values->cmd = ETHTOOL_GSTATS;
	values->n_stats = n;
	ethtool_run(port, values, "counters");
	return values;
}

/* Return: the queue that a counter belongs to, or -1 if the name does not match. */
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
 * @format: name of the counter, with %u for the queue and %n at its end
 * @packets: the values are added to these
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
