// SPDX-License-Identifier: GPL-2.0
/* Write packets with comments to a file of the format pcapng, in this machine's byte order. */
#include <string.h>

#include "pcapng.h"

#define BLOCK_SECTION	0x0a0d0d0a
#define BLOCK_INTERFACE	1
#define BLOCK_PACKET	6
#define ORDER_MAGIC	0x1a2b3c4d

#define OPTION_END	0
#define OPTION_COMMENT	1
#define OPTION_IF_NAME	2
#define OPTION_IF_TSRESOL	9

static const char zeroes[4];

static __u32 padded(__u32 len)
{
	return (len + 3) & ~3u;
}

/* Bytes that an option takes; one without a value takes none. */
static __u32 option_len(__u32 len)
{
	return len ? 4 + padded(len) : 0;
}

static void put_padded(FILE *to, const void *bytes, __u32 len)
{
	fwrite(bytes, 1, len, to);
	fwrite(zeroes, 1, padded(len) - len, to);
}

static void put_option(FILE *to, __u16 code, const void *value, __u16 len)
{
	__u16 head[2] = { code, len };

	if (!len && code != OPTION_END)
		return;
	fwrite(head, sizeof(head), 1, to);
	put_padded(to, value, len);
}

static void put_section(FILE *to)
{
	const struct {
		__u32 type, len, magic;
		__u16 version[2];
		__u32 section_len[2];
		__u32 len_again;
	} head = {
		BLOCK_SECTION, sizeof(head), ORDER_MAGIC, { 1, 0 },
		{ 0xffffffff, 0xffffffff }, sizeof(head),
	};

	fwrite(&head, sizeof(head), 1, to);
}

static void put_interface(FILE *to, const char *iface, __u32 snap)
{
	const __u8 nanoseconds = 9;
	__u32 name = strlen(iface);
	__u32 len = 20 + option_len(name) + option_len(1) + 4;
	__u32 head[4] = { BLOCK_INTERFACE, len, 1, snap };

	fwrite(head, sizeof(head), 1, to);
	put_option(to, OPTION_IF_NAME, iface, name);
	put_option(to, OPTION_IF_TSRESOL, &nanoseconds, 1);
	put_option(to, OPTION_END, NULL, 0);
	fwrite(&len, sizeof(len), 1, to);
}

/**
 * pcapng_open() - begin a file
 * @path: its name
 * @iface: name of the interface of all its packets, an Ethernet
 * @snap: bytes of a packet at most
 *
 * Return: the file, or %NULL with errno set.
 */
FILE *pcapng_open(const char *path, const char *iface, __u32 snap)
{
	FILE *to = fopen(path, "we");

	if (!to)
		return NULL;
	put_section(to);
	put_interface(to, iface, snap);
	fflush(to);
	return to;
}

/**
 * pcapng_packet() - add a packet
 * @to: file
 * @ns: time of reception, nanoseconds since 1970
 * @bytes: the start of the packet
 * @copied: their number
 * @len: length of the packet
 * @comment: text, or ""
 */
void pcapng_packet(FILE *to, __u64 ns, const void *bytes, __u32 copied,
		   __u32 len, const char *comment)
{
	__u32 text = strlen(comment);
	__u32 size = 32 + padded(copied) + option_len(text) + 4;
	__u32 head[7] = {
		BLOCK_PACKET, size, 0, ns >> 32, ns, copied, len,
	};

	fwrite(head, sizeof(head), 1, to);
	put_padded(to, bytes, copied);
	put_option(to, OPTION_COMMENT, comment, text);
	put_option(to, OPTION_END, NULL, 0);
	fwrite(&size, sizeof(size), 1, to);
	fflush(to);
}
