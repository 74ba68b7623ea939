/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the tunnel program and those who load it agree on.
 */
#ifndef __TUNNEL_H__
#define __TUNNEL_H__

#include "flow_hash.h"

#define TUNNEL_VXLAN_PORT	4789
#define TUNNEL_GENEVE_PORT	6081
#define TUNNEL_CPUS_MAX		64

enum tunnel_hash {
	TUNNEL_HASH_NONE,	/* compute none; the NIC's may be kept */
	TUNNEL_HASH_INNER,
	TUNNEL_HASH_SYMMETRIC,	/* both directions of a flow have the same */
};

enum tunnel_target {
	TUNNEL_TO_PASS,
	TUNNEL_TO_DEV,		/* entry 0 of map tunnel_dev */
	TUNNEL_TO_CPUS,		/* one of config.cpu[], chosen by the hash */
};

/* What a NIC knows of a packet, and a redirect would lose */
enum tunnel_keep {
	TUNNEL_KEEP_VLAN_TAG,
	TUNNEL_KEEP_TIMESTAMP,
	TUNNEL_KEEP_HASH,	/* with TUNNEL_HASH_NONE only */

	TUNNEL_KEEPS
};

/**
 * struct tunnel_config - how the tunnel program is to run; set before it loads
 * @hash: &enum tunnel_hash
 * @target: &enum tunnel_target
 * @cpus: valid entries of @cpu, at least one for %TUNNEL_TO_CPUS
 * @keep: bits of &enum tunnel_keep: what the program reads and stores, if it is bound
 *	  to its device
 * @vxlan_port: UDP port of VXLAN, host byte order
 * @geneve_port: UDP port of Geneve, host byte order
 * @set_dst_mac: write @dst_mac into what is redirected
 * @dst_mac: MAC address of whoever receives it
 * @why: not for the program: what was decided of each &enum tunnel_keep, for
 *	 whoever asks later
 * @cpu: numbers of the CPUs, all of them present in map tunnel_cpus
 * @toeplitz: the key, expanded by toeplitz_init()
 */
struct tunnel_config {
	__u32 hash;
	__u32 target;
	__u32 cpus;
	__u32 keep;
	__u16 vxlan_port;
	__u16 geneve_port;
	__u8 set_dst_mac;
	__u8 dst_mac[6];
	__u8 why[TUNNEL_KEEPS];
	__u32 cpu[TUNNEL_CPUS_MAX];
	struct toeplitz toeplitz;
};

/* Each packet is one of TUNNEL_SEEN, and also one of TUNNEL_REDIRECTED or of
 * the reasons to pass.
 */
enum tunnel_counter {
	TUNNEL_SEEN,
	TUNNEL_FLOWS,		/* packets of a tunnelled flow */
	TUNNEL_STORED,
	TUNNEL_STORE_ERROR,
	TUNNEL_NO_LAYER,	/* the kernel cannot store */
	TUNNEL_REDIRECTED,

	/* What the NIC knew of redirected packets: it went with the packet, */
	TUNNEL_KEPT_VLAN_TAG,
	TUNNEL_PUSHED_VLAN_TAG,	/* in the packet, not beside it */
	TUNNEL_KEPT_TIMESTAMP,
	TUNNEL_KEPT_HASH,

	/* or could not be stored */
	TUNNEL_LOST_TIMESTAMP,
	TUNNEL_LOST_HASH,

	/* Passed on, because */
	TUNNEL_CONFIGURED,	/* a tunnelled flow, and that is wanted */
	TUNNEL_NO_TARGET,	/* a tunnelled flow, but the target is gone */
	TUNNEL_HEADLESS,	/* a tunnelled flow, but its Ethernet header is in a fragment */
	TUNNEL_TAG_UNKEPT,	/* a tunnelled flow, but its VLAN tag would be lost */
	TUNNEL_NOT_TUNNEL,
	TUNNEL_TRUNCATED,	/* a header ends behind the packet */
	TUNNEL_UNREADABLE,	/* malformed, too deep, or not known here */
	TUNNEL_FRAGMENT,	/* the outer packet is one */

	TUNNEL_COUNTERS
};

/* Each of TUNNEL_FLOWS is also one of a kind. */
enum tunnel_kind {
	TUNNEL_IP,		/* IPv4 or IPv6 in IPv4 or IPv6 */
	TUNNEL_GRE,		/* IP in GRE */
	TUNNEL_GRE_ETH,		/* Ethernet in GRE, NVGRE */
	TUNNEL_GRE_MPLS,
	TUNNEL_VXLAN,
	TUNNEL_GENEVE,
	TUNNEL_UDP_MPLS,
	TUNNEL_IP_MPLS,

	TUNNEL_KINDS
};

struct tunnel_stats {
	__u64 counter[TUNNEL_COUNTERS];
	__u64 kind[TUNNEL_KINDS];
};

#endif /* __TUNNEL_H__ */
