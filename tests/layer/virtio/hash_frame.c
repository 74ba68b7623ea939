// SPDX-License-Identifier: GPL-2.0
/* Frames that NICs hash, built by tests/lib/packet.c */
#include <string.h>

#include "tests/lib/rss_vectors.h"
#include "tests/lib/toeplitz_reference.h"
#include "bpf/toeplitz_key.h"
#include "hash_frame.h"

#define PAYLOAD	40
#define LONG	2400
#define JUMBO	8000

#define T4	0x01		/* XDP_RSS_TYPE_L3_IPV4 */
#define T4_TCP	0x19		/* XDP_RSS_TYPE_L4_IPV4_TCP */
#define T4_UDP	0x29
#define T6	0x02
#define T6_TCP	0x1a
#define T6_UDP	0x2a

/*
 * The hash of a fragment covers its addresses only, and so does that of the
 * first fragment: a whole datagram belongs on one queue. The type does not show
 * headers between the IP header and the ports, as the driver does not ask the
 * device for that.
 */
static const struct {
	__u8 layers[8];
	__u32 type;
	unsigned int payload;
} kinds[HASH_KINDS] = {
	[IP4_TCP_FRAME] = {
		.layers = { ETH, IP4, TCP }, .type = T4_TCP,
	},
	[IP4_UDP_FRAME] = {
		.layers = { ETH, IP4, UDP }, .type = T4_UDP,
	},
	[IP4_UDP_JUMBO_FRAME] = {
		.layers = { ETH, IP4, UDP },
		.type = T4_UDP, .payload = JUMBO,
	},
	[IP4_UDP_LONG_FRAME] = {
		.layers = { ETH, IP4, UDP },
		.type = T4_UDP, .payload = LONG,
	},
	[IP4_ICMP_FRAME] = {
		.layers = { ETH, IP4, ICMP }, .type = T4,
	},
	[IP4_SCTP_FRAME] = {
		.layers = { ETH, IP4, SCTP }, .type = T4,
	},
	[IP4_GRE_FRAME] = {
		.layers = { ETH, IP4, GRE, IP4, TCP }, .type = T4,
	},
	[IP4_OPTIONS_TCP_FRAME] = {
		.layers = { ETH, IP4_OPTIONS, TCP }, .type = T4_TCP,
	},
	[IP4_OPTIONS_UDP_FRAME] = {
		.layers = { ETH, IP4_OPTIONS, UDP }, .type = T4_UDP,
	},
	[IP4_FIRST_FRAGMENT_TCP_FRAME] = {
		.layers = { ETH, IP4_FIRST, TCP }, .type = T4,
	},
	[IP4_FIRST_FRAGMENT_UDP_FRAME] = {
		.layers = { ETH, IP4_FIRST, UDP }, .type = T4,
	},
	[IP4_LATER_FRAGMENT_FRAME] = {
		.layers = { ETH, IP4_LATER, UDP }, .type = T4,
	},
	[IP4_VLAN_TCP_FRAME] = {
		.layers = { ETH, VLAN, IP4, TCP }, .type = T4_TCP,
	},
	[IP6_TCP_FRAME] = {
		.layers = { ETH, IP6, TCP }, .type = T6_TCP,
	},
	[IP6_UDP_FRAME] = {
		.layers = { ETH, IP6, UDP }, .type = T6_UDP,
	},
	[IP6_ICMP_FRAME] = {
		.layers = { ETH, IP6, ICMP6 }, .type = T6,
	},
	[IP6_HOP_TCP_FRAME] = {
		.layers = { ETH, IP6, HOP, TCP }, .type = T6_TCP,
	},
	[IP6_DEST_UDP_FRAME] = {
		.layers = { ETH, IP6, DEST, UDP }, .type = T6_UDP,
	},
	[IP6_ROUTING_TCP_FRAME] = {
		.layers = { ETH, IP6, ROUTING, TCP }, .type = T6_TCP,
	},
	[IP6_HOP_ICMP_FRAME] = {
		.layers = { ETH, IP6, HOP, ICMP6 }, .type = T6,
	},
	[IP6_NOTHING_FRAME] = {
		.layers = { ETH, IP6, NOTHING }, .type = T6,
	},
	[IP6_FIRST_FRAGMENT_FRAME] = {
		.layers = { ETH, IP6, FRAG_FIRST, UDP }, .type = T6,
	},
	[IP6_LATER_FRAGMENT_FRAME] = {
		.layers = { ETH, IP6, FRAG_LATER, UDP }, .type = T6,
	},
	[IP6_VLAN_UDP_FRAME] = {
		.layers = { ETH, VLAN, IP6, UDP }, .type = T6_UDP,
	},
	[ARP_FRAME] = { .layers = { ETH, ARP } },
	[VLAN_ARP_FRAME] = { .layers = { ETH, VLAN, ARP } },
};

