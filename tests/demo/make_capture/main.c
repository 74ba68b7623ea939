// SPDX-License-Identifier: GPL-2.0
/*
 * make_capture FORMAT LINK WHAT: a capture whose contents are known, on standard
 * output. The bytes of the files are put together here, not by libpcap, which is
 * to read them.
 */
#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/lib/packet.h"

#define FLOWS		16
#define PAYLOAD		40
#define SEGMENTS	16
#define ETH_LEN		14
#define LONGEST		9230	/* that the wire of the lab takes */
#define SNAPLEN		262144

static const struct format {
	const char *name;
	bool ng;
	bool swapped;
	uint32_t magic;
} formats[] = {
	{ "us", false, false, 0xa1b2c3d4 },
	{ "us-swapped", false, true, 0xa1b2c3d4 },
	{ "ns", false, false, 0xa1b23c4d },
	{ "ns-swapped", false, true, 0xa1b23c4d },
	{ "ng", true, false, 0 },
	{ "ng-swapped", true, true, 0 },
	{ }
};

static const struct link {
	const char *name;
	uint16_t type;
	int header;
} links[] = {
	{ "ether", 1, -1 }, { "raw", 101, 0 }, { "sll", 113, 16 },
	{ "sll2", 276, 20 }, { "wifi", 105, -1 }, { }
};

/* Two packets of each flow in each of these */
static const uint8_t tunnels[][12] = {
	{ ETH, IP4, GRE_K }, { ETH, IP4, GRE, ETH }, { ETH, IP4, VXLAN, ETH },
	{ ETH, IP6, GENEVE_OPTIONS, ETH }, { ETH, IP4, UDP_MPLS, LABEL, LABEL },
	{ ETH, IP4, GRE, LABEL }, { ETH, IP6 },
	{ ETH, QINQ, VLAN, IP4, GRE, ETH, QINQ, VLAN },
	{ ETH, VLAN, IP4, GRE },
};

/* And these go on untouched. */
static const uint8_t others[][12] = {
	{ ETH, ARP }, { ETH, IP4, TCP }, { ETH, IP6, UDP },
	{ ETH, VLAN, IP4, UDP },
	{ ETH, IP4, GRE, ARP }, { ETH, IP4, UDP_MPLS, LABEL, CONTROL_WORD },
	{ ETH, IP4_FIRST, GRE, IP4, TCP },
};

static const struct format *format;
static const struct link *link_type;
static struct packet pkt;

static void put32(uint32_t value)
{
	if (format->swapped)
		value = __builtin_bswap32(value);
	fwrite(&value, 4, 1, stdout);
}

static void put16(uint16_t value)
{
	if (format->swapped)
		value = __builtin_bswap16(value);
	fwrite(&value, 2, 1, stdout);
}

static void begin_pcap(void)
{
	put32(format->magic);
	put16(2);
	put16(4);
	put32(0);
	put32(0);
	put32(SNAPLEN);
	put32(link_type->type);
}

static void put_interface(uint16_t type)
{
	put32(1);
	put32(20);
	put16(type);
	put16(0);
	put32(SNAPLEN);
	put32(20);
}

/* The section, and one interface */
static void begin_pcapng(void)
{
	put32(0x0a0d0d0a);
	put32(28);
	put32(0x1a2b3c4d);
	put16(1);
	put16(0);
	put32(-1);
	put32(-1);
	put32(28);
	put_interface(link_type->type);
}

static void put_pcap(const uint8_t *bytes, uint32_t have, uint32_t len)
{
	put32(1763800000);
	put32(123456);
	put32(have);
	put32(len);
	fwrite(bytes, 1, have, stdout);
}

static void put_pcapng(const uint8_t *bytes, uint32_t have, uint32_t len)
{
	uint32_t pad = -have % 4, total = 32 + have + pad;

	put32(6);
	put32(total);
	put32(0);
	put32(410000);
	put32(123456);
	put32(have);
	put32(len);
	fwrite(bytes, 1, have, stdout);
	fwrite("\0\0\0", 1, pad, stdout);
	put32(total);
}

/* A frame as the link type has it; the file has @have bytes of it. */
static void put_frame(const uint8_t *frame, uint32_t have, uint32_t len)
{
	uint8_t bytes[PACKET_MAX + 20] = { 0 };
	int header = link_type->header;

	if (header < 0) {
		memcpy(bytes, frame, have);
		header = ETH_LEN;
	} else {
		memcpy(bytes + header, frame + ETH_LEN, have - ETH_LEN);
	}
	if (!strcmp(link_type->name, "sll")) {
		bytes[3] = 1;
		bytes[5] = 6;
		memcpy(bytes + 6, frame + 6, 6);
		memcpy(bytes + 14, frame + 12, 2);
	} else if (!strcmp(link_type->name, "sll2")) {
		memcpy(bytes, frame + 12, 2);
		bytes[9] = 1;
		bytes[11] = 6;
		memcpy(bytes + 12, frame + 6, 6);
	}
	(format->ng ? put_pcapng : put_pcap)(bytes, have - ETH_LEN + header,
					     len - ETH_LEN + header);
}

static void put_packet(const uint8_t *layers, int flow)
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

/* One's complement sum of 16-bit words in network order */
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

/* A segment that GRO would join to the one before, if anybody let it. */
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

