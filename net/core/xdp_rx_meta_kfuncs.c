// SPDX-License-Identifier: GPL-2.0
/*
 * RX metadata stored by XDP programs: the kfuncs.
 *
 * The kfuncs do not need a driver, so they are not in the device-bound set.
 * Programs in cpumaps and devmaps, tail-called programs, generic XDP and
 * BPF_PROG_TEST_RUN can call them.
 */
#include <linux/btf.h>
#include <linux/if_ether.h>
#include <net/xdp_rx_meta.h>

/* data_meta is one byte past data if metadata is unsupported. So data matters
 * only where data_meta is exactly at the end of the area.
 */
static bool xdp_rx_meta_has_room(const struct xdp_buff *xdp)
{
	const void *end = xdp_buff_rx_meta(xdp) + 1;

	if (likely(xdp->data_meta > end))
		return true;

	/* Keep the loads of this rare case out of the frequent path. */
	barrier();
	return xdp->data_meta == end && xdp->data >= end;
}

__bpf_kfunc_start_defs();

/**
 * bpf_xdp_store_rx_hash - Store an RX hash for the packet.
 * @ctx: XDP context pointer.
 * @hash: Hash value.
 * @rss_type: Bits of &enum xdp_rss_hash_type that tell what @hash covers, with
 *	at least one L3 or L4 bit. Any L4 bit makes it an L4 hash, which
 *	skb_get_hash() does not recompute.
 *
 * The last store overrides earlier stores and the value of the hardware. The
 * packet keeps the value through redirects until it is in an ``skb``.
 *
 * Return:
 * * 0 on success or ``-errno`` on error. On error nothing changes.
 * * ``-ENOSPC`` : headroom is too small for ``struct xdp_frame`` and the values
 * * ``-EINVAL`` : @rss_type has no L3 or L4 bit, or has an unknown bit
 */
__bpf_kfunc int bpf_xdp_store_rx_hash(struct xdp_md *ctx, u32 hash,
				      enum xdp_rss_hash_type rss_type)
{
	struct xdp_buff *xdp = (struct xdp_buff *)ctx;
	struct xdp_rx_meta *meta;

	if (!xdp_rx_meta_valid_type(rss_type))
		return -EINVAL;
	if (unlikely(!xdp_rx_meta_has_room(xdp)))
		return -ENOSPC;

	meta = xdp_buff_rx_meta(xdp);
	meta->hash = hash;
	meta->hash_type = rss_type;
	xdp->flags |= XDP_FLAGS_RX_HASH;
	return 0;
}

/**
 * bpf_xdp_store_rx_vlan_tag - Store a VLAN tag for the packet.
 * @ctx: XDP context pointer.
 * @vlan_proto: TPID in **network byte order**: ``bpf_htons(ETH_P_8021Q)`` or
 *	``bpf_htons(ETH_P_8021AD)``.
 * @vlan_tci: TCI (VID + DEI + PCP) in **host byte order**.
 *
 * The tag is in addition to tags in the packet itself. A program that stores a
 * tag which it read from the packet has to remove that tag from the packet. The
 * stored tag becomes the hardware accelerated VLAN tag of an ``skb``.
 *
 * Return:
 * * 0 on success or ``-errno`` on error. On error nothing changes.
 * * ``-ENOSPC`` : headroom is too small for ``struct xdp_frame`` and the values
 * * ``-EINVAL`` : @vlan_proto is neither of these two
 */
__bpf_kfunc int bpf_xdp_store_rx_vlan_tag(struct xdp_md *ctx, __be16 vlan_proto,
					  u16 vlan_tci)
{
	struct xdp_buff *xdp = (struct xdp_buff *)ctx;
	struct xdp_rx_meta *meta;

	if (!eth_type_vlan(vlan_proto))
		return -EINVAL;
	if (unlikely(!xdp_rx_meta_has_room(xdp)))
		return -ENOSPC;

	meta = xdp_buff_rx_meta(xdp);
	meta->vlan_proto = vlan_proto;
	meta->vlan_tci = vlan_tci;
	xdp->flags |= XDP_FLAGS_RX_VLAN_TAG;
	return 0;
}

