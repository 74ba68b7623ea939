// SPDX-License-Identifier: GPL-2.0
/*
 * The public series, V2, rebuilt for comparison: the kfuncs.
 *
 * The series has them in the set of the metadata readers, which only a device-bound program may
 * call. Here they are in a set of their own, as the bench has one program for all kernels. A
 * call takes the same instructions.
 */
#include <linux/btf.h>
#include <linux/btf_ids.h>
#include <linux/init.h>
#include <linux/module.h>
#include <net/xdp_v2.h>

__bpf_kfunc_start_defs();

__bpf_kfunc int bpf_xdp_store_rx_hash(struct xdp_md *ctx, u32 hash,
				      enum xdp_rss_hash_type rss_type)
{
	struct xdp_buff *xdp = (struct xdp_buff *)ctx;

	if (!(xdp->flags & XDP_V2_AREA))
		return -ENOSPC;

	xdp->rx_meta->hash.val = hash;
	xdp->rx_meta->hash.type = rss_type;
	xdp->flags |= XDP_V2_HASH;
	return 0;
}

__bpf_kfunc int bpf_xdp_store_rx_vlan(struct xdp_md *ctx, __be16 vlan_proto,
				      u16 vlan_tci)
{
	struct xdp_buff *xdp = (struct xdp_buff *)ctx;

	if (!(xdp->flags & XDP_V2_AREA))
		return -ENOSPC;

	xdp->rx_meta->vlan.proto = vlan_proto;
	xdp->rx_meta->vlan.tci = vlan_tci;
	xdp->flags |= XDP_V2_VLAN;
	return 0;
}

/* The end of the buffer is there without the area. */
__bpf_kfunc int bpf_xdp_store_rx_ts(struct xdp_md *ctx, u64 ts)
{
	struct xdp_buff *xdp = (struct xdp_buff *)ctx;

	xdp_get_shared_info_from_buff(xdp)->hwtstamps.hwtstamp = ts;
	xdp->flags |= XDP_V2_TIMESTAMP;
	return 0;
}

__bpf_kfunc_end_defs();

BTF_KFUNCS_START(xdp_v2_kfunc_ids)
BTF_ID_FLAGS(func, bpf_xdp_store_rx_hash)
BTF_ID_FLAGS(func, bpf_xdp_store_rx_vlan)
BTF_ID_FLAGS(func, bpf_xdp_store_rx_ts)
BTF_KFUNCS_END(xdp_v2_kfunc_ids)

static const struct btf_kfunc_id_set xdp_v2_kfunc_set = {
	.owner = THIS_MODULE,
	.set   = &xdp_v2_kfunc_ids,
};

static int __init xdp_v2_init(void)
{
	return register_btf_kfunc_id_set(BPF_PROG_TYPE_XDP, &xdp_v2_kfunc_set);
}
late_initcall(xdp_v2_init);
