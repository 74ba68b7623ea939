// SPDX-License-Identifier: GPL-2.0
/* Blocks of a pcapng file: its numbers, sections, interfaces and packets. */
#include <stdio.h>

#include "capture_format.h"
#include "pcapng_blocks.h"

/* Types of blocks */
#define BLOCK_SECTION		0x0a0d0d0a
#define BLOCK_INTERFACE		1
#define BLOCK_SIMPLE_PACKET	3
#define BLOCK_PACKET		6

/**
 * put32() - write a number in the byte order of the format
 * @value: number
 */
void put32(uint32_t value)
{
	if (format->swapped)
		value = __builtin_bswap32(value);
	fwrite(&value, 4, 1, stdout);
}

/**
 * put16() - write a number in the byte order of the format
 * @value: number
 */
void put16(uint16_t value)
{
	if (format->swapped)
		value = __builtin_bswap16(value);
	fwrite(&value, 2, 1, stdout);
}

/**
 * pcapng_interface() - write the block of an interface
 * @type: its link type
 */
void pcapng_interface(uint16_t type)
{
	put32(BLOCK_INTERFACE);
	put32(20);
	put16(type);
	put16(0);
	put32(SNAPLEN);
	put32(20);
}

/**
 * pcapng_begin() - begin a section with one interface
 * @type: link type of the interface
 */
void pcapng_begin(uint16_t type)
{
	put32(BLOCK_SECTION);
	put32(28);
	put32(0x1a2b3c4d);
	put16(1);
	put16(0);
	put32(-1);
	put32(-1);
	put32(28);
	pcapng_interface(type);
}

/**
 * pcapng_packet() - write a packet of the first interface
 * @bytes: the packet
 * @have: bytes of it that the capture contains
 * @len: its length
 */
void pcapng_packet(const uint8_t *bytes, uint32_t have, uint32_t len)
{
	uint32_t pad = -have % 4, total = 32 + have + pad;

	put32(BLOCK_PACKET);
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

/**
 * pcapng_block() - write a block of any type
 * @type: its type
 * @len: length of @words
 * @words: its contents
 */
void pcapng_block(uint32_t type, uint32_t len, const char *words)
{
	uint32_t total = 12 + len;

	put32(type);
	put32(total);
	fwrite(words, 1, len, stdout);
	put32(total);
}

/**
 * pcapng_simple_packet() - write a packet without a time or an interface
 * @bytes: the packet
 * @len: its length
 */
void pcapng_simple_packet(const uint8_t *bytes, uint32_t len)
{
	uint32_t pad = -len % 4, total = 16 + len + pad;

	put32(BLOCK_SIMPLE_PACKET);
	put32(total);
	put32(len);
	fwrite(bytes, 1, len, stdout);
	fwrite("\0\0\0", 1, pad, stdout);
	put32(total);
}

/* Write an option of one byte, and the end of the options. */
static void put_option(uint16_t type, uint8_t value)
{
	put16(type);
	put16(1);
	fwrite(&value, 1, 1, stdout);
	fwrite("\0\0\0\0\0\0\0", 1, 7, stdout);
}

/**
 * pcapng_interface_option() - write the block of an interface with an option
 * @option: its type; the link type is that of the first interface
 * @value: its value
 */
void pcapng_interface_option(uint16_t option, uint8_t value)
{
	put32(BLOCK_INTERFACE);
	put32(32);
	put16(link_type->type);
	put16(0);
	put32(SNAPLEN);
	put_option(option, value);
	put32(32);
}

/**
 * pcapng_packet_option() - write a packet with an option
 * @bytes: the packet
 * @len: its length
 * @id: number of its interface
 */
void pcapng_packet_option(const uint8_t *bytes, uint32_t len, uint32_t id)
{
	uint32_t pad = -len % 4, total = 44 + len + pad;

	put32(BLOCK_PACKET);
	put32(total);
	put32(id);
	put32(410000);
	put32(123456);
	put32(len);
	put32(len);
	fwrite(bytes, 1, len, stdout);
	fwrite("\0\0\0", 1, pad, stdout);
	put_option(OPTION_UNKNOWN, 7);
	put32(total);
}
