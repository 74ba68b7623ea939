// SPDX-License-Identifier: GPL-2.0
/* Builds packets layer by layer. */
#include <stdbool.h>
#include <string.h>

#include "packet.h"

#define VXLAN_PORT	4789
#define VXLAN_LINUX_PORT 8472
#define GUE_PORT	6080
#define GENEVE_PORT	6081
#define MPLS_PORT	6635

static const struct endpoints outer = {
	.ip4 = { { 192, 0, 2, 1 }, { 192, 0, 2, 2 } },
	.ip6 = { { 0x20, 0x01, 0x0d, 0xb8, [15] = 1 },
		 { 0x20, 0x01, 0x0d, 0xb8, [15] = 2 } },
};

/* How the header before names each layer: by EtherType or by IP protocol. */
static const struct {
	uint16_t type;
	uint8_t proto;
} numbers[] = {
	[ETH] = { 0x6558, 143 }, [VLAN] = { 0x8100 }, [QINQ] = { 0x88a8 },
	[ARP] = { 0x0806 },
	[IP4] = { 0x0800, 4 }, [IP4_OPTIONS] = { 0x0800, 4 },
	[IP4_FIRST] = { 0x0800, 4 }, [IP4_LATER] = { 0x0800, 4 },
	[IP6] = { 0x86dd, 41 }, [HOP] = { 0, 0 }, [ROUTING] = { 0, 43 },
	[DEST] = { 0, 60 }, [ENCAP_LIMIT] = { 0, 60 }, [FRAG_FIRST] = { 0, 44 },
	[FRAG_LATER] = { 0, 44 }, [FRAG_ATOMIC] = { 0, 44 }, [AUTH] = { 0, 51 }, [NOTHING] = { 0, 59 },
	[VXLAN] = { 0, 17 }, [VXLAN_LINUX] = { 0, 17 }, [GUE] = { 0, 17 },
	[GUE_OPTIONS] = { 0, 17 }, [GUE_DIRECT] = { 0, 17 }, [FOU] = { 0, 17 },
	[GENEVE] = { 0, 17 },
	[GENEVE_OPTIONS] = { 0, 17 }, [GENEVE_FULL] = { 0, 17 },
	[UDP_MPLS] = { 0, 17 }, [LABEL] = { 0x8847, 137 },
	[LABEL_MC] = { 0x8848, 137 }, [CONTROL_WORD] = { 0, 0 },
	[TCP] = { 0, 6 }, [UDP] = { 0, 17 },
	[SCTP] = { 0, 132 }, [ICMP] = { 0, 1 }, [ICMP6] = { 0, 58 },
	[ESP] = { 0, 50 }, [GRE] = { 0x88be, 47 },
};

static void put16(uint8_t *at, uint16_t value)
{
	at[0] = value >> 8;
	at[1] = value;
}

static uint8_t *extend(struct packet *pkt, size_t len)
{
	uint8_t *at = pkt->bytes + pkt->len;

	memset(at, 0, len);
	pkt->len += len;
	return at;
}

static void announce(struct packet *pkt, enum layer layer)
{
	int entry = layer & GRE ? GRE : layer;

	if (!pkt->next)
		return;
	if (pkt->next_len == 2)
		put16(pkt->next, numbers[entry].type);
	else
		*pkt->next = numbers[entry].proto;
}

static void expect(struct packet *pkt, uint8_t *next, int len)
{
	pkt->next = next;
	pkt->next_len = len;
}

static const struct endpoints *addresses(struct packet *pkt)
{
	return pkt->ips++ ? pkt->inner : &outer;
}

static void add_eth(struct packet *pkt)
{
	uint8_t *eth = extend(pkt, 14);

	memcpy(eth, "\x02\x00\x00\x00\x00\x02\x02\x00\x00\x00\x00\x01", 12);
	expect(pkt, eth + 12, 2);
}

static void add_vlan(struct packet *pkt)
{
	uint8_t *vlan = extend(pkt, 4);

	put16(vlan, 0x2000 | 100);
	expect(pkt, vlan + 2, 2);
}

static void add_ip4(struct packet *pkt, enum layer layer)
{
	const struct endpoints *ends = addresses(pkt);
	size_t options = layer == IP4_OPTIONS ? 12 : 0;
	uint8_t *ip = extend(pkt, 20 + options);

	ip[0] = 0x45 + options / 4;
	put16(ip + 4, 0x1234);
	if (layer == IP4_FIRST)
		put16(ip + 6, 0x2000);
	if (layer == IP4_LATER)
		put16(ip + 6, 185);
	ip[8] = 64;
	memcpy(ip + 12, ends->ip4, 8);
	memset(ip + 20, 1, options);
	expect(pkt, ip + 9, 1);
}

