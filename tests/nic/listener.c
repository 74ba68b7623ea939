// SPDX-License-Identifier: GPL-2.0
/* Receive test frames on the first card with record_hints.bpf.c. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <net/if.h>
#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <linux/if_link.h>
#include <kselftest.h>

#include "tests/lib/lab_card.h"
#include "card_pair.h"
#include "listener.h"

/* Loaded by the parent of all cases */
static struct {
	struct record_hints *skel;
	unsigned int ifindex;
	pid_t pid;
	bool attached;
} shared;

/**
 * listener_load() - load the program for one device
 * @ifindex: the device; the kfuncs that read hints need a program that is bound to one
 *
 * Return: the skeleton, or NULL.
 */
struct record_hints *listener_load(unsigned int ifindex)
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
 * @attach: attach it as well, until the process ends
 *
 * This saves most of the time of a short case. libbpf searches all types of the kernel
 * for the three kfuncs, and mlx5 recreates all queues when a program is attached.
 *
 * Return: 0, or the status to exit with.
 */
int listener_share(bool attach)
{
	shared.ifindex = if_nametoindex(dev);
	shared.skel = listener_load(shared.ifindex);
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

/* Reset the shared program to its state after loading. */
static struct record_hints *take_shared(void)
{
	memset(shared.skel->bss, 0, sizeof(*shared.skel->bss));
	shared.skel->data->verdict = XDP_DROP;
	return shared.skel;
}

/**
 * listener_open() - attach the program to the first card
 * @l: set up
 *
 * A card that was probed again has another index. The shared program does not fit it.
 *
 * Return: 0 or -1; listener_close() in both cases.
 */
int listener_open(struct listener *l)
{
	unsigned int ifindex = if_nametoindex(dev);

	*l = (struct listener){ .fd = frame_socket(peer) };
	if (shared.skel && shared.ifindex == ifindex)
		l->skel = take_shared();
	else
		l->skel = listener_load(ifindex);
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

/* Wait until @total test frames have come. Return: whether they have. */
bool listener_wait(const struct listener *l, __u32 total)
{
	volatile __u32 *seen = &l->skel->bss->total;

	for (int i = 0; i < WAIT_MS && *seen < total; i++)
		usleep(1000);
	return *seen >= total;
}

/**
 * listener_pass() - send one frame from the second card to the first
 * @l: the listener
 * @number: number of the frame
 * @flow: its flow
 * @tpid: TPID of its tag, 0 for no tag
 * @tci: TCI of its tag
 *
 * Return: its hints, or NULL when it did not come.
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
	if (frame_send(l->fd, &f) || !listener_wait(l, before + 1))
		return NULL;
	return &l->skel->bss->hints[number];
}
