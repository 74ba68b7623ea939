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
#define VXLAN_GPE_PORT	4790
#define GTP_PORT	2152
#define L2TP_PORT	1701

static const struct endpoints outer = {
	.ip4 = { { 192, 0, 2, 1 }, { 192, 0, 2, 2 } },
	.ip6 = { { 0x20, 0x01, 0x0d, 0xb8, [15] = 1 },
		 { 0x20, 0x01, 0x0d, 0xb8, [15] = 2 } },
};

/* How the header before names each layer: by EtherType, IP protocol, or the protocol of NSH
 * or PPP.
 */
static const struct {
	uint16_t type;
	uint8_t proto;
	uint8_t nsh;
	uint16_t ppp;
} numbers[] = {
	[ETH] = { 0x6558, 143, 3 }, [VLAN] = { 0x8100 }, [QINQ] = { 0x88a8 },
	[ARP] = { 0x0806, 0, 0, 0xc021 },
	[IP4] = { 0x0800, 4, 1, 0x21 }, [IP4_OPTIONS] = { 0x0800, 4, 1, 0x21 },
	[IP4_FIRST] = { 0x0800, 4, 1, 0x21 }, [IP4_LATER] = { 0x0800, 4, 1, 0x21 },
	[IP6] = { 0x86dd, 41, 2, 0x57 }, [HOP] = { 0, 0 }, [ROUTING] = { 0, 43 },
	[DEST] = { 0, 60 }, [ENCAP_LIMIT] = { 0, 60 }, [FRAG_FIRST] = { 0, 44 },
	[FRAG_LATER] = { 0, 44 }, [FRAG_ATOMIC] = { 0, 44 }, [AUTH] = { 0, 51 }, [NOTHING] = { 0, 59 },
	[VXLAN] = { 0, 17 }, [VXLAN_LINUX] = { 0, 17 }, [GUE] = { 0, 17 },
	[GUE_OPTIONS] = { 0, 17 }, [GUE_DIRECT] = { 0, 17 }, [FOU] = { 0, 17 },
	[GENEVE] = { 0, 17 },
	[GENEVE_OPTIONS] = { 0, 17 }, [GENEVE_FULL] = { 0, 17 },
	[UDP_MPLS] = { 0, 17 }, [LABEL] = { 0x8847, 137, 5, 0x281 },
	[LABEL_MC] = { 0x8848, 137 }, [CONTROL_WORD] = { 0, 0 },
	[TCP] = { 0, 6 }, [UDP] = { 0, 17 },
	[SCTP] = { 0, 132 }, [ICMP] = { 0, 1 }, [ICMP6] = { 0, 58 },
	[ESP] = { 0, 50 }, [GRE] = { 0x88be, 47 },
	[PPPOE] = { 0x8864 }, [PPPOE_DISCOVERY] = { 0x8863 },
	[NSH] = { 0x894f, 0, 4 }, [NSH_METADATA] = { 0x894f, 0, 4 },
	[SEGMENTS] = { 0, 43 }, [VXLAN_GPE] = { 0, 17 },
	[VXLAN_GPE_PROTO] = { 0, 17 }, [GTP] = { 0, 17 },
	[GTP_SEQUENCE] = { 0, 17 }, [GTP_EXTENSION] = { 0, 17 },
	[L2TP] = { 0, 17 }, [L2TP_OPTIONS] = { 0, 17 },
	[L2TPV3_UDP] = { 0, 17 }, [L2TPV3] = { 0, 115 },
	[ERSPAN1] = { 0x88be }, [ERSPAN2] = { 0x88be }, [ERSPAN3] = { 0x22eb },
	[ERSPAN3_LONG] = { 0x22eb }, [ERSPAN3_IP] = { 0x22eb },
	[PPTP] = { 0, 47 }, [PPTP_ACK] = { 0, 47 }, [PPTP_SHORT] = { 0, 47 },
	[ETHERIP] = { 0, 97 },
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

	switch (pkt->naming) {
	case BY_NOTHING:
		break;
	case BY_IP_PROTO:
		*pkt->next = numbers[entry].proto;
		break;
	case BY_ETHERTYPE:
		put16(pkt->next, numbers[entry].type);
		break;
	case BY_NSH:
		*pkt->next = numbers[entry].nsh;
		break;
	case BY_PPP:
		put16(pkt->next, numbers[entry].ppp);
		break;
	case BY_PPP_BYTE:
		*pkt->next = numbers[entry].ppp;
		break;
	}
}

