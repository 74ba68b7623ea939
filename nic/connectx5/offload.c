// SPDX-License-Identifier: GPL-2.0
/* Offloads of sent packets: checksums and segmentation, as a WQE asks. */
#include "nic/bytes.h"
#include "nic/headers.h"
#include "nic/send_offload.h"

#include "cx5.h"
#include "format.h"
#include "offload.h"

#define ETH_HLEN	14
#define VLAN_HLEN	4
#define IPV4_HLEN	20
#define IPV6_HLEN	40

/* The card looks for the headers itself: a WQE only says which sums it wants. */
static void find_headers(struct nic_send *send, const u8 *frame, u32 len,
			 u8 cs_flags)
{
	static const struct nic_parser parser = { 0 };
	struct nic_headers headers;
	const struct nic_ip *ip = &headers.outer;

	nic_headers_parse(&headers, frame, len, &parser);
	*send = (struct nic_send){ .version = ip->version, .l3 = ip->l3,
				   .l3_csum = cs_flags & MLX5_ETH_WQE_L3_CSUM };
	if (!ip->l4 || ip->proto == NIC_PROTO_SCTP ||
	    !(cs_flags & MLX5_ETH_WQE_L4_CSUM))
		return;
	send->proto = ip->proto;
	send->l4 = ip->l4;
}

/**
 * cx5_offload_csum() - fill in checksums
 * @frame: the packet
 * @len: its length
 * @cs_flags: MLX5_ETH_WQE_L3_CSUM and MLX5_ETH_WQE_L4_CSUM, for outer headers
 */
void cx5_offload_csum(u8 *frame, u32 len, u8 cs_flags)
{
	struct nic_send send;

	if (!(cs_flags & (MLX5_ETH_WQE_L3_CSUM | MLX5_ETH_WQE_L4_CSUM)))
		return;
	find_headers(&send, frame, len, cs_flags);
	nic_send_checksums(&send, frame, len);
}

/*
 * The length fields cover the whole large send, or are 0 where that does not
 * fit into 16 bits. So set them to the length of the headers, and parse only
 * these.
 */
static bool set_lengths(u8 *frame, u32 headers)
{
	u32 l3 = ETH_HLEN;

	while (l3 + VLAN_HLEN + IPV4_HLEN <= headers &&
	       (get_be16(frame + l3 - 2) == NIC_TYPE_VLAN ||
		get_be16(frame + l3 - 2) == NIC_TYPE_QINQ))
		l3 += VLAN_HLEN;
	if (l3 + IPV4_HLEN > headers)
		return false;
	if (frame[l3] >> 4 == 4)
		put_be16(frame + l3 + 2, headers - l3);
	else
		put_be16(frame + l3 + 4, headers - l3 - IPV6_HLEN);
	return true;
}

/**
 * struct lso - a large send
 * @cx5: the card
 * @cs_flags: checksums to fill in
 */
struct lso {
	struct cx5 *cx5;
	u8 cs_flags;
};

static bool send_segment(void *opaque, u8 *segment, u32 len)
{
	struct lso *lso = opaque;

	cx5_offload_csum(segment, len, lso->cs_flags);
	cx5_wire_send(lso->cx5, segment, len);
	return !nic_budget_over(&lso->cx5->nic);
}

/**
 * cx5_offload_lso() - cut a packet into segments and send them
 * @cx5: the card
 * @frame: the packet
 * @len: its length
 * @headers: bytes of headers, which each segment gets
 * @mss: bytes of data in a segment
 * @cs_flags: checksums to fill in
 * @sent: bytes of data that were sent before; on return, those sent so far, or
 *	0 when all are sent
 *
 * Return: 0; -1 when the headers have no TCP or UDP, or @mss or the data is
 * empty.
 */
int cx5_offload_lso(struct cx5 *cx5, u8 *frame, u32 len, u32 headers, u16 mss,
		    u8 cs_flags, u32 *sent)
{
	struct lso lso = { .cx5 = cx5, .cs_flags = cs_flags };
	struct nic_send send;
	struct nic_large large = { .send = &send, .frame = frame, .len = len,
				   .mss = mss, .segment = cx5->seg_buf,
				   .emit = send_segment, .opaque = &lso };

	if (!mss || headers >= len || !set_lengths(frame, headers))
		return -1;
	find_headers(&send, frame, headers, MLX5_ETH_WQE_L4_CSUM);
	if (!send.proto)
		return -1;
	send.headers = headers;
	*sent = nic_send_segments(&large, *sent);
	return 0;
}
