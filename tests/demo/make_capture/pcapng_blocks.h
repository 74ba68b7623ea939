/* SPDX-License-Identifier: GPL-2.0 */
#ifndef MAKE_CAPTURE_PCAPNG_BLOCKS_H
#define MAKE_CAPTURE_PCAPNG_BLOCKS_H

#include <stdint.h>

#define SNAPLEN			262144

/* Options that a reader has to know, and to skip */
#define OPTION_IF_TSRESOL	9
#define OPTION_UNKNOWN		0x0bad

void put32(uint32_t value);
void put16(uint16_t value);

void pcapng_begin(uint16_t type);
void pcapng_interface(uint16_t type);
void pcapng_interface_option(uint16_t option, uint8_t value);
void pcapng_packet(const uint8_t *bytes, uint32_t have, uint32_t len);
void pcapng_packet_option(const uint8_t *bytes, uint32_t len, uint32_t id);
void pcapng_simple_packet(const uint8_t *bytes, uint32_t len);
void pcapng_block(uint32_t type, uint32_t len, const char *words);

#endif
