// SPDX-License-Identifier: GPL-2.0
/* Offloads of sent frames: checksums and segmentation. */
#include <string.h>

#include "bytes.h"
#include "checksum.h"
#include "crc32.h"
#include "headers.h"
#include "send_offload.h"

#define IPV4_HLEN	20
#define IPV6_HLEN	40
#define UDP_HLEN	8
#define TCP_HLEN	20
#define SCTP_HLEN	12
#define TCP_FIN		0x01
#define TCP_PSH		0x08
#define TCP_CWR		0x80

static bool ip_fits(const u8 *frame, u32 len, u8 version, u32 at)
{
	if (version == 4)
		return at + IPV4_HLEN <= len && (frame[at] & 0xf) >= 5 &&
		       at + (frame[at] & 0xf) * 4 <= len;
	return at + IPV6_HLEN <= len;
}

static u32 least_l4(u8 proto)
{
	switch (proto) {
	case NIC_PROTO_TCP:
		return TCP_HLEN;
	case NIC_PROTO_SCTP:
		return SCTP_HLEN;
	default:
		return UDP_HLEN;
	}
}

/**
 * nic_send_valid() - whether the headers are within the frame
 * @send: where they are
 * @frame: the frame
 * @len: its length
 *
 * Return: true when they are. Only then call the other functions.
 */
bool nic_send_valid(const struct nic_send *send, const u8 *frame, u32 len)
{
	if (send->tunnel &&
	    !ip_fits(frame, len, send->outer_version, send->outer_l3))
		return false;
	if (send->outer_udp && send->outer_udp + UDP_HLEN > len)
		return false;
	if (send->version && !ip_fits(frame, len, send->version, send->l3))
		return false;
	if (!send->proto)
		return true;
	return send->version && send->l4 > send->l3 &&
	       send->l4 + least_l4(send->proto) <= len;
}

static void fill_l3(u8 *ip)
{
	put_be16(ip + 10, 0);
	put_be16(ip + 10, ~csum_fold(csum_add(0, ip, (ip[0] & 0xf) * 4)));
}

/* Returns the bytes from @l4 on, by the length in the IP header. */
static u32 l4_length(const u8 *ip, u8 version, u32 l3, u32 l4, u32 len)
{
	u32 end = l3 + (version == 4 ? get_be16(ip + 2) :
				       IPV6_HLEN + get_be16(ip + 4));

	return end > l4 && end <= len ? end - l4 : len - l4;
}

static void fill_sctp(u8 *l4, u32 len)
{
	u32 crc;

	memset(l4 + 8, 0, 4);
	crc = cpu_to_le32(~crc32_add(CRC32_SCTP, ~0U, l4, len));
	memcpy(l4 + 8, &crc, sizeof(crc));
}

static void fill_l4(u8 *frame, u32 len, u8 version, u32 l3, u8 proto, u32 l4)
{
	u8 *ip = frame + l3;
	u8 *field = frame + l4 + (proto == NIC_PROTO_TCP ? 16 : 6);
	u32 l4_len = l4_length(ip, version, l3, l4, len);
	u16 csum;

	if (l4_len < least_l4(proto))
		return;
	if (proto == NIC_PROTO_SCTP) {
		fill_sctp(frame + l4, l4_len);
		return;
	}
	put_be16(field, 0);
	csum = ~csum_fold(csum_add(csum_pseudo(ip, version, proto, l4_len),
				   frame + l4, l4_len));
	/* In UDP, 0 stands for no checksum. */
	if (!csum && proto == NIC_PROTO_UDP)
		csum = 0xffff;
	put_be16(field, csum);
}

/**
 * nic_send_checksums() - fill in checksums, the innermost first
 * @send: which ones
 * @frame: the frame
 * @len: its length
 */
void nic_send_checksums(const struct nic_send *send, u8 *frame, u32 len)
{
	if (send->version == 4 && send->l3_csum)
		fill_l3(frame + send->l3);
	if (send->proto)
		fill_l4(frame, len, send->version, send->l3, send->proto,
			send->l4);
	if (send->outer_udp && send->outer_udp_csum)
		fill_l4(frame, len, send->outer_version, send->outer_l3,
			NIC_PROTO_UDP, send->outer_udp);
	if (send->tunnel && send->outer_version == 4 && send->outer_csum)
		fill_l3(frame + send->outer_l3);
}

static void set_ip(u8 *ip, u8 version, u32 total, u32 number)
{
	if (version == 4) {
		put_be16(ip + 2, total);
		put_be16(ip + 4, get_be16(ip + 4) + number);
	} else {
		put_be16(ip + 4, total - IPV6_HLEN);
	}
}

/*
 * Writes the headers of segment @number, whose data is at @off in the large
 * send. The checksums remain to be filled in.
 */
static void set_headers(const struct nic_send *send, u8 *segment, u32 len,
			u32 off, u32 number, bool last)
{
	u8 *l4 = segment + send->l4;

	if (send->tunnel)
		set_ip(segment + send->outer_l3, send->outer_version,
		       len - send->outer_l3, number);
	if (send->outer_udp)
		put_be16(segment + send->outer_udp + 4, len - send->outer_udp);
	set_ip(segment + send->l3, send->version, len - send->l3, number);
	if (send->proto == NIC_PROTO_UDP) {
		put_be16(l4 + 4, len - send->l4);
		return;
	}
	put_be32(l4 + 4, get_be32(l4 + 4) + off);
	if (!last)
		l4[13] &= ~(TCP_FIN | TCP_PSH);
	if (number)
		l4[13] &= ~TCP_CWR;
}

/**
 * nic_send_segments() - cut a large send into segments
 * @large: the large send
 * @off: offset of the data from which to go on
 *
 * Return: the offset of the data that remains because @emit stopped; 0 when
 * none does.
 */
u32 nic_send_segments(const struct nic_large *large, u32 off)
{
	u32 headers = large->send->headers, data = large->len - headers;
	bool more = true;

	for (; off < data && more; off += large->mss) {
		u32 n = min(large->mss, data - off);

		memcpy(large->segment, large->frame, headers);
		memcpy(large->segment + headers, large->frame + headers + off,
		       n);
		set_headers(large->send, large->segment, headers + n, off,
			    off / large->mss, off + n == data);
		more = large->emit(large->opaque, large->segment, headers + n);
	}
	return off < data ? off : 0;
}
