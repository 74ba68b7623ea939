/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Packets built from a list of layers. The builder fills in lengths, checksums, and
 * the field of each header that names the next one.
 */
#ifndef TESTS_LIB_PACKET_H
#define TESTS_LIB_PACKET_H

#include <stddef.h>
#include <stdint.h>

/* FOU has no port of its own. */
#define FOU_PORT	5555

#define PACKET_MAX	12000
#define LAYERS_MAX	24

enum layer {
	END,
	ETH, VLAN, QINQ, ARP,
	PPPOE, PPPOE_DISCOVERY,
	NSH, NSH_METADATA,	/* without an IP header before, NSH is the outer one */
	IP4, IP4_OPTIONS, IP4_FIRST, IP4_LATER,
	IP6, HOP, ROUTING, DEST, ENCAP_LIMIT, SEGMENTS, FRAG_FIRST, FRAG_LATER,
	FRAG_ATOMIC, AUTH,
	NOTHING,		/* next header 59 */
	VXLAN,			/* this and those up to UDP_MPLS: with a UDP header */
	VXLAN_LINUX,		/* on port 8472 */
	GENEVE, GENEVE_OPTIONS, GENEVE_FULL,
	GUE, GUE_OPTIONS, GUE_DIRECT, FOU,
	VXLAN_GPE,
	VXLAN_GPE_PROTO,	/* the same on the port of VXLAN */
	GTP, GTP_SEQUENCE, GTP_EXTENSION,
	L2TP, L2TP_OPTIONS, L2TPV3_UDP, UDP_MPLS,
	L2TPV3,			/* in IP */
	ERSPAN1, ERSPAN2, ERSPAN3, ERSPAN3_LONG, ERSPAN3_IP,	/* in GRE */
	PPTP, PPTP_ACK, PPTP_SHORT,	/* GRE with PPP in it */
	ETHERIP,
	LABEL, LABEL_MC,	/* the last of a stack has the bottom bit */
	CONTROL_WORD,
	TCP, UDP, SCTP, ICMP, ICMP6, ESP,
	GRE = 0x80,		/* or with: checksum, key, sequence number */
	GRE_C = GRE | 1, GRE_K = GRE | 2, GRE_S = GRE | 4,
	GRE_CK = GRE_C | GRE_K, GRE_CS = GRE_C | GRE_S, GRE_KS = GRE_K | GRE_S,
	GRE_CKS = GRE_CK | GRE_S,
};

/* Both ends of a flow: addresses in network order, ports in host order. */
struct endpoints {
	uint8_t ip4[2][4];
	uint8_t ip6[2][16];
	uint16_t port[2];
};

/* How a header names the next one: the bytes and the list of numbers */
enum naming { BY_NOTHING, BY_IP_PROTO, BY_ETHERTYPE, BY_NSH, BY_PPP, BY_PPP_BYTE };

/**
 * struct packet - a packet being built
 * @bytes: the packet
 * @len: its length
 * @at: offset of each layer
 * @layer: the layers, &enum layer
 * @layers: number of layers
 * @next: field of the last header that names the next one, or NULL
 * @naming: how @next names it, &enum naming
 * @ips: number of IP headers; the first one has fixed outer addresses
 * @inner: addresses of the other IP headers, and all ports
 */
struct packet {
	uint8_t bytes[PACKET_MAX];
	size_t len;
	size_t at[LAYERS_MAX];
	uint8_t layer[LAYERS_MAX];
	int layers;
	uint8_t *next;
	enum naming naming;
	int ips;
	const struct endpoints *inner;
};

void packet_begin(struct packet *pkt, const struct endpoints *inner);
void packet_add(struct packet *pkt, const uint8_t *layers);
void packet_end(struct packet *pkt, size_t payload);
void packet_cut(struct packet *pkt, size_t len);

#endif /* TESTS_LIB_PACKET_H */