static void expect(struct packet *pkt, uint8_t *next, enum naming naming)
{
	pkt->next = next;
	pkt->naming = naming;
}

static const struct endpoints *addresses(struct packet *pkt)
{
	return pkt->ips++ ? pkt->inner : &outer;
}

static void add_eth(struct packet *pkt)
{
	uint8_t *eth = extend(pkt, 14);

	memcpy(eth, "\x02\x00\x00\x00\x00\x02\x02\x00\x00\x00\x00\x01", 12);
	expect(pkt, eth + 12, BY_ETHERTYPE);
}

static void add_vlan(struct packet *pkt)
{
	uint8_t *vlan = extend(pkt, 4);

	put16(vlan, 0x2000 | 100);
	expect(pkt, vlan + 2, BY_ETHERTYPE);
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
	expect(pkt, ip + 9, BY_IP_PROTO);
}

static void add_ip6(struct packet *pkt)
{
	const struct endpoints *ends = addresses(pkt);
	uint8_t *ip = extend(pkt, 40);

	ip[0] = 0x60;
	ip[7] = 64;
	memcpy(ip + 8, ends->ip6, 32);
	expect(pkt, ip + 6, BY_IP_PROTO);
}

/* Extension headers differ in length, so that a wrong unit shows. */
static void add_extension(struct packet *pkt, enum layer layer)
{
	static const uint8_t units[] = {
		[HOP] = 0, [ROUTING] = 2, [DEST] = 1, [ENCAP_LIMIT] = 0,
		[SEGMENTS] = 4,
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
		if (layer == SEGMENTS)
			ext[2] = 4;
		if (layer == ENCAP_LIMIT)
			memcpy(ext + 2, "\x04\x01\x04\x01\x01", 5);
	}
	expect(pkt, ext, BY_IP_PROTO);
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
	expect(pkt, gre + 2, BY_ETHERTYPE);
}

static uint8_t *add_tunnel_udp(struct packet *pkt, uint16_t port, size_t more)
{
	uint8_t *udp = extend(pkt, 8 + more);

	put16(udp, 50000);
	put16(udp + 2, port);
	expect(pkt, NULL, BY_NOTHING);
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
	expect(pkt, geneve + 2, BY_ETHERTYPE);
}

static void add_gue(struct packet *pkt, enum layer layer)
{
	size_t len = layer == GUE_OPTIONS ? 12 : 0;
	uint8_t *gue = add_tunnel_udp(pkt, GUE_PORT, 4 + len);

	gue[0] = len / 4;
	memset(gue + 4, 0x45, len);
	expect(pkt, gue + 1, BY_IP_PROTO);
}

/* A chain of headers that is named from the one before by the numbers of NSH */
static void add_vxlan_gpe(struct packet *pkt, uint16_t port)
{
	uint8_t *vxlan = add_tunnel_udp(pkt, port, 8);

	vxlan[0] = 0x0c;
	vxlan[6] = 42;
	expect(pkt, vxlan + 3, BY_NSH);
}

static void add_nsh(struct packet *pkt, enum layer layer)
{
	size_t metadata = layer == NSH_METADATA ? 12 : 0;
	uint8_t *nsh = extend(pkt, 8 + metadata);

	if (!pkt->ips)
		pkt->ips = 1;
	nsh[0] = 0x0f;
	nsh[1] = 0xc0 | (8 + metadata) / 4;
	nsh[2] = metadata ? 2 : 1;
	nsh[6] = 7;
	memset(nsh + 8, 0xff, metadata);
	expect(pkt, nsh + 3, BY_NSH);
}

