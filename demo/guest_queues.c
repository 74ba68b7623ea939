// SPDX-License-Identifier: GPL-2.0
/*
 * The demo in the guest: the receive queues of the veth's far end, by the same
 * interface of the kernel that `ethtool -S` uses.
 */
#include <errno.h>
#include <linux/ethtool.h>
#include <linux/sockios.h>
#include <net/if.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>

#include "guest.h"

#define AWAIT_SECONDS	5

static void ethtool(const struct topology *topo, void *cmd, const char *what)
{
	struct ifreq ifr = { .ifr_name = VETH_FAR, .ifr_data = cmd };

	if (ioctl(topo->ethtool, SIOCETHTOOL, &ifr))
		die("%s of %s: %s", what, VETH_FAR, strerror(errno));
}

/**
 * queues_start() - make the veth read its rings of frames
 * @topo: topology; the interface has to be down
 *
 * A veth takes redirected frames only while it runs NAPI, which it does for a
 * program of its own or, as here, for GRO.
 */
void queues_start(const struct topology *topo)
{
	struct ethtool_value gro = { .cmd = ETHTOOL_SGRO, .data = 1 };

	ethtool(topo, &gro, "GRO");
}

static int stats_count(const struct topology *topo)
{
	struct {
		struct ethtool_sset_info info;
		__u32 len;
	} sset = {
		.info.cmd = ETHTOOL_GSSET_INFO,
		.info.sset_mask = 1ULL << ETH_SS_STATS,
	};

	ethtool(topo, &sset, "number of counters");
	return sset.len;
}

static void *alloc(size_t size)
{
	void *mem = calloc(1, size);

	if (!mem)
		die("no memory");
	return mem;
}

static struct ethtool_gstrings *stats_names(const struct topology *topo, int n)
{
	struct ethtool_gstrings *names;

	names = alloc(sizeof(*names) + n * ETH_GSTRING_LEN);
	names->cmd = ETHTOOL_GSTRINGS;
	names->string_set = ETH_SS_STATS;
	names->len = n;
	ethtool(topo, names, "names of counters");
	return names;
}

static struct ethtool_stats *stats_values(const struct topology *topo, int n)
{
	struct ethtool_stats *values;

	values = alloc(sizeof(*values) + n * sizeof(values->data[0]));
	values->cmd = ETHTOOL_GSTATS;
	values->n_stats = n;
	ethtool(topo, values, "counters");
	return values;
}

/**
 * queues_read() - read how many packets each queue has had
 * @topo: topology
 * @packets: one for each of the queues, filled in
 */
void queues_read(const struct topology *topo, uint64_t *packets)
{
	int i, used, found = 0, n = stats_count(topo);
	struct ethtool_gstrings *names = stats_names(topo, n);
	struct ethtool_stats *values = stats_values(topo, n);
	unsigned int queue;

	for (i = 0; i < n; i++) {
		const char *name = (char *)names->data + i * ETH_GSTRING_LEN;

		used = 0;
		if (sscanf(name, "rx_queue_%u_xdp_packets%n", &queue, &used) != 1 ||
		    !used || name[used] || queue >= topo->queues)
			continue;
		packets[queue] = values->data[i];
		found++;
	}
	free(values);
	free(names);
	if (found != topo->queues)
		die("%s counts %d queues and not %d", VETH_FAR, found,
		    topo->queues);
}

/**
 * queues_await() - count the packets of a run by queue
 * @topo: topology
 * @tally: its queues are filled in
 * @before: from queues_read() before the run
 * @want: packets there should be
 *
 * The veth adds to its counters after the packets have gone up the stack.
 */
void queues_await(const struct topology *topo, struct tally *tally,
		  const uint64_t *before, uint64_t want)
{
	double deadline = now() + AWAIT_SECONDS;
	uint64_t sum;
	int i;

	do {
		queues_read(topo, tally->queue);
		for (sum = i = 0; i < topo->queues; i++)
			sum += tally->queue[i] -= before[i];
	} while (sum < want && now() < deadline);
}
