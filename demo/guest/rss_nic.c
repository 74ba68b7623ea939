// SPDX-License-Identifier: GPL-2.0
/*
 * The demo in the guest: the NIC that receives, a modelled ConnectX-5 with one
 * receive queue for each CPU, between which RSS chooses.
 */
#include <linux/ethtool.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "bpf/flow_hash.h"
#include "topology.h"
#include "bpf/toeplitz_key.h"

#define SYSFS_XDP	"/sys/class/net/" NIC_XDP "/"
#define LINK_SECONDS	10

static bool sysfs_is(const char *file, const char *want)
{
	char path[64], text[32] = "";
	FILE *from;

	snprintf(path, sizeof(path), SYSFS_XDP "%s", file);
	from = fopen(path, "re");
	if (from && fgets(text, sizeof(text), from))
		text[strcspn(text, "\n")] = '\0';
	if (from)
		fclose(from);
	return !strcmp(text, want);
}

/**
 * nic_check() - is the NIC there that the demo is for?
 */
void nic_check(void)
{
	if (!sysfs_is("address", MAC_XDP))
		die(NIC_XDP " is not the modelled ConnectX-5: the guest needs one, joined to a virtio NIC (lab-run --cards mlx5-virtio)");
}

/*
 * The driver makes up a key at each boot, and with it one tunnel gets another
 * queue each time. The published one always gives it the same.
 */
static void set_key(const struct topology *topo)
{
	struct {
		struct ethtool_rxfh head;
		__u8 key[TOEPLITZ_KEY_LEN];
	} rss = {
		.head = {
			.cmd = ETHTOOL_SRSSH,
			.indir_size = ETH_RXFH_INDIR_NO_CHANGE,
			.key_size = TOEPLITZ_KEY_LEN,
		},
	};

	memcpy(rss.key, toeplitz_default_key, sizeof(rss.key));
	ethtool_run(&topo->nic, &rss, "the key of RSS");
}

/**
 * nic_start() - set up RSS
 * @topo: topology; gets the number of queues
 */
void nic_start(struct topology *topo)
{
	struct ethtool_channels channels = { .cmd = ETHTOOL_GCHANNELS };

	ethtool_run(&topo->nic, &channels, "the number of queues");
	topo->nic_queues = channels.combined_count;
	if (topo->nic_queues > QUEUES_MAX)
		die(NIC_XDP " has %d queues; %d is the most",
		    topo->nic_queues, QUEUES_MAX);
	set_key(topo);
}

/**
 * nic_await_link() - wait until the NIC can receive
 *
 * It cannot for a while after an XDP program came or went, or the MTU changed,
 * as the driver makes its queues anew.
 */
void nic_await_link(void)
{
	double deadline = now() + LINK_SECONDS;

	while (!sysfs_is("carrier", "1")) {
		if (now() > deadline)
			die(NIC_XDP " has had no link for %d seconds",
			    LINK_SECONDS);
		usleep(1000);
	}
}

/**
 * nic_read() - read how many packets each queue of the NIC has had
 * @topo: topology
 * @packets: filled in
 *
 * The driver counts those that go up the stack and those that are redirected
 * apart.
 */
void nic_read(const struct topology *topo, uint64_t packets[QUEUES_MAX])
{
	memset(packets, 0, QUEUES_MAX * sizeof(packets[0]));
	if (ethtool_queues(&topo->nic, "rx%u_packets%n", packets) <
	    topo->nic_queues ||
	    ethtool_queues(&topo->nic, "rx%u_xdp_redirect%n", packets) <
	    topo->nic_queues)
		die(NIC_XDP " does not count by its %d queues",
		    topo->nic_queues);
}

/**
 * nic_linear() - have the NIC put the headers of long packets into a linear part
 * @on: or as the driver does by itself
 *
 * With an MTU that is longer than a page, a striding receive queue puts all of a
 * packet into fragments. Such a frame cannot be redirected to a veth or a cpumap:
 * these take the Ethernet header in front for granted when they make an skb of it.
 */
void nic_linear(bool on)
{
	const char * const args[] = {
		"ethtool", "--set-priv-flags", NIC_XDP, "rx_striding_rq",
		on ? "off" : "on", NULL
	};

	if (run_program(args, -1, NULL, 0))
		die("cannot change the receive queues of " NIC_XDP);
}
