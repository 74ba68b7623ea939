/* SPDX-License-Identifier: GPL-2.0 */
/* A packet, and the fields of its headers. */
#ifndef CX5_PARSE_H
#define CX5_PARSE_H

#include "nic/headers.h"
#include "nic/injected.h"
#include "format.h"

/**
 * struct cx5_packet - a frame, and what its headers say
 * @frame: the bytes, from the destination address on
 * @len: number of bytes
 * @match: the headers in the form that flow tables compare, 64 bytes a block
 * @ip: the IP header, and a TCP or UDP header behind it
 * @type: EtherType behind the tags
 * @tagged: its first tag is 802.1Q, at offset 12
 * @l3_ok: the checksum of the IPv4 header is right, or it is IPv6
 * @l4_ok: the checksum of TCP or UDP is right
 * @stripped: the tag was taken out of @frame
 * @tci: the first tag's TCI
 * @hash: the hash in the completion
 * @hash_type: the hash's type in the completion
 * @timestamp: time of reception, in nanoseconds of the machine
 * @flow_tag: tag of the last rule that matched
 * @forced: values that the control socket set
 */
struct cx5_packet {
	u8 *frame;
	u32 len;
	u8 match[CX5_BYTES(fte_match_param)];
	struct nic_ip ip;
	u16 type;
	bool tagged, l3_ok, l4_ok, stripped;
	u16 tci;
	u32 hash;
	u8 hash_type;
	u64 timestamp;
	u32 flow_tag;
	struct nic_forced forced;
};

void cx5_parse(struct cx5_packet *pkt);
void cx5_parse_match(struct cx5_packet *pkt);

#endif /* CX5_PARSE_H */