static void add_ip6(struct packet *pkt)
{
	const struct endpoints *ends = addresses(pkt);
	uint8_t *ip = extend(pkt, 40);

	ip[0] = 0x60;
	ip[7] = 64;
	memcpy(ip + 8, ends->ip6, 32);
	expect(pkt, ip + 6, 1);
}

/* Extension headers differ in length, so that a wrong unit shows. */
static void add_extension(struct packet *pkt, enum layer layer)
{
	static const uint8_t units[] = {
		[HOP] = 0, [ROUTING] = 2, [DEST] = 1, [ENCAP_LIMIT] = 0,
	};
	uint8_t *ext;

	if (layer == AUTH) {
		ext = extend(pkt, 24);
		ext[1] = 4;
	} else if (layer >= FRAG_FIRST && layer <= FRAG_ATOMIC) {
		ext = extend(pkt, 8);
		put16(ext + 2, layer == FRAG_FIRST ? 1 :
			       layer == FRAG_LATER ? 185 << 3 : 0);
	} else {
		ext = extend(pkt, 8 * (units[layer] + 1));
		ext[1] = units[layer];
		if (layer == ENCAP_LIMIT)
			memcpy(ext + 2, "\x04\x01\x04\x01\x01", 5);
	}
	expect(pkt, ext, 1);
}

static void add_gre(struct packet *pkt, enum layer layer)
{
	uint8_t *gre = extend(pkt, 4);

	if ((layer & GRE_C) == GRE_C) {
		gre[0] |= 0x80;
		put16(extend(pkt, 4), 0xbeef);
	}
	if ((layer & GRE_K) == GRE_K) {
		gre[0] |= 0x20;
		put16(extend(pkt, 4), 0x0800);
	}
	if ((layer & GRE_S) == GRE_S) {
		gre[0] |= 0x10;
		put16(extend(pkt, 4), 0x86dd);
	}
	expect(pkt, gre + 2, 2);
}

static uint8_t *add_tunnel_udp(struct packet *pkt, uint16_t port, size_t more)
{
	uint8_t *udp = extend(pkt, 8 + more);

	put16(udp, 50000);
	put16(udp + 2, port);
	expect(pkt, NULL, 0);
	return udp + 8;
}

static void add_vxlan(struct packet *pkt, uint16_t port)
{
	uint8_t *vxlan = add_tunnel_udp(pkt, port, 8);

	vxlan[0] = 0x08;
	vxlan[6] = 42;
}

/* GENEVE_OPTIONS: two options, one of them critical. GENEVE_FULL: the longest
 * option area, filled with invalid options.
 */
static void add_geneve(struct packet *pkt, enum layer layer)
{
	size_t len = layer == GENEVE_FULL ? 252 :
		     layer == GENEVE_OPTIONS ? 12 : 0;
	uint8_t *geneve = add_tunnel_udp(pkt, GENEVE_PORT, 8 + len);

	geneve[0] = len / 4;
	geneve[6] = 42;
	if (layer == GENEVE_OPTIONS) {
		geneve[1] = 0x40;
		memcpy(geneve + 8, "\x01\x02\x83\x01\x08\x00\x86\xdd"
		       "\x01\x02\x03\x00", len);
	} else if (len) {
		memset(geneve + 8, 0xff, len);
	}
	expect(pkt, geneve + 2, 2);
}

static void add_gue(struct packet *pkt, enum layer layer)
{
	size_t len = layer == GUE_OPTIONS ? 12 : 0;
	uint8_t *gue = add_tunnel_udp(pkt, GUE_PORT, 4 + len);

	gue[0] = len / 4;
	memset(gue + 4, 0x45, len);
	expect(pkt, gue + 1, 1);
}

static bool is_label(enum layer layer)
{
	return layer == LABEL || layer == LABEL_MC;
}

static void add_label(struct packet *pkt)
{
	uint8_t *label = extend(pkt, 4);

	if (pkt->layers > 1 && is_label(pkt->layer[pkt->layers - 2]))
		label[-2] &= ~1;
	memcpy(label, "\x45\x00\x61\x40", 4);
	expect(pkt, NULL, 0);
}

static void add_ports(struct packet *pkt, enum layer layer)
{
	uint8_t *l4 = extend(pkt, layer == TCP ? 20 : layer == UDP ? 8 : 12);

	put16(l4, pkt->inner->port[0]);
	put16(l4 + 2, pkt->inner->port[1]);
	if (layer == TCP)
		l4[12] = 0x50;
	expect(pkt, NULL, 0);
}

