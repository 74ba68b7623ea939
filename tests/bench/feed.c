// SPDX-License-Identifier: GPL-2.0
/*
 * Where the packets of the bench come from: live frames of BPF_PROG_TEST_RUN, or
 * frames that a device receives.
 *
 * A device has to find many frames in its ring, because only packets of one poll are
 * compared. Its poll therefore runs in a thread, which waits while the sender, a real
 * time process, puts a burst on the wire.
 */
#include <errno.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <arpa/inet.h>
#include <net/if.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <linux/if_ether.h>
#include <linux/if_link.h>
#include <linux/if_packet.h>
#include <linux/ip.h>
#include <linux/udp.h>
#include <bpf/bpf.h>
#include <bpf/libbpf.h>

#include "cost.h"
#include "cost.skel.h"

#define BATCH		64
#define BURST		128
#define BURSTS_MAX	4000
#define BURST_US	2000	/* what the program has seen is through, on the longest path */
/* QEMU passes frames on in a time of its own: that of an idle guest leaps to its next timer. */
#define WAITS_MAX	200

/* The outer headers of a VXLAN tunnel, so that receive packet steering finds a flow. The
 * checksum is wrong: IP drops the packet at once, and GRO does not hold it.
 */
static void feed_frame(struct feed *feed, const __u8 *to)
{
	struct ethhdr *eth = (struct ethhdr *)feed->frame;
	struct iphdr *ip = (struct iphdr *)(eth + 1);
	struct udphdr *udp = (struct udphdr *)(ip + 1);

	memset(feed->frame, 0, sizeof(feed->frame));
	memcpy(eth->h_dest, to, ETH_ALEN);
	eth->h_source[0] = 2;
	eth->h_proto = htons(ETH_P_IP);
	*ip = (struct iphdr){
		.version = 4, .ihl = 5, .ttl = 64, .protocol = IPPROTO_UDP,
		.tot_len = htons(sizeof(feed->frame) - sizeof(*eth)),
		.saddr = htonl(0xc6120001), .daddr = htonl(0xc6120002),
	};
	*udp = (struct udphdr){
		.source = htons(49152), .dest = htons(4789),
		.len = htons(sizeof(feed->frame) - sizeof(*eth) - sizeof(*ip)),
	};
}

int feed_test_run(struct feed *feed, const char *dev)
{
	static const __u8 nobody[ETH_ALEN];

	*feed = (struct feed){ .dev = dev, .window = BATCH, .fd = -1 };
	feed_frame(feed, nobody);
	return 0;
}

/**
 * feed_open() - let a device receive
 * @feed: set up
 * @dev: the device
 * @from: the one at the other end
 *
 * Return: 0 or -1.
 */
int feed_open(struct feed *feed, const char *dev, const char *from)
{
	struct sched_param first = { .sched_priority = 1 };
	struct sockaddr_ll addr = { .sll_family = AF_PACKET };
	struct ifreq req = { 0 };
	int one = 1;

	*feed = (struct feed){ .dev = dev, .from = from, .window = POLL_WINDOW };
	feed->fd = socket(AF_PACKET, SOCK_RAW | SOCK_CLOEXEC, 0);
	addr.sll_ifindex = if_nametoindex(from);
	strncpy(req.ifr_name, dev, IFNAMSIZ - 1);
	if (feed->fd < 0 || ioctl(feed->fd, SIOCGIFHWADDR, &req) ||
	    bind(feed->fd, (struct sockaddr *)&addr, sizeof(addr)) ||
	    setsockopt(feed->fd, SOL_PACKET, PACKET_QDISC_BYPASS, &one,
		       sizeof(one)) ||
	    device_set(dev, "threaded", "1") ||
	    sched_setscheduler(0, SCHED_FIFO, &first))
		return -1;
	feed_frame(feed, (__u8 *)req.ifr_hwaddr.sa_data);
	return 0;
}

void feed_close(struct feed *feed)
{
	struct sched_param none = { 0 };

	if (feed->fd < 0)
		return;
	bpf_xdp_detach(if_nametoindex(feed->dev), XDP_FLAGS_DRV_MODE, NULL);
	device_set(feed->dev, "threaded", "0");
	sched_setscheduler(0, SCHED_OTHER, &none);
	close(feed->fd);
}

static int feed_frames(struct feed *feed, struct cost *skel, __u32 packets)
{
	struct xdp_md ctx = { .data_end = sizeof(feed->frame),
			      .ingress_ifindex = if_nametoindex(feed->dev) };
	LIBBPF_OPTS(bpf_test_run_opts, opts,
		.data_in = feed->frame, .data_size_in = sizeof(feed->frame),
		.ctx_in = &ctx, .ctx_size_in = sizeof(ctx),
		.repeat = packets, .batch_size = BATCH,
		.flags = BPF_F_TEST_XDP_LIVE_FRAMES);

	return bpf_prog_test_run_opts(bpf_program__fd(skel->progs.cost), &opts);
}

static int feed_burst(struct feed *feed, const volatile __u32 *seen)
{
	struct iovec iov = { feed->frame, sizeof(feed->frame) };
	struct mmsghdr msg[BURST] = { 0 };
	__u32 before = *seen;
	int sent;

	for (int i = 0; i < BURST; i++) {
		msg[i].msg_hdr.msg_iov = &iov;
		msg[i].msg_hdr.msg_iovlen = 1;
	}
	/* What a full ring refuses is not missed. */
	sent = sendmmsg(feed->fd, msg, BURST, 0);
	for (int i = 0; i < WAITS_MAX; i++) {
		usleep(BURST_US);
		if (sent <= 0 || *seen - before >= (__u32)sent)
			break;
	}
	return sent > 0 ? sent : 0;
}

/**
 * feed_run() - let the program see packets
 * @feed: from feed_open() or feed_test_run()
 * @skel: its programs, loaded
 * @packets: how many at least
 *
 * Return: 0 or -1.
 */
int feed_run(struct feed *feed, struct cost *skel, __u32 packets)
{
	const volatile __u32 *seen = &skel->bss->seen;
	__u32 sent = 0;

	if (feed->fd < 0)
		return feed_frames(feed, skel, packets);
	if (bpf_xdp_attach(if_nametoindex(feed->dev),
			   bpf_program__fd(skel->progs.cost),
			   XDP_FLAGS_DRV_MODE, NULL))
		return -1;
	for (int i = 0; *seen < packets && i < BURSTS_MAX; i++)
		sent += feed_burst(feed, seen);
	/* Frames that come back over the wire would be redirected for ever. */
	return *seen < packets || *seen > 2 * sent ? -1 : 0;
}