/**
 * bpf_xdp_store_rx_timestamp - Store an RX timestamp for the packet.
 * @ctx: XDP context pointer.
 * @timestamp: Nanoseconds.
 *
 * The value becomes the hardware timestamp of an ``skb``.
 *
 * Return:
 * * 0 on success or ``-errno`` on error. On error nothing changes.
 * * ``-ENOSPC`` : headroom is too small for ``struct xdp_frame`` and the values
 */
__bpf_kfunc int bpf_xdp_store_rx_timestamp(struct xdp_md *ctx, u64 timestamp)
{
	struct xdp_buff *xdp = (struct xdp_buff *)ctx;

	if (unlikely(!xdp_rx_meta_has_room(xdp)))
		return -ENOSPC;

	xdp_buff_rx_meta(xdp)->timestamp = timestamp;
	xdp->flags |= XDP_FLAGS_RX_TIMESTAMP;
	return 0;
}

/**
 * bpf_xdp_load_rx_hash - Load the RX hash that a program stored.
 * @ctx: XDP context pointer.
 * @hash: Return value pointer.
 * @rss_type: Return value pointer for the stored type.
 *
 * Unlike bpf_xdp_metadata_rx_hash() it never returns a value of the hardware,
 * and it works in programs that are not bound to a device.
 *
 * Return:
 * * 0 on success or ``-errno`` on error.
 * * ``-ENODATA`` : no hash is stored for this packet
 */
__bpf_kfunc int bpf_xdp_load_rx_hash(const struct xdp_md *ctx, u32 *hash,
				     enum xdp_rss_hash_type *rss_type)
{
	return xdp_rx_meta_hash((const struct xdp_buff *)ctx, hash, rss_type);
}

/**
 * bpf_xdp_load_rx_vlan_tag - Load the VLAN tag that a program stored.
 * @ctx: XDP context pointer.
 * @vlan_proto: Return value pointer for the TPID, in **network byte order**.
 * @vlan_tci: Return value pointer for the TCI, in **host byte order**.
 *
 * Return:
 * * 0 on success or ``-errno`` on error.
 * * ``-ENODATA`` : no VLAN tag is stored for this packet
 */
__bpf_kfunc int bpf_xdp_load_rx_vlan_tag(const struct xdp_md *ctx,
					 __be16 *vlan_proto, u16 *vlan_tci)
{
	return xdp_rx_meta_vlan_tag((const struct xdp_buff *)ctx, vlan_proto,
				    vlan_tci);
}

/**
 * bpf_xdp_load_rx_timestamp - Load the RX timestamp that a program stored.
 * @ctx: XDP context pointer.
 * @timestamp: Return value pointer for the nanoseconds.
 *
 * Return:
 * * 0 on success or ``-errno`` on error.
 * * ``-ENODATA`` : no timestamp is stored for this packet
 */
__bpf_kfunc int bpf_xdp_load_rx_timestamp(const struct xdp_md *ctx,
					  u64 *timestamp)
{
	return xdp_rx_meta_timestamp((const struct xdp_buff *)ctx, timestamp);
}

/**
 * bpf_xdp_clear_rx_meta - Clear stored values.
 * @ctx: XDP context pointer.
 * @which: Bits of &enum xdp_rx_meta_which. Values that are not stored may be
 *	among them.
 *
 * Values of the hardware do not change, and the metadata readers of the driver
 * return them again. When no value is stored any more, the program can use
 * their headroom again.
 *
 * Return:
 * * 0 on success or ``-errno`` on error. On error nothing changes.
 * * ``-EINVAL`` : @which has an unknown bit
 */
__bpf_kfunc int bpf_xdp_clear_rx_meta(struct xdp_md *ctx, u32 which)
{
	struct xdp_buff *xdp = (struct xdp_buff *)ctx;

	if (which & ~XDP_RX_META_ALL)
		return -EINVAL;

	xdp->flags &= ~(which << XDP_RX_META_SHIFT);
	return 0;
}

__bpf_kfunc_end_defs();
