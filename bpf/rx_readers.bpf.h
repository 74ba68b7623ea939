/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The kernel's readers of RX metadata. vmlinux.h does not declare them. They are weak:
 * a program loads on a kernel without them too, and tests bpf_ksym_exists() first.
 *
 * Only a program that is bound to a device may call them. The verifier refuses the call
 * in any other program, even if it is unreachable.
 */
#ifndef __RX_READERS_BPF_H__
#define __RX_READERS_BPF_H__

extern int bpf_xdp_metadata_rx_hash(const struct xdp_md *ctx, __u32 *hash,
				    enum xdp_rss_hash_type *type) __ksym __weak;
extern int bpf_xdp_metadata_rx_vlan_tag(const struct xdp_md *ctx,
					__be16 *proto, __u16 *tci) __ksym __weak;
extern int bpf_xdp_metadata_rx_timestamp(const struct xdp_md *ctx,
					 __u64 *ns) __ksym __weak;

#endif
