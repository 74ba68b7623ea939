// SPDX-License-Identifier: GPL-2.0
/* Packets of known contents, in tunnels and outside. */
#include <string.h>

#include "capture_format.h"
#include "known_packets.h"

#define FLOWS		16
#define PAYLOAD		40
#define SEGMENTS	16

/* The mix has two packets of each flow in each of these tunnels. */
static const uint8_t tunnels[][12] = {
	{ ETH, IP4, GRE_K }, { ETH, IP4, GRE, ETH }, { ETH, IP4, VXLAN, ETH },
	{ ETH, IP6, GENEVE_OPTIONS, ETH }, { ETH, IP4, UDP_MPLS, LABEL, LABEL },
	{ ETH, IP4, GRE, LABEL }, { ETH, IP6 },
	{ ETH, QINQ, VLAN, IP4, GRE, ETH, QINQ, VLAN },
	{ ETH, VLAN, IP4, GRE },
};

#define TUNNELS		(sizeof(tunnels) / sizeof(tunnels[0]))

/* The program has to pass these on unchanged. */
static const uint8_t others[][12] = {
	{ ETH, ARP }, { ETH, IP4, TCP }, { ETH, IP6, UDP },
	{ ETH, VLAN, IP4, UDP },
	{ ETH, IP4, GRE, ARP }, { ETH, IP4, UDP_MPLS, LABEL, CONTROL_WORD },
	{ ETH, IP4_FIRST, GRE, IP4, TCP },
};

#define OTHERS		(sizeof(others) / sizeof(others[0]))

struct packet pkt;

/* @flow: number of the inner flow, or -1 for none */
static void put_layers(const uint8_t *layers, int flow)
{
	static const uint8_t inner[2][3] = { { IP4, TCP }, { IP6, UDP } };
	struct endpoints ends = {
		.ip4 = { { 10, 0, 0, 1 }, { 10, 0, 0, 2 } },
		.ip6 = { { 0xfd, [15] = 1 }, { 0xfd, [15] = 2 } },
		.port = { 33000 + flow * 577, 443 },
	};

	packet_begin(&pkt, &ends);
	packet_add(&pkt, layers);
	if (flow >= 0)
		packet_add(&pkt, inner[flow & 1]);
	packet_end(&pkt, PAYLOAD);
	put_frame(pkt.bytes, pkt.len, pkt.len);
}

/* Internet checksum of 16-bit words; @sum is added to them. */
static uint16_t checksum(const uint8_t *at, size_t len, uint32_t sum)
{
	for (size_t i = 0; i + 1 < len; i += 2)
		sum += at[i] << 8 | at[i + 1];
	sum = (sum & 0xffff) + (sum >> 16);
	return ~(sum + (sum >> 16));
}

static void set_checksum(uint8_t *field, const uint8_t *at, size_t len,
			 uint32_t sum)
{
	uint16_t value;

	memset(field, 0, 2);
	value = checksum(at, len, sum);
	field[0] = value >> 8;
	field[1] = value;
}

/* Write a TCP segment that GRO would merge with the one before. */
static void put_segment(int n)
{
	static const uint8_t layers[] = { ETH, IP4, GRE, IP4, TCP, END };
	struct endpoints ends = {
		.ip4 = { { 10, 0, 1, 1 }, { 10, 0, 1, 2 } },
		.port = { 40000, 80 },
	};
	uint8_t *ip, *tcp;

	packet_begin(&pkt, &ends);
	packet_add(&pkt, layers);
	packet_end(&pkt, PAYLOAD);
	for (int i = 1; i <= 3; i += 2) {
		ip = pkt.bytes + pkt.at[i];
		ip[6] = 0x40;
		set_checksum(ip + 10, ip, 20, 0);
	}
	tcp = pkt.bytes + pkt.at[4];
	tcp[6] = n * PAYLOAD >> 8;
	tcp[7] = n * PAYLOAD;
	tcp[13] = 0x10;
	set_checksum(tcp + 16, tcp, 20 + PAYLOAD,
		     (uint16_t)~checksum(ip + 12, 8, 6 + 20 + PAYLOAD));
	put_frame(pkt.bytes, pkt.len, pkt.len);
}

/**
 * put_longest() - write a packet in a tunnel of the greatest length that can be sent
 */
void put_longest(void)
{
	struct endpoints ends = {
		.ip4 = { { 10, 0, 2, 1 }, { 10, 0, 2, 2 } },
		.port = { 40001, 80 },
	};

	packet_begin(&pkt, &ends);
	packet_add(&pkt, tunnels[0]);
	packet_add(&pkt, (uint8_t []) { IP4, UDP, END });
	packet_end(&pkt, LONGEST - pkt.len);
	put_frame(pkt.bytes, pkt.len, pkt.len);
}

/**
 * put_mix() - write packets of all kinds that can be sent
 */
void put_mix(void)
{
	size_t i;

	for (int n = 0; n < 2 * FLOWS; n++)
		for (i = 0; i < TUNNELS; i++)
			put_layers(tunnels[i], n % FLOWS);
	for (i = 0; i < OTHERS; i++)
		put_layers(others[i], -1);
	for (i = 0; i < SEGMENTS; i++)
		put_segment(i);
	put_longest();
}

/**
 * put_odd() - write packets of which some cannot be sent
 */
void put_odd(void)
{
	static uint8_t bytes[PACKET_MAX] = { 2, [12] = 0x88, [13] = 0xb5 };

	put_layers(tunnels[0], 1);
	put_frame(bytes, LONGEST, LONGEST);
	put_frame(bytes, LONGEST + 1, LONGEST + 1);
	put_frame(bytes, 60, 1500);
	put_frame(bytes, 100, 101);
	if (link_type->header < 0)
		put_frame(bytes, 13, 13);
	put_frame(bytes, 14, 14);
	put_layers(tunnels[0], 2);
}

/**
 * put_known() - write a packet in a tunnel
 * @tunnel: number of the tunnel
 * @flow: number of the inner flow
 */
void put_known(unsigned int tunnel, int flow)
{
	put_layers(tunnels[tunnel % TUNNELS], flow % FLOWS);
}
