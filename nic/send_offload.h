/* SPDX-License-Identifier: GPL-2.0 */
/* Offloads of sent frames: checksums and segmentation. */
#ifndef NIC_SEND_OFFLOAD_H
#define NIC_SEND_OFFLOAD_H

#include <linux/types.h>

/**
 * struct nic_send - where the headers of a frame are, and what to fill in
 * @tunnel: there is an IP header around the tunnel
 * @outer_version: its version, 4 or 6
 * @outer_l3: its offset
 * @outer_csum: fill in its checksum
 * @outer_udp: offset of the UDP header of the tunnel, 0: none
 * @outer_udp_csum: fill in its checksum
 * @version: version of the innermost IP header, 0: none
 * @l3: its offset
 * @l3_csum: fill in its checksum
 * @proto: TCP, UDP or SCTP: fill in its checksum; 0: none
 * @l4: offset of that header
 * @headers: bytes before the data; only for segmentation
 */
struct nic_send {
	bool tunnel;
	u8 outer_version;
	u32 outer_l3;
	bool outer_csum;
	u32 outer_udp;
	bool outer_udp_csum;
	u8 version;
	u32 l3;
	bool l3_csum;
	u8 proto;
	u32 l4;
	u32 headers;
};

/**
 * struct nic_large - a large send
 * @send: where its headers are
 * @frame: its bytes
 * @len: number of bytes, more than those of the headers
 * @mss: bytes of data in a segment, not 0
 * @segment: room for a segment
 * @emit: fill in the checksums of a segment and send it; returns false to stop
 *	behind it
 * @opaque: argument of @emit
 */
struct nic_large {
	const struct nic_send *send;
	const u8 *frame;
	u32 len, mss;
	u8 *segment;
	bool (*emit)(void *opaque, u8 *segment, u32 len);
	void *opaque;
};

bool nic_send_valid(const struct nic_send *send, const u8 *frame, u32 len);
void nic_send_checksums(const struct nic_send *send, u8 *frame, u32 len);
u32 nic_send_segments(const struct nic_large *large, u32 off);

#endif /* NIC_SEND_OFFLOAD_H */
