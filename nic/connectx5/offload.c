// SPDX-License-Identifier: GPL-2.0
/* Offloads of sent packets: checksums and segmentation. */
#include <string.h>

#include "nic/bytes.h"
#include "nic/checksum.h"

#include "cx5.h"
#include "format.h"
#include "offload.h"
#include "parse.h"
#include "physical_port.h"

#define VLAN_HLEN	4
#define PROTO_TCP	6
#define PROTO_UDP	17
#define TCP_FIN		0x01
#define TCP_PSH		0x08
#define TCP_CWR		0x80

static void fill_csum_l3(u8 *ip)
{
	put_be16(ip + 10, 0);
	put_be16(ip + 10, ~csum_fold(csum_add(0, ip, (ip[0] & 0xf) * 4)));
}

static void fill_csum_l4(const struct cx5_packet *pkt)
{
	u8 *l4 = pkt->frame + pkt->l4;
	u8 *field = l4 + (pkt->proto == PROTO_TCP ? 16 : 6);
	u32 hlen = pkt->proto == PROTO_TCP ? (l4[12] >> 4) * 4 : 8;
	u32 len = hlen + pkt->payload;
	u32 sum;
	u16 csum;

	if (pkt->l4 + len > pkt->len)
		return;
	put_be16(field, 0);
	sum = csum_pseudo(pkt->frame + pkt->l3, pkt->version, pkt->proto, len);
	csum = ~csum_fold(csum_add(sum, l4, len));
	/* In UDP, 0 stands for no checksum. */
	if (!csum && pkt->proto == PROTO_UDP)
		csum = 0xffff;
	put_be16(field, csum);
}

/**
 * cx5_offload_csum() - fill in checksums
 * @frame: the packet
 * @len: its length
 * @cs_flags: MLX5_ETH_WQE_L3_CSUM and MLX5_ETH_WQE_L4_CSUM, for outer headers
 */
void cx5_offload_csum(u8 *frame, u32 len, u8 cs_flags)
{
	struct cx5_packet pkt;

	if (!(cs_flags & (MLX5_ETH_WQE_L3_CSUM | MLX5_ETH_WQE_L4_CSUM)))
		return;
	pkt.frame = frame;
	pkt.len = len;
	cx5_parse(&pkt);
	if (cs_flags & MLX5_ETH_WQE_L3_CSUM && pkt.version == 4)
		fill_csum_l3(frame + pkt.l3);
	if (cs_flags & MLX5_ETH_WQE_L4_CSUM && pkt.l4)
		fill_csum_l4(&pkt);
}

/**
 * struct lso - a large send
 * @l3: offset of the IP header
 * @l4: offset of the TCP or UDP header
 * @headers: bytes before the data
 * @version: version of IP
 * @tcp: TCP; otherwise it is UDP
 */
struct lso {
	u32 l3, l4, headers;
	u8 version;
	bool tcp;
};

/*
 * The length fields cover the whole large send, or are 0 where that does not
 * fit into 16 bits. So set them to the length of the headers, and parse only
 * these.
 */
static int lso_parse(u8 *frame, u32 headers, struct lso *lso)
{
	struct cx5_packet pkt = { .frame = frame, .len = headers };
	u32 l3 = 14;

	while (l3 + VLAN_HLEN + 20 <= headers &&
	       (get_be16(frame + l3 - 2) == 0x8100 ||
		get_be16(frame + l3 - 2) == 0x88a8))
		l3 += VLAN_HLEN;
	if (l3 + 20 > headers)
		return -1;
	if (frame[l3] >> 4 == 4)
		put_be16(frame + l3 + 2, headers - l3);
	else
		put_be16(frame + l3 + 4, headers - l3 - 40);
	cx5_parse(&pkt);
	if (!pkt.l4)
		return -1;
	lso->l3 = pkt.l3;
	lso->l4 = pkt.l4;
	lso->headers = headers;
	lso->version = pkt.version;
	lso->tcp = pkt.proto == PROTO_TCP;
	return 0;
}

/* Writes the headers of a segment whose data begins at byte @off. */
static void lso_headers(const struct lso *lso, u8 *frame, u32 off, u32 len,
			u32 number, bool last)
{
	u8 *ip = frame + lso->l3, *l4 = frame + lso->l4;
	u32 total = lso->headers - lso->l3 + len;

	if (lso->version == 4) {
		put_be16(ip + 2, total);
		put_be16(ip + 4, get_be16(ip + 4) + number);
	} else {
		put_be16(ip + 4, total - 40);
	}
	if (!lso->tcp) {
		put_be16(l4 + 4, lso->headers - lso->l4 + len);
		return;
	}
	put_be32(l4 + 4, get_be32(l4 + 4) + off);
	if (!last)
		l4[13] &= ~(TCP_FIN | TCP_PSH);
	if (number)
		l4[13] &= ~TCP_CWR;
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
	u8 *seg = cx5->seg_buf;
	u32 off = *sent;
	struct lso lso;

	if (!mss || headers >= len || lso_parse(frame, headers, &lso))
		return -1;
	for (; off < len - headers; off += mss) {
		u32 n = min((u32)mss, len - headers - off);

		if (off != *sent && nic_budget_over(&cx5->nic)) {
			*sent = off;
			return 0;
		}
		memcpy(seg, frame, headers);
		memcpy(seg + headers, frame + headers + off, n);
		lso_headers(&lso, seg, off, n, off / mss,
			    off + n == len - headers);
		cx5_offload_csum(seg, headers + n, cs_flags);
		cx5_wire_send(cx5, seg, headers + n);
	}
	*sent = 0;
	return 0;
}
