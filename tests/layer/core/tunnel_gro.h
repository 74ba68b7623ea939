/* SPDX-License-Identifier: GPL-2.0 */
/* Packets of one GRE tunnel, shared with the BPF programs. Include <linux/types.h> first. */
#ifndef TESTS_LAYER_CORE_TUNNEL_GRO_H
#define TESTS_LAYER_CORE_TUNNEL_GRO_H

#define GRO_FLOWS	16	/* flows inside the tunnel */
#define GRO_SEGMENTS	4	/* packets of each, all flows in turn */
#define GRO_PACKETS	(GRO_FLOWS * GRO_SEGMENTS)
#define GRO_PORT	4000	/* source port of the first flow; the next one has the next port */
#define GRO_PAYLOAD	64

/**
 * struct gro_frame - a TCP segment in IPv4 in GRE
 * @even: first bytes of the payload; they keep the checksum as it is in all packets
 */
struct gro_frame {
	struct ethhdr eth;
	struct iphdr outer;
	__be16 gre[2];
	struct iphdr inner;
	struct tcphdr tcp;
	__be16 even;
	__u8 payload[GRO_PAYLOAD - 2];
} __attribute__((packed));

#endif /* TESTS_LAYER_CORE_TUNNEL_GRO_H */