static void add_opaque(struct packet *pkt, size_t len)
{
	memset(extend(pkt, len), 0xa5, len);
	expect(pkt, NULL, 0);
}

static void add_layer(struct packet *pkt, enum layer layer)
{
	announce(pkt, layer);
	pkt->layer[pkt->layers] = layer;
	pkt->at[pkt->layers++] = pkt->len;

	switch (layer) {
	case ETH:
		return add_eth(pkt);
	case VLAN:
	case QINQ:
		return add_vlan(pkt);
	case IP4:
	case IP4_OPTIONS:
	case IP4_FIRST:
	case IP4_LATER:
		return add_ip4(pkt, layer);
	case IP6:
		return add_ip6(pkt);
	case HOP ... AUTH:
		return add_extension(pkt, layer);
	case VXLAN:
		return add_vxlan(pkt, VXLAN_PORT);
	case VXLAN_LINUX:
		return add_vxlan(pkt, VXLAN_LINUX_PORT);
	case GUE:
	case GUE_OPTIONS:
		return add_gue(pkt, layer);
	case GUE_DIRECT:
		add_tunnel_udp(pkt, GUE_PORT, 0);
		break;
	case FOU:
		add_tunnel_udp(pkt, FOU_PORT, 0);
		break;
	case GENEVE:
	case GENEVE_OPTIONS:
	case GENEVE_FULL:
		return add_geneve(pkt, layer);
	case UDP_MPLS:
		add_tunnel_udp(pkt, MPLS_PORT, 0);
		break;
	case LABEL:
	case LABEL_MC:
		return add_label(pkt);
	case CONTROL_WORD:
		extend(pkt, 4);
		return expect(pkt, NULL, 0);
	case TCP:
	case UDP:
	case SCTP:
		return add_ports(pkt, layer);
	case ICMP:
	case ICMP6:
	case ESP:
		return add_opaque(pkt, 16);
	case ARP:
		return add_opaque(pkt, 28);
	case GRE ... GRE_CKS:
		return add_gre(pkt, layer);
	default:
		return expect(pkt, NULL, 0);
	}
}

/**
 * packet_begin() - start an empty packet
 * @pkt: packet
 * @inner: addresses and ports of its inner flow
 */
void packet_begin(struct packet *pkt, const struct endpoints *inner)
{
	pkt->len = 0;
	pkt->layers = 0;
	pkt->next = NULL;
	pkt->ips = 0;
	pkt->inner = inner;
}

/**
 * packet_add() - add layers
 * @pkt: packet
 * @layers: &enum layer, terminated by %END
 */
void packet_add(struct packet *pkt, const uint8_t *layers)
{
	for (; *layers != END; layers++)
		add_layer(pkt, *layers);
}

static void fill_checksum(uint8_t *ip)
{
	size_t i, len = (ip[0] & 15) * 4;
	uint32_t sum = 0;

	for (i = 0; i < len; i += 2)
		sum += ip[i] << 8 | ip[i + 1];
	sum = (sum & 0xffff) + (sum >> 16);
	put16(ip + 10, ~(sum + (sum >> 16)));
}

/* Fill in lengths of the first @layers, and the checksums that cover them. */
static void fill_lengths(struct packet *pkt, int layers)
{
	uint8_t *at;
	int i;

	for (i = 0; i < layers; i++) {
		at = pkt->bytes + pkt->at[i];
		switch (pkt->layer[i]) {
		case IP4 ... IP4_LATER:
			put16(at + 2, pkt->len - pkt->at[i]);
			fill_checksum(at);
			break;
		case IP6:
			put16(at + 4, pkt->len - pkt->at[i] - 40);
			break;
		case VXLAN ... UDP_MPLS:
		case UDP:
			put16(at + 4, pkt->len - pkt->at[i]);
			break;
		}
	}
}

/**
 * packet_end() - add the payload and fill in lengths and checksums
 * @pkt: packet
 * @payload: bytes of payload
 */
void packet_end(struct packet *pkt, size_t payload)
{
	memset(extend(pkt, payload), 0x5a, payload);
	fill_lengths(pkt, pkt->layers);
}

/**
 * packet_cut() - cut a finished packet short
 * @pkt: packet; its outer headers get the new length, its inner headers keep theirs
 * @len: new length; the outer IP header has to remain
 */
void packet_cut(struct packet *pkt, size_t len)
{
	int i, ips = 0;

	for (i = 0; i < pkt->layers; i++) {
		ips += pkt->layer[i] == IP6 ||
		       (pkt->layer[i] >= IP4 && pkt->layer[i] <= IP4_LATER);
		if (ips == 2 || pkt->at[i] + 8 > len)
			break;
	}
	pkt->len = len;
	fill_lengths(pkt, i);
}
