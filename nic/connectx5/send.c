// SPDX-License-Identifier: GPL-2.0
/*
 * Packets from send WQEs: a control segment, an Ethernet segment, which may
 * hold the first bytes of the packet, then pointers or inline data.
 */
#include <string.h>

#include "nic/bytes.h"

#include "cx5.h"
#include "format.h"
#include "mkey.h"
#include "offload.h"
#include "physical_port.h"
#include "sq.h"

#define DS		MLX5_SEND_WQE_DS
#define ETH_SEG		sizeof(struct mlx5_wqe_ctrl_seg)
#define SEGS		(ETH_SEG + sizeof(struct mlx5_wqe_eth_seg))
#define INLINE_START	offsetof(struct mlx5_wqe_eth_seg, inline_hdr.start)
#define INLINE_MASK	0x3ff

/**
 * struct gather - a packet that is put together from segments
 * @buf: its bytes
 * @len: number of bytes so far
 * @p: next segment of the WQE
 * @end: end of the WQE
 */
struct gather {
	u8 *buf;
	u32 len;
	const u8 *p;
	const u8 *end;
};

/* Appends the data of the next segment. */
static int add_segment(struct cx5 *cx5, struct gather *g)
{
	struct mlx5_wqe_data_seg seg;
	bool inlined;
	u32 len;

	memcpy(&seg, g->p, sizeof(seg));
	len = be32_to_cpu(seg.byte_count);
	inlined = len & MLX5_INLINE_SEG;
	if (inlined)
		len &= MLX5_WQE_INLINE_SEG_BYTE_COUNT_MASK;
	else if (!len)
		len = MLX5_INLINE_SEG;	/* 0 in 31 bits stands for 2 GiB */
	if (len > CX5_FRAME_MAX - 64 - g->len)
		return -1;
	if (inlined) {
		if (len + sizeof(seg.byte_count) > (size_t)(g->end - g->p))
			return -1;
		memcpy(g->buf + g->len, g->p + sizeof(seg.byte_count), len);
		g->p += (len + sizeof(seg.byte_count) + DS - 1) / DS * DS;
	} else {
		if (cx5_mkey_read(cx5, be32_to_cpu(seg.lkey),
				  be64_to_cpu(seg.addr), g->buf + g->len, len))
			return -1;
		g->p += DS;
	}
	g->len += len;
	return 0;
}

/* Takes the first bytes of the packet from the Ethernet segment. */
static int add_inline_headers(const struct mlx5_wqe_eth_seg *eth,
			      const u8 *wqe, struct gather *g)
{
	u32 len = be16_to_cpu(eth->inline_hdr.sz) & INLINE_MASK;
	u32 off = ETH_SEG + INLINE_START;

	if (!len)
		return 0;
	if (off + len > (size_t)(g->end - wqe))
		return -1;
	memcpy(g->buf, wqe + off, len);
	g->len = len;
	if (off + len > SEGS)
		g->p = wqe + (off + len + DS - 1) / DS * DS;
	return 0;
}

/* Puts together a packet. @headers gets the bytes inline in the WQE. */
static int gather(struct cx5 *cx5, const u8 *wqe, u32 ds,
		  struct mlx5_wqe_eth_seg *eth, struct gather *g, u32 *headers)
{
	*g = (struct gather){ .buf = cx5->tx_buf, .p = wqe + SEGS,
			      .end = wqe + ds * DS };
	if (ds * DS < SEGS)
		return -1;
	memcpy(eth, wqe + ETH_SEG, sizeof(*eth));
	if (add_inline_headers(eth, wqe, g))
		return -1;
	*headers = g->len;
	while (g->p < g->end)
		if (add_segment(cx5, g))
			return -1;
	return 0;
}

/**
 * cx5_send() - send the packet of a WQE
 * @cx5: the card
 * @wqe: the WQE
 * @ds: its length, in units of 16 bytes
 *
 * Return: 0; -1 when the WQE is malformed or its memory cannot be read.
 */
int cx5_send(struct cx5 *cx5, const u8 *wqe, u32 ds)
{
	struct mlx5_wqe_eth_seg eth;
	struct gather g;
	u32 headers;

	if (gather(cx5, wqe, ds, &eth, &g, &headers))
		return -1;
	cx5_offload_csum(g.buf, g.len, eth.cs_flags);
	cx5_wire_send(cx5, g.buf, g.len);
	return 0;
}

/**
 * cx5_send_large() - send the packet of a WQE in segments
 * @cx5: the card
 * @wqe: the WQE
 * @ds: its length, in units of 16 bytes
 * @sent: bytes of data that were sent before; on return, those sent so far, or
 *	0 when all are sent
 *
 * Return: 0; -1 when the WQE is malformed or its memory cannot be read.
 */
int cx5_send_large(struct cx5 *cx5, const u8 *wqe, u32 ds, u32 *sent)
{
	struct mlx5_wqe_eth_seg eth;
	struct gather g;
	u32 headers;

	if (gather(cx5, wqe, ds, &eth, &g, &headers))
		return -1;
	return cx5_offload_lso(cx5, g.buf, g.len, headers,
			       be16_to_cpu(eth.mss), eth.cs_flags, sent);
}

/**
 * cx5_send_multi() - send the packets of a multi-packet WQE
 * @cx5: the card
 * @wqe: the WQE
 * @ds: its length, in units of 16 bytes
 * @packets: counter of packets sent
 *
 * Each segment is a packet. The Ethernet segment's offloads apply to all of
 * them.
 *
 * Return: 0; -1 when the WQE is malformed or its memory cannot be read.
 */
int cx5_send_multi(struct cx5 *cx5, const u8 *wqe, u32 ds, u64 *packets)
{
	struct gather g = { .buf = cx5->tx_buf, .p = wqe + SEGS,
			    .end = wqe + ds * DS };
	struct mlx5_wqe_eth_seg eth;

	if (ds * DS < SEGS)
		return -1;
	memcpy(&eth, wqe + ETH_SEG, sizeof(eth));
	while (g.p < g.end) {
		g.len = 0;
		if (nic_budget_broke(&cx5->nic) || add_segment(cx5, &g))
			return -1;
		cx5_offload_csum(g.buf, g.len, eth.cs_flags);
		cx5_wire_send(cx5, g.buf, g.len);
		++*packets;
	}
	return 0;
}
