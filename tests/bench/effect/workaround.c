// SPDX-License-Identifier: GPL-2.0
/* The hash before the packet, and a tc program that takes it into the skb. */
#include <errno.h>
#include <net/if.h>
#include <stdio.h>
#include <string.h>

#include <bpf/libbpf.h>
#include <linux/if_link.h>

#include "bpf/toeplitz_key.h"
#include "demo/guest/addresses.h"
#include "demo/guest/rss_nic.h"
#include "qemu/common/error.h"
#include "workaround.h"
#include "workaround.skel.h"

static struct workaround *load(void)
{
	struct workaround *skel = workaround__open();
	unsigned char mac[6];

	if (!skel)
		die("cannot open the programs of the workaround");
	if (sscanf(MAC_PEER, "%hhx:%hhx:%hhx:%hhx:%hhx:%hhx", &mac[0], &mac[1],
		   &mac[2], &mac[3], &mac[4], &mac[5]) != 6)
		die("%s is no MAC address", MAC_PEER);
	memcpy((void *)skel->rodata->dst_mac, mac, sizeof(mac));
	toeplitz_init((void *)&skel->rodata->toeplitz, toeplitz_default_key);
	skel->rodata->veth = if_nametoindex(VETH);
	if (workaround__load(skel))
		die("cannot load the programs of the workaround");
	return skel;
}

/**
 * workaround_start() - attach both programs to the NIC
 *
 * Return: the programs.
 */
struct workaround *workaround_start(void)
{
	struct workaround *skel = load();
	int nic = if_nametoindex(NIC_XDP);

	skel->links.take_hash =
		bpf_program__attach_tcx(skel->progs.take_hash, nic, NULL);
	skel->links.leave_hash =
		bpf_program__attach_xdp(skel->progs.leave_hash, nic);
	if (!skel->links.take_hash || !skel->links.leave_hash)
		die("cannot attach the workaround to %s: %s", NIC_XDP,
		    strerror(errno));
	nic_await_link();
	return skel;
}

/**
 * workaround_stop() - undo workaround_start()
 * @workaround: the programs, which must have handled each packet
 */
void workaround_stop(struct workaround *workaround)
{
	unsigned long long unhandled = workaround->bss->unhandled;

	workaround__destroy(workaround);
	nic_await_link();
	if (unhandled)
		die("the workaround could not handle %llu packets", unhandled);
}
