/* SPDX-License-Identifier: GPL-2.0 */
#ifndef MAKE_CAPTURE_CAPTURE_FORMAT_H
#define MAKE_CAPTURE_CAPTURE_FORMAT_H

#include <stdbool.h>
#include <stdint.h>

/**
 * struct format - a file format
 * @name: its name on the command line
 * @ng: pcapng, not pcap
 * @swapped: numbers have the other byte order than this machine's
 * @magic: first number of a pcap file; it tells the unit of time too
 */
struct format {
	const char *name;
	bool ng;
	bool swapped;
	uint32_t magic;
};

/**
 * struct link - a link type
 * @name: its name on the command line
 * @type: its LINKTYPE_ number
 * @header: length of the header that replaces the Ethernet header, or -1 to keep it
 */
struct link {
	const char *name;
	uint16_t type;
	int header;
};

extern const struct format *format;
extern const struct link *link_type;

bool format_choose(const char *format_name, const char *link_name);
void capture_begin(void);
void put_frame(const uint8_t *frame, uint32_t have, uint32_t len);
void put_other_interface(void);

#endif
