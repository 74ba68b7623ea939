// SPDX-License-Identifier: GPL-2.0
/* Headers of tunnels, for packet.c. */
#include <stdbool.h>
#include <string.h>

#include "packet.h"
#include "packet_bytes.h"

#define VXLAN_PORT	4789
#define VXLAN_LINUX_PORT 8472
#define GUE_PORT	6080
#define GENEVE_PORT	6081
#define MPLS_PORT	6635
#define VXLAN_GPE_PORT	4790
#define GTP_PORT	2152
#define L2TP_PORT	1701

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

/* The numbers of NSH name the next header. */
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

/* Tunnels over UDP. Return: false for other layers. */
static bool add_over_udp(struct packet *pkt, enum layer layer)
{
	switch (layer) {
	case VXLAN:
		add_vxlan(pkt, VXLAN_PORT);
		return true;
	case VXLAN_LINUX:
		add_vxlan(pkt, VXLAN_LINUX_PORT);
		return true;
	case VXLAN_GPE:
		add_vxlan_gpe(pkt, VXLAN_GPE_PORT);
		return true;
	case VXLAN_GPE_PROTO:
		add_vxlan_gpe(pkt, VXLAN_PORT);
		return true;
	case GENEVE:
	case GENEVE_OPTIONS:
	case GENEVE_FULL:
		add_geneve(pkt, layer);
		return true;
	case GUE:
	case GUE_OPTIONS:
		add_gue(pkt, layer);
		return true;
	case GUE_DIRECT:
		add_tunnel_udp(pkt, GUE_PORT, 0);
		return true;
	case FOU:
		add_tunnel_udp(pkt, FOU_PORT, 0);
		return true;
	case UDP_MPLS:
		add_tunnel_udp(pkt, MPLS_PORT, 0);
		return true;
	case GTP ... GTP_EXTENSION:
		add_gtp(pkt, layer);
		return true;
	case L2TP:
	case L2TP_OPTIONS:
		add_l2tp(pkt, layer);
		return true;
	case L2TPV3_UDP:
		add_l2tpv3(pkt, layer);
		return true;
	default:
		return false;
	}
}

/**
 * packet_add_tunnel() - add a header that carries a packet
 * @pkt: packet
 * @layer: the header
 *
 * Return: false for other layers, which are not added.
 */
bool packet_add_tunnel(struct packet *pkt, enum layer layer)
{
	switch (layer) {
	case GRE ... GRE_CKS:
		add_gre(pkt, layer);
		return true;
	case ERSPAN1 ... ERSPAN3_IP:
		add_erspan(pkt, layer);
		return true;
	case PPTP ... PPTP_SHORT:
		add_pptp(pkt, layer);
		return true;
	case L2TPV3:
		add_l2tpv3(pkt, layer);
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
	case LABEL:
	case LABEL_MC:
		add_label(pkt);
		return true;
	case CONTROL_WORD:
		extend(pkt, 4);
		expect(pkt, NULL, BY_NOTHING);
		return true;
	default:
		return add_over_udp(pkt, layer);
	}
}
