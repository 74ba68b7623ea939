// SPDX-License-Identifier: GPL-2.0
/*
 * The receiving NIC: a modelled ConnectX-5 with one receive queue for each CPU,
 * of which RSS chooses one for each packet.
 */
#include <linux/ethtool.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "addresses.h"
#include "rss_nic.h"
#include "run_program.h"
#include "bpf/toeplitz_key.h"
#include "qemu/common/error.h"
#include "qemu/common/monotonic_clock.h"

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
 * nic_check() - demand the NIC that the demo is made for
 */
void nic_check(void)
{
	if (!sysfs_is("address", MAC_XDP))
		die(NIC_XDP " is not the modelled ConnectX-5: the guest needs one, joined to a virtio NIC (lab-run --cards mlx5-virtio)");
}

/*
 * The driver chooses a random key at each boot, so the queue of a tunnel would
 * differ from boot to boot. With the published key it is always the same, with the
 * driver's symmetric hash, which the request leaves as it is.
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
			.input_xfrm = RXH_XFRM_NO_CHANGE,
		},
	};

	memcpy(rss.key, toeplitz_default_key, sizeof(rss.key));
	ethtool_run(&topo->nic, &rss, "the key of RSS");
}

/**
 * nic_start() - set up RSS
 * @topo: topology; its number of queues is set
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
 * When an XDP program is attached or detached, or the MTU changes, the driver
 * creates its queues again, and the link is down meanwhile.
 */
void nic_await_link(void)
{
	long long deadline = clock_ms() + LINK_SECONDS * 1000;

	while (!sysfs_is("carrier", "1")) {
		if (clock_ms() > deadline)
			die(NIC_XDP " has had no link for %d seconds",
			    LINK_SECONDS);
		usleep(1000);
	}
}

/**
 * nic_read() - read the packets of each queue of the NIC so far
 * @topo: topology
 * @packets: filled in
 *
 * The driver has one counter for packets to the stack and another one for
 * redirected packets.
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
 * nic_linear() - choose where the NIC puts the headers of long packets
 * @on: in a linear part; otherwise where the driver's default puts them
 *
 * With an MTU above a page, a striding receive queue puts the whole packet into
 * fragments. Such a frame cannot be redirected to a veth or a cpumap: both expect
 * the Ethernet header in the linear part when they build an skb.
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