/* In a tunnel, and as long as the wire takes */
static void put_longest(void)
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

static void put_block(uint32_t type, uint32_t len, const char *words)
{
	uint32_t total = 12 + len;

	put32(type);
	put32(total);
	fwrite(words, 1, len, stdout);
	put32(total);
}

/* A packet without a time or the number of its interface */
static void put_simple(const uint8_t *bytes, uint32_t len)
{
	uint32_t pad = -len % 4, total = 16 + len + pad;

	put32(3);
	put32(total);
	put32(len);
	fwrite(bytes, 1, len, stdout);
	fwrite("\0\0\0", 1, pad, stdout);
	put32(total);
}

/* An option of one byte, and the end of the options */
static void put_option(uint16_t type, uint8_t value)
{
	put16(type);
	put16(1);
	fwrite(&value, 1, 1, stdout);
	fwrite("\0\0\0\0\0\0\0", 1, 7, stdout);
}

/* The same type of link, with an option; 9 is if_tsresol. */
static void put_interface_option(uint16_t option, uint8_t value)
{
	put32(1);
	put32(32);
	put16(link_type->type);
	put16(0);
	put32(SNAPLEN);
	put_option(option, value);
	put32(32);
}

/* Of interface @id, with an option */
static void put_packet_option(const uint8_t *bytes, uint32_t len, uint32_t id)
{
	uint32_t pad = -len % 4, total = 44 + len + pad;

	put32(6);
	put32(total);
	put32(id);
	put32(410000);
	put32(123456);
	put32(len);
	put32(len);
	fwrite(bytes, 1, len, stdout);
	fwrite("\0\0\0", 1, pad, stdout);
	put_option(0x0bad, 7);
	put32(total);
}

/* Three packets, and what else may be in a pcapng file */
static bool put_blocks(const char *what)
{
	put_packet(tunnels[1], 1);
	if (!strcmp(what, "simple")) {
		put_simple(pkt.bytes, pkt.len);
	} else if (!strcmp(what, "blocks")) {
		put_block(0x0bad, 8, "whatever");
		put_packet_option(pkt.bytes, pkt.len, 0);
		put_block(4, 4, "\0\0\0\0");
	} else if (!strcmp(what, "interfaces")) {
		put_interface_option(0x0bad, 1);
		put_packet_option(pkt.bytes, pkt.len, 1);
	} else if (!strcmp(what, "tsresol")) {
		put_interface_option(9, 9);
		put_packet_option(pkt.bytes, pkt.len, 1);
	} else if (!strcmp(what, "sections")) {
		begin_pcapng();
		put_packet(tunnels[1], 1);
	} else {
		return false;
	}
	put_packet(tunnels[1], 1);
	return true;
}

static void put_mix(void)
{
	size_t i;

	for (int n = 0; n < 2 * FLOWS; n++)
		for (i = 0; i < sizeof(tunnels) / sizeof(tunnels[0]); i++)
			put_packet(tunnels[i], n % FLOWS);
	for (i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		put_packet(others[i], -1);
	for (i = 0; i < SEGMENTS; i++)
		put_segment(i);
	put_longest();
}

/* What cannot be sent, among what can. */
static void put_odd(void)
{
	static uint8_t bytes[PACKET_MAX] = { 2, [12] = 0x88, [13] = 0xb5 };

	put_packet(tunnels[0], 1);
	put_frame(bytes, LONGEST, LONGEST);
	put_frame(bytes, LONGEST + 1, LONGEST + 1);
	put_frame(bytes, 60, 1500);
	put_frame(bytes, 100, 101);
	if (link_type->header < 0)
		put_frame(bytes, 13, 13);
	put_frame(bytes, 14, 14);
	put_packet(tunnels[0], 2);
}

static bool put_what(const char *what)
{
	if (!strcmp(what, "mix")) {
		put_mix();
	} else if (!strcmp(what, "odd")) {
		put_odd();
	} else if (!strcmp(what, "links")) {
		put_packet(tunnels[0], 1);
		put_interface(links[1].type);
	} else if (!strcmp(what, "cut")) {
		put_frame(pkt.bytes, 96, 1500);
	} else if (!strcmp(what, "long")) {
		for (int n = 0; n < 5500; n++)
			put_longest();
	} else if (format->ng && !isdigit(*what)) {
		return put_blocks(what);
	} else {
		for (int n = atoi(what); n > 0; n--)
			put_packet(tunnels[n % 2], n % FLOWS);
	}
	return true;
}

static int usage(void)
{
	fputs("Usage: make_capture FORMAT LINK "
	      "mix|odd|links|cut|long|N, of ng also "
	      "simple|blocks|interfaces|tsresol|sections\n",
	      stderr);
	return 2;
}

int main(int argc, char **argv)
{
	if (argc != 4)
		return usage();
	for (format = formats; format->name; format++)
		if (!strcmp(format->name, argv[1]))
			break;
	for (link_type = links; link_type->name; link_type++)
		if (!strcmp(link_type->name, argv[2]))
			break;
	if (!format->name || !link_type->name)
		return usage();

	if (format->ng)
		begin_pcapng();
	else
		begin_pcap();
	if (!put_what(argv[3]))
		return usage();
	return fflush(stdout) || ferror(stdout) ? 2 : 0;
}
