// SPDX-License-Identifier: GPL-2.0
/*
 * Redirected packets that were lost on the way, from the counters of drivers. The kernel
 * has no counter of its own for them: it only has tracepoints, which not every kernel
 * lets a program use.
 *
 * The tunnel program drops no packet. A packet that a driver counts as dropped by XDP on
 * receive is therefore one that its redirect target refused.
 */
#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <linux/ethtool.h>
#include <linux/sockios.h>

#include "drop_counters.h"
#include "interface.h"

/* Names in `ethtool -S`, by driver. A counter of packets that does not count is 0. */
static const struct {
	const char *driver;
	const char *source;
	const char *target;
} counters[] = {
	{ "mlx5_core", "rx_xdp_drop", "tx_xdp_[ef]*" },
	{ "veth", "rx_queue_*_drops", "tx_queue_*_xdp_xmit_errors" },
	{ "virtio_net", "rx*_xdp_drops", "tx*_xdp_tx_drops" },
	{ }
};

static int ask(int fd, const struct interface *iface, void *command)
{
	struct ifreq req = { .ifr_data = command };

	memcpy(req.ifr_name, iface->name, IF_NAMESIZE);
	return ioctl(fd, SIOCETHTOOL, &req);
}

static __u64 sum(int fd, const struct interface *iface, __u32 count,
		 const char *pattern)
{
	struct ethtool_gstrings *names;
	struct ethtool_stats *values;
	char text[ETH_GSTRING_LEN + 1] = "";
	__u64 all = 0;
	__u32 i;

	names = calloc(1, sizeof(*names) + count * ETH_GSTRING_LEN);
	values = calloc(1, sizeof(*values) + count * sizeof(__u64));
	if (names && values) {
		names->cmd = ETHTOOL_GSTRINGS;
		names->string_set = ETH_SS_STATS;
		names->len = count;
		values->cmd = ETHTOOL_GSTATS;
		values->n_stats = count;
		if (ask(fd, iface, names) || ask(fd, iface, values))
			count = 0;
		for (i = 0; i < count; i++) {
			memcpy(text, names->data + i * ETH_GSTRING_LEN,
			       ETH_GSTRING_LEN);
			if (!fnmatch(pattern, text, 0))
				all += values->data[i];
		}
	}
	free(names);
	free(values);
	return all;
}

static __u64 drops(const struct interface *iface, bool target)
{
	struct ethtool_drvinfo info = { .cmd = ETHTOOL_GDRVINFO };
	int i, fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	__u64 all = target ? iface->tx_dropped : 0;

	if (fd < 0)
		return all;
	if (!ask(fd, iface, &info))
		for (i = 0; counters[i].driver; i++)
			if (!strcmp(counters[i].driver, info.driver))
				all = sum(fd, iface, info.n_stats,
					  target ? counters[i].target :
						   counters[i].source);
	close(fd);
	return all;
}

/**
 * drops_at_source() - count redirected packets that the target refused
 * @iface: interface with the program
 *
 * Return: so many since the interface exists; 0 if its driver is not known.
 */
__u64 drops_at_source(const struct interface *iface)
{
	return drops(iface, false);
}

/**
 * drops_at_target() - count redirected packets that the target took and dropped
 * @iface: target
 *
 * Return: so many since the interface exists. If its driver is not known, these are all
 * packets that it should have sent and dropped.
 */
__u64 drops_at_target(const struct interface *iface)
{
	return drops(iface, true);
}
