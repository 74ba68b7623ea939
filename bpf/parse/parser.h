/* SPDX-License-Identifier: GPL-2.0 */
/*
 * State of the parser: the position in the packet, and the tunnel found.
 *
 * Headers are read through a dynptr. It gives a pointer into the packet if the header
 * is contiguous, in the linear part or in a fragment, and a copy if it is not. So a
 * header may be at any depth and across fragments, and the verifier need not prove
 * any offset.
 */
#ifndef __PARSE_PARSER_H__
#define __PARSE_PARSER_H__

#include "bpf/tunnel.h"

extern int bpf_dynptr_from_xdp(struct xdp_md *ctx, __u64 flags,
			       struct bpf_dynptr *ptr) __ksym;
extern void *bpf_dynptr_slice(const struct bpf_dynptr *ptr, __u32 offset,
			      void *buffer, __u32 buffer__szk) __ksym;

/**
 * struct packet - a packet and the position in it
 * @bytes: the whole packet
 * @off: offset of the next byte to read
 * @end: end of the packet according to the innermost header so far
 */
struct packet {
	struct bpf_dynptr bytes;
	__u32 off;
	__u32 end;
};

/**
 * struct encap - the tunnel
 * @ports: UDP ports that tell tunnels apart
 * @proto: EtherType of its payload, host byte order
 * @kind: &enum tunnel_kind
 * @by_spi: why a packet of ESP is hashed by its SPI, or 0
 * @pppoe: the outer IP packet is in PPPoE
 * @bare: there is no inner IP header: the flow is that of the outer one
 */
struct encap {
	struct tunnel_ports ports;
	__u16 proto;
	__u8 kind;
	__u8 by_spi;
	__u8 pppoe;
	__u8 bare;
};

/* bpf_dynptr_from_xdp() fails only for a flag, and there is none. */
static __always_inline void packet_init(struct packet *pkt, struct xdp_md *ctx)
{
	bpf_dynptr_from_xdp(ctx, 0, &pkt->bytes);
	pkt->off = 0;
	pkt->end = bpf_xdp_get_buff_len(ctx);
}

static __always_inline bool packet_has(const struct packet *pkt, __u32 len)
{
	return pkt->off + len <= pkt->end;
}

static __always_inline bool packet_skip(struct packet *pkt, __u32 len)
{
	if (!packet_has(pkt, len))
		return false;
	pkt->off += len;
	return true;
}

/* End the packet @len bytes from here: padding, or the trailer of an outer header,
 * follows.
 */
static __always_inline bool packet_limit(struct packet *pkt, __u32 len)
{
	if (!packet_has(pkt, len))
		return false;
	pkt->end = pkt->off + len;
	return true;
}

/* Return: the next @len bytes, in the packet or in @buf, or NULL if the packet is
 * shorter. @len has to be a constant.
 */
static __always_inline const void *packet_peek(struct packet *pkt, void *buf,
					       __u32 len)
{
	if (!packet_has(pkt, len))
		return NULL;
	return bpf_dynptr_slice(&pkt->bytes, pkt->off, buf, len);
}

/* Do the same as packet_peek(), and move past the bytes. */
static __always_inline const void *packet_pull(struct packet *pkt, void *buf,
					       __u32 len)
{
	const void *bytes = packet_peek(pkt, buf, len);

	if (bytes)
		pkt->off += len;
	return bytes;
}

#endif /* __PARSE_PARSER_H__ */
