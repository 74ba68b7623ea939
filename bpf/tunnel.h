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
#define TUNNEL_VXLAN_GPE_PORT	4790
#define TUNNEL_GTP_PORT		2152	/* GTP-U */
#define TUNNEL_L2TP_PORT	1701

/* Between the session ID of L2TPv3 and the payload, Linux puts by default no cookie, and
 * the sublayer of four bytes.
 */
#define TUNNEL_L2TP_HEADER	4
#define TUNNEL_L2TP_HEADER_MAX	12
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
	TUNNEL_TO_CPUS_DEV,	/* the same, and from that CPU to entry 0 of tunnel_dev */
};

#define TUNNEL_HAS_CPUS(target)	\
	((target) == TUNNEL_TO_CPUS || (target) == TUNNEL_TO_CPUS_DEV)
#define TUNNEL_HAS_DEV(target)	\
	((target) == TUNNEL_TO_DEV || (target) == TUNNEL_TO_CPUS_DEV)

/* How the skb of a packet gets the hash that the kernel cannot store on the packet */
enum tunnel_tc {
	TUNNEL_TC_UNWANTED,	/* it is stored, there is none, or it is not wanted */
	TUNNEL_TC_ON,		/* a tc program takes it from data_meta */

	/* Reasons why there is no such program */
	TUNNEL_TC_GENERIC,	/* generic XDP loses data_meta */
	TUNNEL_TC_SHARED,	/* no program below libxdp's dispatcher may use it */
	TUNNEL_TC_NO_SKB,	/* the target is no veth: it sends the packet away */
	TUNNEL_TC_NETNS,	/* the peer's namespace cannot be entered */
	TUNNEL_TC_NO_TCX,	/* the kernel has no tcx, or refuses it */

	TUNNEL_TCS
};

/* Values that the NIC knows of a packet and that a redirect would lose */
enum tunnel_keep {
	TUNNEL_KEEP_VLAN_TAG,
	TUNNEL_KEEP_TIMESTAMP,
	TUNNEL_KEEP_HASH,	/* only with TUNNEL_HASH_NONE */

	TUNNEL_KEEPS
};

/**
 * struct tunnel_ports - what the two ends of a tunnel agree on, and no packet tells: UDP
 * ports, host byte order, where 0 stands for none, and the length of a header
 * @vxlan: VXLAN
 * @geneve: Geneve
 * @gue: GUE
 * @fou: FOU, which has no port of its own
 * @vxlan_gpe: VXLAN-GPE
 * @mpls: MPLS
 * @gtp: GTP-U
 * @l2tp: L2TP, versions 2 and 3
 * @l2tp_header: bytes of L2TPv3 behind the session ID: cookie and sublayer
 * @esp: ESP, which is read, also outside UDP, only where this is set
 */
struct tunnel_ports {
	__u16 vxlan[TUNNEL_VXLAN_PORTS];
	__u16 geneve;
	__u16 gue;
	__u16 fou;
	__u16 vxlan_gpe;
	__u16 mpls;
	__u16 gtp;
	__u16 l2tp;
	__u16 l2tp_header;
	__u16 esp;
};