static void add_pppoe(struct packet *pkt, enum layer layer)
{
	uint8_t *pppoe = extend(pkt, 8);

	pppoe[0] = 0x11;
	pppoe[1] = layer == PPPOE_DISCOVERY ? 9 : 0;
	pppoe[3] = 5;
	expect(pkt, pppoe + 6, BY_PPP);
}

/* GTP_EXTENSION: a sequence number, an extension header of 4 bytes, and one of 8. */
static void add_gtp(struct packet *pkt, enum layer layer)
{
	size_t more = layer == GTP ? 0 : layer == GTP_SEQUENCE ? 4 : 16;
	uint8_t *gtp = add_tunnel_udp(pkt, GTP_PORT, 8 + more);

	gtp[0] = 0x30 | (layer == GTP ? 0 : layer == GTP_SEQUENCE ? 2 : 6);
	gtp[1] = 255;
	gtp[7] = 42;
	if (layer == GTP_SEQUENCE)
		memcpy(gtp + 8, "\x12\x34\x00\x45", more);
	if (layer == GTP_EXTENSION)
		memcpy(gtp + 8, "\x12\x34\x00\x85" "\x01\x10\x09\xc0"
		       "\x02\xff\xff\xff\xff\xff\xff\x00", more);
}

/* L2TP_OPTIONS: a length, sequence numbers and padding. PPP has address and control in the
 * other form.
 */
static void add_l2tp(struct packet *pkt, enum layer layer)
{
	bool options = layer == L2TP_OPTIONS;
	uint8_t *l2tp = add_tunnel_udp(pkt, L2TP_PORT, options ? 20 : 10);

	put16(l2tp, options ? 0x4a02 : 2);
	if (options) {
		put16(l2tp + 12, 4);
	} else {
		l2tp[3] = l2tp[5] = 7;
		put16(l2tp + 6, 0xff03);
	}
	expect(pkt, l2tp + (options ? 18 : 8), BY_PPP);
}

/* A session ID, no cookie, and the sublayer that Linux puts there by default */
static void add_l2tpv3(struct packet *pkt, enum layer layer)
{
	uint8_t *l2tp;

	if (layer == L2TPV3_UDP) {
		l2tp = add_tunnel_udp(pkt, L2TP_PORT, 12);
		put16(l2tp, 3);
		l2tp += 4;
	} else {
		l2tp = extend(pkt, 8);
	}
	l2tp[3] = 42;
	expect(pkt, NULL, BY_NOTHING);
}

static void add_erspan(struct packet *pkt, enum layer layer)
{
	uint8_t *erspan;

	switch (layer) {
	case ERSPAN1:
		return expect(pkt, NULL, BY_NOTHING);
	case ERSPAN2:
		erspan = extend(pkt, 8);
		erspan[0] = 0x10;
		break;
	default:
		erspan = extend(pkt, layer == ERSPAN3_LONG ? 20 : 12);
		erspan[0] = 0x20;
		erspan[10] = layer == ERSPAN3_IP ? 0x88 : 0x03;
		erspan[11] = 0xf6 | (layer == ERSPAN3_LONG);
		break;
	}
	expect(pkt, NULL, BY_NOTHING);
}

/* PPTP_ACK: an acknowledgment too, and PPP with address and control. PPTP_SHORT: PPP with a
 * protocol of one byte.
 */
static void add_pptp(struct packet *pkt, enum layer layer)
{
	size_t ack = layer == PPTP_ACK ? 4 : 0;
	uint8_t *gre = extend(pkt, 12 + ack);
	uint8_t *ppp;

	put16(gre, ack ? 0x3081 : 0x3001);
	put16(gre + 2, 0x880b);
	if (ack)
		put16(extend(pkt, 2), 0xff03);
	ppp = extend(pkt, layer == PPTP_SHORT ? 1 : 2);
	expect(pkt, ppp, layer == PPTP_SHORT ? BY_PPP_BYTE : BY_PPP);
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
	expect(pkt, NULL, BY_NOTHING);
}

