/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Interface between the tunnel program and its loader.
 */
#ifndef __TUNNEL_H__
#define __TUNNEL_H__

#include "flow_hash.h"

/* Registered ports, and the one that Linux has used for VXLAN since before */
#define TUNNEL_VXLAN_PORT	4789
#define TUNNEL_VXLAN_LINUX_PORT	8472
#define TUNNEL_GENEVE_PORT	6081
#define TUNNEL_GUE_PORT		6080
#define TUNNEL_MPLS_PORT	6635	/* RFC 7510; 6636 is MPLS in DTLS */
#define TUNNEL_VXLAN_PORTS	2

#define TUNNEL_CPUS_MAX		64

enum tunnel_hash {
	TUNNEL_HASH_NONE,	/* compute none; the NIC's may be kept */
	TUNNEL_HASH_INNER,
	TUNNEL_HASH_SYMMETRIC,	/* equal for both directions of a flow */
};

enum tunnel_target {
	TUNNEL_TO_PASS,
	TUNNEL_TO_DEV,		/* entry 0 of map tunnel_dev */
	TUNNEL_TO_CPUS,		/* the hash chooses one of config.cpu[] */
};

/* Values that the NIC knows of a packet and that a redirect would lose */
enum tunnel_keep {
	TUNNEL_KEEP_VLAN_TAG,
	TUNNEL_KEEP_TIMESTAMP,
	TUNNEL_KEEP_HASH,	/* only with TUNNEL_HASH_NONE */

	TUNNEL_KEEPS
};

/**
 * struct tunnel_ports - UDP ports of tunnels, host byte order; 0 stands for none
 * @vxlan: VXLAN
 * @geneve: Geneve
 * @gue: GUE
 * @fou: FOU, which has no port of its own
 * @esp: ESP, which is read, also outside UDP, only where this is set
 */
struct tunnel_ports {
	__u16 vxlan[TUNNEL_VXLAN_PORTS];
	__u16 geneve;
	__u16 gue;
	__u16 fou;
	__u16 esp;
};

#define TUNNEL_PORTS_DEFAULT {						\
	.vxlan = { TUNNEL_VXLAN_PORT, TUNNEL_VXLAN_LINUX_PORT },	\
	.geneve = TUNNEL_GENEVE_PORT,					\
	.gue = TUNNEL_GUE_PORT,						\
}

#define TUNNEL_NAME_LEN	16

/**
 * struct tunnel_attached - what was true when the program was attached
 * @netns: cookie of the network namespace
 * @source_drops: packets that the interface had dropped
 * @target_drops: packets that the redirect target had dropped
 * @to: name of the redirect target
 */
struct tunnel_attached {
	__u64 netns;
	__u64 source_drops;
	__u64 target_drops;
	char to[TUNNEL_NAME_LEN];
};

/**
 * struct tunnel_config - configuration of the tunnel program, set before it loads
 * @hash: &enum tunnel_hash
 * @target: &enum tunnel_target
 * @cpus: valid entries of @cpu, at least one for %TUNNEL_TO_CPUS
 * @keep: bits of &enum tunnel_keep: values that the program reads and stores, if it
 *	  is bound to its device
 * @ports: UDP ports of tunnels
 * @set_dst_mac: write @dst_mac into redirected packets
 * @dst_mac: MAC address of their receiver
 * @why: the loader's decision about each &enum tunnel_keep, for `rxmeta stat`; the
 *	 program does not read it
 * @attached: for `rxmeta stat`; the program does not read it
 * @cpu: numbers of the CPUs, which must all be in map tunnel_cpus
 * @toeplitz: key, expanded by toeplitz_init()
 */
struct tunnel_config {
	__u32 hash;
	__u32 target;
	__u32 cpus;
	__u32 keep;
	struct tunnel_ports ports;
	__u8 set_dst_mac;
	__u8 dst_mac[6];
	__u8 why[TUNNEL_KEEPS];
	struct tunnel_attached attached;
	__u32 cpu[TUNNEL_CPUS_MAX];
	struct toeplitz toeplitz;
};

/* Each packet counts as TUNNEL_SEEN, and also as TUNNEL_REDIRECTED or as one of the
 * reasons to pass.
 */
enum tunnel_counter {
	TUNNEL_SEEN,
	TUNNEL_FLOWS,		/* packets of tunnelled flows */
	TUNNEL_STORED,
	TUNNEL_STORE_ERROR,
	TUNNEL_NO_LAYER,	/* the kernel cannot store */
	TUNNEL_REDIRECTED,

	/* Values of the NIC that stayed with redirected packets */
	TUNNEL_KEPT_VLAN_TAG,
	TUNNEL_PUSHED_VLAN_TAG,	/* put into the packet, not stored */
	TUNNEL_KEPT_TIMESTAMP,
	TUNNEL_KEPT_HASH,

	/* Values of the NIC that could not be stored */
	TUNNEL_LOST_TIMESTAMP,
	TUNNEL_LOST_HASH,

	/* Reasons to hash a packet of ESP by its SPI */
	TUNNEL_ESP_NO_SA,	/* no key for the SPI and the address */
	TUNNEL_ESP_UNREAD_SA,	/* a cipher or a mode that is not read */
	TUNNEL_ESP_SHORT,	/* less than the SA's packets have at least */
	TUNNEL_ESP_INNER,	/* what is inside is no packet, or unreadable */
	TUNNEL_ESP_CRYPTO_ERROR, /* the kernel did not decrypt */

	/* Reasons to pass a tunnelled flow */
	TUNNEL_CONFIGURED,	/* the target is TUNNEL_TO_PASS */
	TUNNEL_NO_TARGET,	/* the redirect target is gone */
	TUNNEL_HEADLESS,	/* the Ethernet header is in a fragment */
	TUNNEL_TAG_UNKEPT,	/* a redirect would lose the VLAN tag */

	/* Reasons to pass any other packet */
	TUNNEL_NOT_TUNNEL,
	TUNNEL_TRUNCATED,	/* a header exceeds the packet */
	TUNNEL_UNREADABLE,	/* malformed, nested too deeply, or unknown */
	TUNNEL_FRAGMENT,	/* the outer packet is a fragment */

	TUNNEL_COUNTERS
};

/* Each packet of TUNNEL_FLOWS also counts as one of these. */
enum tunnel_kind {
	TUNNEL_IP,		/* IPv4 or IPv6 in IPv4 or IPv6 */
	TUNNEL_GRE,		/* IP in GRE */
	TUNNEL_GRE_ETH,		/* Ethernet in GRE, NVGRE */
	TUNNEL_GRE_MPLS,
	TUNNEL_VXLAN,
	TUNNEL_GENEVE,
	TUNNEL_UDP_MPLS,
	TUNNEL_IP_MPLS,
	TUNNEL_GUE,
	TUNNEL_FOU,
	TUNNEL_ESP,
	TUNNEL_ESP_UDP,

	TUNNEL_KINDS
};

struct tunnel_stats {
	__u64 counter[TUNNEL_COUNTERS];
	__u64 kind[TUNNEL_KINDS];
};

#endif /* __TUNNEL_H__ */