const __u8 *const hash_frame_vector_key = toeplitz_default_key;

static size_t layer_at(const struct packet *pkt, enum layer from, enum layer to)
{
	int i;

	for (i = 0; i < pkt->layers; i++)
		if (pkt->layer[i] >= from && pkt->layer[i] <= to)
			return pkt->at[i];
	return 0;
}

/* The hash over those bytes of the packet that its type covers */
static __u32 hash_of(const struct packet *pkt, const __u8 *key, __u32 type)
{
	size_t ip4 = layer_at(pkt, IP4, IP4_LATER);
	size_t ip6 = layer_at(pkt, IP6, IP6);
	size_t l4 = layer_at(pkt, TCP, UDP), n = ip4 ? 8 : 32;
	__u8 input[36];

	if (!type)
		return 0;
	memcpy(input, pkt->bytes + (ip4 ? ip4 + 12 : ip6 + 8), n);
	if (!(type & HASH_TYPE_L4))
		return toeplitz_ref(key, input, n);
	memcpy(input + n, pkt->bytes + l4, 4);
	return toeplitz_ref(key, input, n + 4);
}

static void make(struct hash_frame *frame, enum hash_kind kind,
		 const struct endpoints *ends, const __u8 *key)
{
	static struct packet pkt;

	packet_begin(&pkt, ends);
	pkt.ips = 1;	/* no outer header: all addresses are @ends */
	packet_add(&pkt, kinds[kind].layers);
	packet_end(&pkt, kinds[kind].payload ?: PAYLOAD);
	memcpy(frame->bytes, pkt.bytes, pkt.len);
	frame->len = pkt.len;
	frame->type = kinds[kind].type;
	frame->hash = hash_of(&pkt, key, frame->type);
}

/**
 * hash_frame_make() - build a frame and compute its hash
 * @frame: filled in
 * @kind: its headers
 * @key: key of the NIC, 40 bytes
 */
void hash_frame_make(struct hash_frame *frame, enum hash_kind kind,
		     const __u8 *key)
{
	make(frame, kind, &vectors[0].ends, key);
}

/**
 * hash_frame_vector() - build the frame of a published vector
 * @frame: filled in, with the published hash
 * @kind: its headers; the vectors have hashes for some types only
 * @n: number of the vector
 *
 * Return: false when there is no such vector, or none with a hash of this type.
 */
bool hash_frame_vector(struct hash_frame *frame, enum hash_kind kind,
		       unsigned int n)
{
	static const __u8 forms[] = {
		[T4] = HASH_IP4, [T4_TCP] = HASH_IP4_PORTS,
		[T6] = HASH_IP6, [T6_TCP] = HASH_IP6_PORTS,
	};
	__u32 known;

	if (n >= VECTORS)
		return false;
	known = vectors[n].hash[forms[kinds[kind].type]];
	make(frame, kind, &vectors[n].ends, hash_frame_vector_key);
	frame->hash = known;
	return known;
}
