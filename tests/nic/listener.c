// SPDX-License-Identifier: GPL-2.0
/* The first card listens, with record_hints.bpf.c; the second one sends. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <arpa/inet.h>
#include <net/if.h>
#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <linux/if_link.h>
#include <kselftest.h>

#include "tests/lib/net.h"
#include "listener.h"

/* IPv6 greets its neighbours, which would be counted. */
#define SILENT "echo 1 >/proc/sys/net/ipv6/conf/all/disable_ipv6"

#define EXACT_TCI	0xa123

const char *dev, *peer;

const struct flow flows[N_FLOWS] = {
	{ 4, IPPROTO_TCP, "66.9.149.187", "161.142.100.80", 2794, 1766 },
	{ 4, IPPROTO_TCP, "199.92.111.2", "65.69.140.83", 14230, 4739 },
	{ 4, IPPROTO_UDP, "24.19.198.95", "12.22.207.184", 12898, 38024 },
	{ 4, IPPROTO_UDP, "38.27.205.30", "209.142.163.6", 48228, 2217 },
	{ 4, IPPROTO_GRE, "153.39.163.191", "202.188.127.2", 0, 0 },
	{ 6, IPPROTO_TCP, "3ffe:2501:200:1fff::7", "3ffe:2501:200:3::1",
	  2794, 1766 },
	{ 6, IPPROTO_UDP, "3ffe:501:8::260:97ff:fe40:efab", "ff02::1",
	  14230, 4739 },
	{ 6, IPPROTO_GRE, "3ffe:1900:4545:3:200:f8ff:fe21:67cf",
	  "fe80::200:f8ff:fe21:67cf", 0, 0 },
};

/**
 * listener_cards() - find both cards and set them up
 *
 * Any tag is for us, and what comes back is for nobody in particular.
 *
 * Return: 0, 1 where there are none, or -1.
 */
int listener_cards(void)
{
	dev = card_name(CARD_MAC0);
	peer = card_name(CARD_MAC1);
	if (!dev || !peer)
		return 1;
	if (card_run(SILENT) ||
	    card_run("ip link set %s up && ip link set %s up promisc on && ethtool -K %s rx-vlan-filter off",
		     dev, peer, dev))
		return -1;
	return card_wait_up(dev) || card_wait_up(peer) ? -1 : 0;
}

/**
 * listener_ready() - what a program does before its tests, see TEST_MAIN()
 * @gro: "on" or "off", for the card that listens
 *
 * Return: 0, or what to leave with.
 */
int listener_ready(const char *gro)
{
	int err = listener_cards();

	if (err > 0)
		return KSFT_SKIP;
	return err || card_run("ethtool -K %s gro %s", dev, gro) ? KSFT_FAIL : 0;
}

/**
 * listener_rings() - two channels for both cards, with rings of this size
 * @entries: FEW, as filling rings is most of what it takes to set up or change a card;
 *	more for who sends more at once
 *
 * Return: 0, or what to leave with.
 */
int listener_rings(unsigned int entries)
{
	/* As many channels as there are already is an error. */
	return card_run("for d in %s %s; do ethtool -L $d combined 2; ethtool -G $d rx %u tx %u || exit; done",
			dev, peer, entries, entries) ? KSFT_FAIL : 0;
}

/* Of the process that all cases are children of */
static struct {
	struct record_hints *skel;
	unsigned int ifindex;
	pid_t pid;
	bool attached;
} shared;

/* For one card only, or it could not ask the driver */
static struct record_hints *load(unsigned int ifindex)
{
	struct record_hints *skel = record_hints__open();

	if (!skel)
		return NULL;
	bpf_program__set_ifindex(skel->progs.record, ifindex);
	bpf_program__set_flags(skel->progs.record, BPF_F_XDP_DEV_BOUND_ONLY |
						   BPF_F_XDP_HAS_FRAGS);
	if (!record_hints__load(skel))
		return skel;
	record_hints__destroy(skel);
	return NULL;
}

static void share_end(void)
{
	if (getpid() == shared.pid)
		bpf_xdp_detach(shared.ifindex, XDP_FLAGS_DRV_MODE, NULL);
}

/**
 * listener_share() - load the program once for all cases
 * @attach: and leave it attached
 *
 * libbpf looks through all types of the kernel for the three functions it calls, and
 * mlx5 sets up all queues anew when one is attached: that was most of a short case.
 *
 * Return: 0, or what to leave with.
 */
int listener_share(bool attach)
{
	shared.ifindex = if_nametoindex(dev);
	shared.skel = load(shared.ifindex);
	if (!shared.skel)
		return KSFT_FAIL;
	if (!attach)
		return 0;
	if (bpf_xdp_attach(shared.ifindex,
			   bpf_program__fd(shared.skel->progs.record),
			   XDP_FLAGS_DRV_MODE, NULL))
		return KSFT_FAIL;
	shared.attached = true;
	shared.pid = getpid();
	return atexit(share_end) ? KSFT_FAIL : 0;
}

/* As it was when it was loaded */
static struct record_hints *take_shared(void)
{
	memset(shared.skel->bss, 0, sizeof(*shared.skel->bss));
	shared.skel->data->verdict = XDP_DROP;
	return shared.skel;
}

