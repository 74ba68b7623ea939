/* SPDX-License-Identifier: GPL-2.0 */
#ifndef __PARSE_GRE_H__
#define __PARSE_GRE_H__

#include "parser.h"
#include "eth.h"

#define GRE_CHECKSUM	0x8000
#define GRE_ROUTING	0x4000
#define GRE_KEY		0x2000
#define GRE_SEQUENCE	0x1000
#define GRE_VERSION	0x0007

struct gre_header {
	__be16 flags;
	__be16 proto;
};

static __always_inline __u8 gre_kind(__u16 proto)
{
	if (proto == ETH_P_TEB)
		return TUNNEL_GRE_ETH;
	return eth_is_mpls(proto) ? TUNNEL_GRE_MPLS : TUNNEL_GRE;
}

/* RFC 2784 and 2890, and NVGRE (RFC 7637), which has its network and flow numbers in the
 * key. The routing field of RFC 1701 has no length, and version 1 carries PPP: neither
 * is parsed.
 */
static __noinline int parse_gre(struct packet *pkt, struct encap *encap)
{
	struct gre_header buf;
	const struct gre_header *gre = packet_pull(pkt, &buf, sizeof(buf));
	__u32 skip = 0;
	__u16 flags;

	if (!gre)
		return TUNNEL_TRUNCATED;
	flags = bpf_ntohs(gre->flags);
	if (flags & (GRE_ROUTING | GRE_VERSION))
		return TUNNEL_UNREADABLE;

	if (flags & GRE_CHECKSUM)
		skip += 4;
	if (flags & GRE_KEY)
		skip += 4;
	if (flags & GRE_SEQUENCE)
		skip += 4;
	if (!packet_skip(pkt, skip))
		return TUNNEL_TRUNCATED;

	encap->proto = bpf_ntohs(gre->proto);
	encap->kind = gre_kind(encap->proto);
	return 0;
}

#endif /* __PARSE_GRE_H__ */