#define TUNNEL_PORTS_DEFAULT {						\
	.vxlan = { TUNNEL_VXLAN_PORT, TUNNEL_VXLAN_LINUX_PORT },	\
	.geneve = TUNNEL_GENEVE_PORT,					\
	.gue = TUNNEL_GUE_PORT,						\
	.vxlan_gpe = TUNNEL_VXLAN_GPE_PORT,				\
	.mpls = TUNNEL_MPLS_PORT,					\
	.gtp = TUNNEL_GTP_PORT,						\
	.l2tp = TUNNEL_L2TP_PORT,					\
	.l2tp_header = TUNNEL_L2TP_HEADER,				\
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
 * @cpus: valid entries of @cpu, at least one for TUNNEL_HAS_CPUS()
 * @compat: store no hash, as on a kernel that cannot: the queue of a veth follows the CPU
 * @tc: &enum tunnel_tc: with %TUNNEL_TC_ON the hash goes into data_meta
 * @relay: parse nothing and redirect each packet, with the NIC's hash
 * @keep: bits of &enum tunnel_keep: values that the program reads and stores, if it
 *	  is bound to its device
 * @passed_kinds: bits of &enum tunnel_kind: kinds that pass as if they were no tunnels
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
	__u32 compat;
	__u32 tc;
	__u32 relay;
	__u32 keep;
	__u32 passed_kinds;
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
	TUNNEL_NO_LAYER,	/* the kernel cannot store, or config.compat */
	TUNNEL_REDIRECTED,
	TUNNEL_IN_META,		/* the hash is in data_meta, for the tc program */
	TUNNEL_NO_META,		/* no room for it, or the driver has no metadata */
	TUNNEL_SKB_HASH,	/* counted by the tc program: the skb has the hash */

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

	/* Reasons to pass a tunnelled flow, or a packet to relay */
	TUNNEL_CONFIGURED,	/* the target is TUNNEL_TO_PASS */
	TUNNEL_NO_TARGET,	/* the redirect target is gone */
	TUNNEL_HEADLESS,	/* the Ethernet header is in a fragment */
	TUNNEL_TAG_UNKEPT,	/* a redirect would lose the VLAN tag */

	/* Reasons to pass any other packet */
	TUNNEL_NOT_TUNNEL,
	TUNNEL_NOT_CHOSEN,	/* a kind of tunnel in config.passed_kinds */
	TUNNEL_TRUNCATED,	/* a header exceeds the packet */
	TUNNEL_UNREADABLE,	/* also counts as one of &enum tunnel_unread */
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
	TUNNEL_VXLAN_GPE,
	TUNNEL_ERSPAN1,
	TUNNEL_ERSPAN2,
	TUNNEL_ERSPAN3,
	TUNNEL_PPTP,		/* PPP in GRE, version 1 */
	TUNNEL_GTP,
	TUNNEL_L2TP,		/* version 2: PPP */
	TUNNEL_L2TPV3,		/* in IP or UDP */
	TUNNEL_IP_ETH,		/* Ethernet in IP */
	TUNNEL_SRV6,		/* IP or Ethernet behind a segment routing header */
	TUNNEL_NSH,		/* in Ethernet */
	TUNNEL_PPPOE,		/* IP in PPPoE that is in no other tunnel */
	TUNNEL_AH,		/* what is behind AH, and no tunnel */

	TUNNEL_KINDS
};

/* The protocol that the program could not read, malformed or not known to it */
enum tunnel_unread {
	TUNNEL_UNREAD_ARP,
	TUNNEL_UNREAD_ETHERTYPE,	/* no IP, but another protocol */
	TUNNEL_UNREAD_VLAN_TAGS,	/* too many */
	TUNNEL_UNREAD_IP,
	TUNNEL_UNREAD_IP_PROTO,		/* an IP protocol in GUE */
	TUNNEL_UNREAD_UDP,
	TUNNEL_UNREAD_NESTED,		/* too many headers in each other */
	TUNNEL_UNREAD_GRE,
	TUNNEL_UNREAD_ERSPAN,
	TUNNEL_UNREAD_PPTP,
	TUNNEL_UNREAD_PPTP_CONTROL,
	TUNNEL_UNREAD_VXLAN,
	TUNNEL_UNREAD_VXLAN_GPE,
	TUNNEL_UNREAD_GENEVE,
	TUNNEL_UNREAD_GENEVE_CONTROL,
	TUNNEL_UNREAD_GUE,
	TUNNEL_UNREAD_GUE_CONTROL,
	TUNNEL_UNREAD_GTP,
	TUNNEL_UNREAD_GTP_CONTROL,
	TUNNEL_UNREAD_L2TP,
	TUNNEL_UNREAD_L2TP_CONTROL,
	TUNNEL_UNREAD_PPPOE,
	TUNNEL_UNREAD_PPPOE_DISCOVERY,
	TUNNEL_UNREAD_PPP,		/* LCP, encrypted or compressed packets ... */
	TUNNEL_UNREAD_NSH,
	TUNNEL_UNREAD_NSH_CONTROL,
	TUNNEL_UNREAD_MPLS,		/* too many labels */
	TUNNEL_UNREAD_PSEUDOWIRE,	/* below MPLS labels neither IPv4 nor IPv6 */
	TUNNEL_UNREAD_ESP,		/* without keys */
	TUNNEL_UNREAD_ESP_UDP,
	TUNNEL_UNREAD_ETHERIP,
	TUNNEL_UNREAD_WIREGUARD,
	TUNNEL_UNREAD_LISP,
	TUNNEL_UNREAD_TEREDO,

	TUNNEL_UNREADS
};

/* The parser returns one value: a reason to pass, and with %TUNNEL_UNREADABLE the protocol. */
#define TUNNEL_UNREAD(protocol)	\
	(TUNNEL_UNREADABLE | TUNNEL_UNREAD_##protocol << 8)
#define TUNNEL_WHY(why)		((why) & 0xff)

struct tunnel_stats {
	__u64 counter[TUNNEL_COUNTERS];
	__u64 kind[TUNNEL_KINDS];
	__u64 unread[TUNNEL_UNREADS];
};

#endif /* __TUNNEL_H__ */