static void add_ports(struct packet *pkt, enum layer layer)
{
	uint8_t *l4 = extend(pkt, layer == TCP ? 20 : layer == UDP ? 8 : 12);

	put16(l4, pkt->inner->port[0]);
	put16(l4 + 2, pkt->inner->port[1]);
	if (layer == TCP)
		l4[12] = 0x50;
	expect(pkt, NULL, BY_NOTHING);
}

static void add_opaque(struct packet *pkt, size_t len)
{
	memset(extend(pkt, len), 0xa5, len);
	expect(pkt, NULL, BY_NOTHING);
}

/* Headers that carry a packet and have a builder of their own. Return: false for others. */
static bool add_carrier(struct packet *pkt, enum layer layer)
{
	switch (layer) {
	case VXLAN_GPE:
		add_vxlan_gpe(pkt, VXLAN_GPE_PORT);
		return true;
	case VXLAN_GPE_PROTO:
		add_vxlan_gpe(pkt, VXLAN_PORT);
		return true;
	case GTP ... GTP_EXTENSION:
		add_gtp(pkt, layer);
		return true;
	case L2TP:
	case L2TP_OPTIONS:
		add_l2tp(pkt, layer);
		return true;
	case L2TPV3_UDP:
	case L2TPV3:
		add_l2tpv3(pkt, layer);
		return true;
	case ERSPAN1 ... ERSPAN3_IP:
		add_erspan(pkt, layer);
		return true;
	case PPTP ... PPTP_SHORT:
		add_pptp(pkt, layer);
		return true;
	case PPPOE:
	case PPPOE_DISCOVERY:
		add_pppoe(pkt, layer);
		return true;
	case NSH:
	case NSH_METADATA:
		add_nsh(pkt, layer);
		return true;
	case ETHERIP:
		put16(extend(pkt, 2), 0x3000);
		expect(pkt, NULL, BY_NOTHING);
		return true;
	default:
		return false;
	}
}

static void add_layer(struct packet *pkt, enum layer layer)
{
	announce(pkt, layer);
	pkt->layer[pkt->layers] = layer;
	pkt->at[pkt->layers++] = pkt->len;
	if (add_carrier(pkt, layer))
		return;

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
		return expect(pkt, NULL, BY_NOTHING);
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
		return expect(pkt, NULL, BY_NOTHING);
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
	pkt->naming = BY_NOTHING;
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
		case GTP ... GTP_EXTENSION:
			put16(at + 8 + 2, pkt->len - pkt->at[i] - 16);
			put16(at + 4, pkt->len - pkt->at[i]);
			break;
		case VXLAN ... VXLAN_GPE_PROTO:
		case L2TP ... UDP_MPLS:
		case UDP:
			put16(at + 4, pkt->len - pkt->at[i]);
			break;
		case PPPOE:
			put16(at + 4, pkt->len - pkt->at[i] - 6);
			break;
		case PPTP:
		case PPTP_SHORT:
			put16(at + 4, pkt->len - pkt->at[i] - 12);
			break;
		case PPTP_ACK:
			put16(at + 4, pkt->len - pkt->at[i] - 16);
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

static bool is_outer_nsh(const struct packet *pkt, int layer, int ips)
{
	return !ips && (pkt->layer[layer] == NSH ||
			pkt->layer[layer] == NSH_METADATA);
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
		ips += pkt->layer[i] == IP6 || is_outer_nsh(pkt, i, ips) ||
		       (pkt->layer[i] >= IP4 && pkt->layer[i] <= IP4_LATER);
		if (ips == 2 || pkt->at[i] + 8 > len)
			break;
	}
	pkt->len = len;
	fill_lengths(pkt, i);
}
