/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the driver's readers give for a frame. A reader that the kernel does not have counts
 * as one that the driver does not have. Include it after vmlinux.h and <bpf/bpf_helpers.h>.
 */
#ifndef TESTS_NIC_READ_HINTS_BPF_H
#define TESTS_NIC_READ_HINTS_BPF_H

#include "hints.h"
#include "bpf/rx_readers.bpf.h"

#define EOPNOTSUPP	95

static __always_inline void read_hints(struct xdp_md *ctx, struct hints *h)
{
	enum xdp_rss_hash_type type = 0;
	__u16 tpid = 0, tci = 0;
	__u32 hash = 0;
	__u64 ns = 0;

	h->hash_ret = h->vlan_ret = h->time_ret = -EOPNOTSUPP;
	if (bpf_ksym_exists(bpf_xdp_metadata_rx_hash))
		h->hash_ret = bpf_xdp_metadata_rx_hash(ctx, &hash, &type);
	if (bpf_ksym_exists(bpf_xdp_metadata_rx_vlan_tag))
		h->vlan_ret = bpf_xdp_metadata_rx_vlan_tag(ctx, &tpid, &tci);
	if (bpf_ksym_exists(bpf_xdp_metadata_rx_timestamp))
		h->time_ret = bpf_xdp_metadata_rx_timestamp(ctx, &ns);
	h->hash = hash;
	h->hash_type = type;
	h->tpid = tpid;
	h->tci = tci;
	h->time = ns;
}

#endif /* TESTS_NIC_READ_HINTS_BPF_H */
