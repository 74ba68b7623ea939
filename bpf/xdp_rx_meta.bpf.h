/* SPDX-License-Identifier: GPL-2.0 */
/*
 * RX metadata that an XDP program stores on a packet: prototypes for BPF code.
 *
 * Include it after vmlinux.h and <bpf/bpf_helpers.h>. The vmlinux.h may be that of any
 * kernel from 6.3 on, with or without this layer, because all symbols here are weak.
 * One object loads on every kernel and asks:
 *
 *	if (xdp_rx_meta_available())
 *		err = bpf_xdp_store_rx_hash(ctx, hash, XDP_RSS_TYPE_L4_IPV4_TCP);
 *
 * The seven functions work in every XDP program: on a driver, in generic XDP,
 * in cpumap and devmap programs, behind tail calls and in BPF_PROG_TEST_RUN.
 * The program need not be bound to a device.
 *
 * A stored value belongs to one packet. It survives XDP_REDIRECT, XDP_TX and XDP_PASS,
 * and it overrides the value in the NIC's descriptor. BPF_PROG_TEST_RUN without live
 * frames uses one buffer for all repetitions of a run: with repeat > 1 each repetition
 * finds the values that the previous one stored.
 *
 * The types must be exactly the kernel's. If a weak prototype has __u32 in place of an
 * enum, libbpf silently treats the function as missing.
 */
#ifndef __XDP_RX_META_BPF_H__
#define __XDP_RX_META_BPF_H__

#ifndef __VMLINUX_H__
#error "include vmlinux.h before xdp_rx_meta.bpf.h: it has enum xdp_rss_hash_type"
#endif
#ifndef __ksym
#error "include <bpf/bpf_helpers.h> before xdp_rx_meta.bpf.h"
#endif

/* For bpf_xdp_clear_rx_meta(). These are macros because the vmlinux.h of a kernel with
 * the layer may have enumerators of the same names, and of the same values.
 */
#define XDP_RX_META_HASH	(1U << 0)
#define XDP_RX_META_VLAN_TAG	(1U << 1)
#define XDP_RX_META_TIMESTAMP	(1U << 2)
#define XDP_RX_META_ALL		(XDP_RX_META_HASH | XDP_RX_META_VLAN_TAG | \
				 XDP_RX_META_TIMESTAMP)

/**
 * bpf_xdp_store_rx_hash - store the packet's hash
 * @ctx: XDP context
 * @hash: hash, host byte order
 * @type: layers that @hash covers. With any XDP_RSS_L4* bit the stack treats it as the
 *	  hash of a flow and never computes its own. With only an L3 bit it is the
 *	  hash of an address pair.
 *
 * veth chooses the receive queue of a redirected packet by this hash.
 *
 * Return:
 * * 0		 - stored; it replaces an earlier hash of this packet
 * * -EINVAL	 - @type has neither an L3 nor an L4 bit, or an unknown one
 * * -ENOSPC	 - less than 64 bytes of headroom in front of data_meta (or of
 *		   data, on a driver without metadata)
 *
 * After an error the packet is unchanged.
 */
extern int bpf_xdp_store_rx_hash(struct xdp_md *ctx, __u32 hash,
				 enum xdp_rss_hash_type type) __ksym __weak;

/**
 * bpf_xdp_store_rx_vlan_tag - store a VLAN tag that is not in the packet's bytes
 * @ctx: XDP context
 * @vlan_proto: TPID, network byte order: 802.1Q or 802.1ad
 * @vlan_tci: TCI (priority, DEI and VLAN ID), host byte order
 *
 * Return:
 * * 0		 - stored; it replaces an earlier tag of this packet
 * * -EINVAL	 - @vlan_proto is neither 802.1Q nor 802.1ad
 * * -ENOSPC	 - as for bpf_xdp_store_rx_hash()
 */
extern int bpf_xdp_store_rx_vlan_tag(struct xdp_md *ctx, __be16 vlan_proto,
				     __u16 vlan_tci) __ksym __weak;

/**
 * bpf_xdp_store_rx_timestamp - store when the packet was received
 * @ctx: XDP context
 * @timestamp: nanoseconds of the clock that the reader expects; the stack
 *	       reports it as a hardware timestamp
 *
 * Return:
 * * 0		 - stored; it replaces an earlier time of this packet
 * * -ENOSPC	 - as for bpf_xdp_store_rx_hash()
 */
extern int bpf_xdp_store_rx_timestamp(struct xdp_md *ctx,
				      __u64 timestamp) __ksym __weak;

/**
 * bpf_xdp_load_rx_hash - read the hash that a program stored
 * @ctx: XDP context
 * @hash: set to the hash, host byte order
 * @rss_type: set to the type that was stored with it
 *
 * This reads only a stored hash; bpf_xdp_metadata_rx_hash() asks the driver too.
 *
 * Return:
 * * 0		 - @hash and @rss_type are set
 * * -ENODATA	 - none is stored on this packet; nothing is written
 */
extern int bpf_xdp_load_rx_hash(const struct xdp_md *ctx, __u32 *hash,
				enum xdp_rss_hash_type *rss_type) __ksym __weak;

/**
 * bpf_xdp_load_rx_vlan_tag - read the VLAN tag that a program stored
 * @ctx: XDP context
 * @vlan_proto: set to the TPID, network byte order
 * @vlan_tci: set to the TCI, host byte order
 *
 * Return:
 * * 0		 - @vlan_proto and @vlan_tci are set
 * * -ENODATA	 - none is stored on this packet; nothing is written
 */
extern int bpf_xdp_load_rx_vlan_tag(const struct xdp_md *ctx,
				    __be16 *vlan_proto,
				    __u16 *vlan_tci) __ksym __weak;

/**
 * bpf_xdp_load_rx_timestamp - read the time that a program stored
 * @ctx: XDP context
 * @timestamp: set to nanoseconds
 *
 * Return:
 * * 0		 - @timestamp is set
 * * -ENODATA	 - none is stored on this packet; nothing is written
 */
extern int bpf_xdp_load_rx_timestamp(const struct xdp_md *ctx,
				     __u64 *timestamp) __ksym __weak;

/**
 * bpf_xdp_clear_rx_meta - forget stored values
 * @ctx: XDP context
 * @which: XDP_RX_META_* bits of the values to forget
 *
 * @which may name values that are not stored. The headroom is free again after the
 * last value.
 *
 * Return:
 * * 0		 - forgotten; readers get the driver's values again
 * * -EINVAL	 - @which has an unknown bit; nothing is forgotten
 */
extern int bpf_xdp_clear_rx_meta(struct xdp_md *ctx, __u32 which) __ksym __weak;

/**
 * xdp_rx_meta_available() - tell whether the running kernel has this layer
 *
 * The verifier knows the answer when it loads the program, and removes the branch that
 * is not taken. A kernel has either all seven functions or none, so one of them
 * stands for all. This is a macro so that a program can include this header with
 * __weak defined to nothing: libbpf then reports a prototype that does not match.
 */
#define xdp_rx_meta_available()	bpf_ksym_exists(bpf_xdp_store_rx_hash)

#endif /* __XDP_RX_META_BPF_H__ */
