// SPDX-License-Identifier: GPL-2.0
/* Headers of pcap and pcapng files, and frames with the header of the link type. */
#include <stdio.h>
#include <string.h>

#include "capture_format.h"
#include "pcapng_blocks.h"
#include "tests/lib/packet.h"

#define ETH_LEN		14

static const struct format formats[] = {
	{ .name = "us", .magic = 0xa1b2c3d4 },
	{ .name = "us-swapped", .magic = 0xa1b2c3d4, .swapped = true },
	{ .name = "ns", .magic = 0xa1b23c4d },
	{ .name = "ns-swapped", .magic = 0xa1b23c4d, .swapped = true },
	{ .name = "ng", .ng = true },
	{ .name = "ng-swapped", .ng = true, .swapped = true },
	{ }
};

static const struct link links[] = {
	{ .name = "ether", .type = 1, .header = -1 },
	{ .name = "raw", .type = 101, .header = 0 },
	{ .name = "sll", .type = 113, .header = 16 },
	{ .name = "sll2", .type = 276, .header = 20 },
	{ .name = "wifi", .type = 105, .header = -1 },
	{ }
};

const struct format *format;
const struct link *link_type;

/**
 * format_choose() - set @format and @link_type
 * @format_name: name of the format
 * @link_name: name of the link type
 *
 * Return: false if there is no such format or link type.
 */
bool format_choose(const char *format_name, const char *link_name)
{
	for (format = formats; format->name; format++)
		if (!strcmp(format->name, format_name))
			break;
	for (link_type = links; link_type->name; link_type++)
		if (!strcmp(link_type->name, link_name))
			break;
	return format->name && link_type->name;
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

/**
 * capture_begin() - write the headers in front of the first packet
 */
void capture_begin(void)
{
	if (format->ng)
		pcapng_begin(link_type->type);
	else
		begin_pcap();
}

static void put_pcap(const uint8_t *bytes, uint32_t have, uint32_t len)
{
	put32(1763800000);
	put32(123456);
	put32(have);
	put32(len);
	fwrite(bytes, 1, have, stdout);
}

/* Fill in the header of a Linux cooked capture, from the Ethernet header. */
static void fill_cooked(uint8_t *bytes, const uint8_t *frame)
{
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
}

/**
 * put_frame() - write a packet
 * @frame: Ethernet frame; the link type may want another header
 * @have: bytes of it that the capture contains
 * @len: its length
 */
void put_frame(const uint8_t *frame, uint32_t have, uint32_t len)
{
	uint8_t bytes[PACKET_MAX + 20] = { 0 };
	int header = link_type->header;

	if (header < 0) {
		memcpy(bytes, frame, have);
		header = ETH_LEN;
	} else {
		memcpy(bytes + header, frame + ETH_LEN, have - ETH_LEN);
	}
	fill_cooked(bytes, frame);
	have += header - ETH_LEN;
	len += header - ETH_LEN;
	if (format->ng)
		pcapng_packet(bytes, have, len);
	else
		put_pcap(bytes, have, len);
}

/**
 * put_other_interface() - add a pcapng interface of another link type
 */
void put_other_interface(void)
{
	pcapng_interface(links[1].type);
}
