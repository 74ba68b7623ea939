/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A place in a packet, moving forward.
 *
 * Headers are read through a dynptr. That gives a pointer into the packet where
 * a header lies in one piece, linear part or fragment, and copies it where it
 * does not. So no depth is too great and no fragment boundary matters, and the
 * verifier has no offset to prove.
 */
#ifndef __PARSE_PARSER_H__
#define __PARSE_PARSER_H__

extern int bpf_dynptr_from_xdp(struct xdp_md *ctx, __u64 flags,
			       struct bpf_dynptr *ptr) __ksym;
extern void *bpf_dynptr_slice(const struct bpf_dynptr *ptr, __u32 offset,
			      void *buffer, __u32 buffer__szk) __ksym;

/**
 * struct packet - a packet being read
 * @bytes: all of it
 * @off: next byte to read
 * @end: where the innermost header seen says that its packet ends
 */
struct packet {
	struct bpf_dynptr bytes;
	__u32 off;
	__u32 end;
};

/**
 * struct encap - what makes the tunnel
 * @vxlan_port: UDP port of VXLAN, host byte order
 * @geneve_port: UDP port of Geneve, host byte order
 * @proto: EtherType of what it carries, host byte order
 * @kind: &enum tunnel_kind
 */
struct encap {
	__u16 vxlan_port;
	__u16 geneve_port;
	__u16 proto;
	__u8 kind;
};

/* Never fails: the only error is a flag, and there is none. */
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

/* The packet ends @len bytes from here. What follows is padding, or the trailer
 * of something outside.
 */
static __always_inline bool packet_limit(struct packet *pkt, __u32 len)
{
	if (!packet_has(pkt, len))
		return false;
	pkt->end = pkt->off + len;
	return true;
}

/* The next @len bytes, a constant, or NULL where the packet ends before. They
 * may be in @buf.
 */
static __always_inline const void *packet_peek(struct packet *pkt, void *buf,
					       __u32 len)
{
	if (!packet_has(pkt, len))
		return NULL;
	return bpf_dynptr_slice(&pkt->bytes, pkt->off, buf, len);
}

/* The same, and move behind them. */
static __always_inline const void *packet_pull(struct packet *pkt, void *buf,
					       __u32 len)
{
	const void *bytes = packet_peek(pkt, buf, len);

	if (bytes)
		pkt->off += len;
	return bytes;
}

#endif /* __PARSE_PARSER_H__ */