/**
 * listener_open() - have the program on the first card
 * @l: set up
 *
 * A card that was removed and probed has another index, and nothing is shared on it.
 *
 * Return: 0, or -1; listener_close() either way.
 */
int listener_open(struct listener *l)
{
	unsigned int ifindex = if_nametoindex(dev);

	*l = (struct listener){ .fd = card_socket(peer) };
	if (shared.skel && shared.ifindex == ifindex)
		l->skel = take_shared();
	else
		l->skel = load(ifindex);
	if (!l->skel)
		return -1;
	if (l->skel != shared.skel || !shared.attached) {
		l->link = bpf_program__attach_xdp(l->skel->progs.record,
						  ifindex);
		if (!l->link)
			return -1;
	}
	return l->fd < 0 ? -1 : card_hwtstamp(dev, true);
}

void listener_close(struct listener *l)
{
	bpf_link__destroy(l->link);
	if (l->skel != shared.skel)
		record_hints__destroy(l->skel);
	if (l->fd >= 0)
		close(l->fd);
	*l = (struct listener){ .fd = -1 };
}

/* Whether so many test frames have come, now or soon. */
bool listener_wait(const struct listener *l, __u32 total)
{
	volatile __u32 *seen = &l->skel->bss->total;

	for (int i = 0; i < WAIT_MS && *seen < total; i++)
		usleep(1000);
	return *seen >= total;
}

/**
 * listener_pass() - send one frame of a flow
 * @l: the listener
 * @number: the frame's
 * @flow: the flow
 * @tpid: of its tag, 0 for none
 * @tci: the same
 *
 * Return: what came of it, NULL: nothing did.
 */
const struct hints *listener_pass(struct listener *l, __u8 number,
				  const struct flow *flow, __u16 tpid,
				  __u16 tci)
{
	__u32 before = l->skel->bss->total;
	struct frame f;

	frame_begin(&f, number);
	if (tpid)
		frame_tag(&f, tpid, tci);
	frame_flow(&f, flow, 64);
	if (card_send(l->fd, &f) || !listener_wait(l, before + 1))
		return NULL;
	return &l->skel->bss->hints[number];
}

static int exact_one(struct listener *l, unsigned int i, bool tagged, int phc,
		     const struct card_rss *rss)
{
	__u32 hash = flow_hash(&flows[i], rss->key, true);
	__u64 before = card_phc_read(phc), after;
	const struct hints *h = listener_pass(l, i, &flows[i],
					      tagged ? 0x8100 : 0, EXACT_TCI);

	after = card_phc_read(phc);
	if (!h)
		net_say("flow %u is lost", i);
	else if (h->hash_ret || h->hash != hash ||
		 h->hash_type != flow_type(&flows[i]))
		net_say("flow %u: hash %#x type %#x, not %#x %#x", i, h->hash,
			h->hash_type, hash, flow_type(&flows[i]));
	else if (h->queue != rss->indir[hash % rss->entries])
		net_say("flow %u: queue %u", i, h->queue);
	else if (tagged == !!h->vlan_ret ||
		 (tagged && (h->tci != EXACT_TCI || h->tpid != htons(0x8100))))
		net_say("flow %u: tag %d %#x", i, h->vlan_ret, h->tci);
	else if (h->time_ret || h->time < before || h->time > after)
		net_say("flow %u: time %d %llu, not %llu to %llu", i,
			h->time_ret, h->time, before, after);
	else
		return 0;
	return 1;
}

/**
 * listener_exact() - send frames of all flows, with a tag and without
 * @l: the listener
 *
 * Return: how many of them came with hints that are not exact, or not at all;
 * each is said.
 */
int listener_exact(struct listener *l)
{
	int phc = card_phc(dev), wrong = 0;
	struct card_rss rss;

	if (phc < 0 || card_rss(dev, &rss)) {
		net_say("no clock or no RSS");
		return 1;
	}
	for (unsigned int i = 0; i < 2 * N_FLOWS; i++)
		wrong += exact_one(l, i / 2, i & 1, phc, &rss);
	close(phc);
	return wrong;
}

/**
 * listener_many() - send frames of many flows, each to its queue by the table
 * @l: the listener
 * @n: how many flows
 * @queues: gets, for each of the CARD_QUEUES, how many came on it
 *
 * Return: how many were lost or came on another queue.
 */
int listener_many(struct listener *l, unsigned int n, __u32 *queues)
{
	struct flow flow = { 4, IPPROTO_UDP, "10.1.2.3", "10.4.5.6", 0, 0 };
	struct card_rss rss;
	int wrong = 0;

	memset(queues, 0, CARD_QUEUES * sizeof(*queues));
	if (card_rss(dev, &rss))
		return n;
	for (unsigned int i = 0; i < n; i++) {
		const struct hints *h;
		__u32 want;

		/* Many bits change: of few the key may make the same ones. */
		flow.sport = 1 + i * 40503;
		flow.dport = 1 + i * 51749;
		want = rss.indir[flow_hash(&flow, rss.key, true) % rss.entries];
		h = listener_pass(l, i, &flow, 0, 0);
		if (!h || h->queue != want) {
			net_say("flow %u on queue %d, not %u", i,
				h ? (int)h->queue : -1, want);
			wrong++;
		} else if (want < CARD_QUEUES) {
			queues[want]++;
		}
	}
	return wrong;
}
