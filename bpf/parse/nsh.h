/* SPDX-License-Identifier: GPL-2.0 */
/* The Network Service Header (RFC 8300), and the protocol numbers that VXLAN-GPE shares. */
#ifndef __PARSE_NSH_H__
#define __PARSE_NSH_H__

#include "parser.h"
#include "eth.h"

#define NSH_VERSION	0xc0
#define NSH_OAM		0x20
#define NSH_WORDS	0x3f	/* length of the whole header */
#define NSH_WORDS_MIN	2

struct nsh_header {
	__u8 version_flags;
	__u8 ttl_words;
	__u8 md_type;
	__u8 next;
	__be32 path;
};

/* Return: the EtherType of a next protocol of NSH or VXLAN-GPE, or 0. */
static __always_inline __u16 nsh_ethertype(__u8 next)
{
	switch (next) {
	case 1:
		return ETH_P_IP;
	case 2:
		return ETH_P_IPV6;
	case 3:
		return ETH_P_TEB;
	case 4:
		return ETH_P_NSH;
	case 5:
		return ETH_P_MPLS_UC;
	default:
		return 0;
	}
}

/**
 * parse_nsh() - parse a network service header with its metadata
 * @pkt: at the header; moves past it
 * @proto: set to the EtherType of the payload, host byte order
 *
 * Return: 0, or the reason to pass.
 */
static __noinline int parse_nsh(struct packet *pkt, __u16 *proto)
{
	struct nsh_header buf;
	const struct nsh_header *nsh = packet_pull(pkt, &buf, sizeof(buf));
	__u32 words;

	if (!nsh)
		return TUNNEL_TRUNCATED;
	if (nsh->version_flags & NSH_OAM)
		return TUNNEL_UNREAD(NSH_CONTROL);
	words = nsh->ttl_words & NSH_WORDS;
	*proto = nsh_ethertype(nsh->next);
	if (nsh->version_flags & NSH_VERSION || words < NSH_WORDS_MIN || !*proto)
		return TUNNEL_UNREAD(NSH);
	return packet_skip(pkt, (words - NSH_WORDS_MIN) * 4) ?
	       0 : TUNNEL_TRUNCATED;
}

#endif /* __PARSE_NSH_H__ */
