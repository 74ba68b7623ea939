// SPDX-License-Identifier: GPL-2.0
/* Builds packets layer by layer. packet_tunnels.c has the headers of tunnels. */
#include <stdbool.h>
#include <string.h>

#include "packet.h"
#include "packet_bytes.h"

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
	[FRAG_LATER] = { 0, 44 }, [FRAG_ATOMIC] = { 0, 44 },
	[AUTH] = { 0, 51 }, [NOTHING] = { 0, 59 },
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

static void add_layer(struct packet *pkt, enum layer layer)
{
	announce(pkt, layer);
	pkt->layer[pkt->layers] = layer;
	pkt->at[pkt->layers++] = pkt->len;
	if (packet_add_tunnel(pkt, layer))
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
