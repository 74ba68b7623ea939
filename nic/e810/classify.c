// SPDX-License-Identifier: GPL-2.0
/*
 * What a received frame is: its packet type, and its hash by the profile that
 * the tables of the package name for it.
 */
#include <string.h>

#include "nic/bytes.h"
#include "nic/headers.h"
#include "nic/toeplitz.h"

#include "classify.h"
#include "e810.h"
#include "registers.h"

/* Packet types of layer 2; those of IP are in ice_flex_type.h. */
#define PTYPE_MAC	1
#define PTYPE_PTP	2
#define PTYPE_LLDP	6
#define PTYPE_ARP	11

/*
 * The types of IP begin with the plain ones: fragment, other, UDP, reserved,
 * TCP, SCTP, ICMP. Then come seven for IPv4 in a tunnel and seven for IPv6 in
 * it, for each kind of tunnel. GRE, and tunnels in UDP, also have types for
 * what is no IP, and all of them again with an Ethernet header, and with a
 * tagged one.
 */
#define PTYPE_IPV4	22
#define PTYPE_IPV6	88
#define KIND_FRAG	0
#define KIND_OTHER	1
#define KIND_UDP	2
#define KIND_TCP	4
#define KIND_SCTP	5
#define KIND_ICMP	6
#define KINDS		7
#define BASE_IP		KINDS
#define BASE_GRE	(BASE_IP + 2 * KINDS)
#define BASE_GRE_NEXT	(1 + 2 * KINDS)

#define HASH_WORDS	E810_FV_WORDS

static u16 kind_of(const struct nic_ip *ip)
{
	if (ip->frag)
		return KIND_FRAG;
	switch (ip->proto) {
	case NIC_PROTO_UDP:
		return ip->l4 ? KIND_UDP : KIND_OTHER;
	case NIC_PROTO_TCP:
		return ip->l4 ? KIND_TCP : KIND_OTHER;
	case NIC_PROTO_SCTP:
		return ip->l4 ? KIND_SCTP : KIND_OTHER;
	case NIC_PROTO_ICMP:
		return ip->version == 4 ? KIND_ICMP : KIND_OTHER;
	case NIC_PROTO_ICMPV6:
		return ip->version == 6 ? KIND_ICMP : KIND_OTHER;
	default:
		return KIND_OTHER;
	}
}

static u16 ptype_l2(const struct nic_headers *headers)
{
	switch (headers->type) {
	case NIC_TYPE_ARP:
		return PTYPE_ARP;
	case NIC_TYPE_PTP:
		return PTYPE_PTP;
	case NIC_TYPE_LLDP:
		return PTYPE_LLDP;
	default:
		return PTYPE_MAC;
	}
}

static u16 ptype_tunnel(const struct nic_headers *headers)
{
	u16 base = BASE_IP;

	if (headers->tunnel != NIC_TUNNEL_IP) {
		base = BASE_GRE;
		if (headers->inner_mac)
			base += BASE_GRE_NEXT;
		if (headers->inner_tagged)
			base += BASE_GRE_NEXT;
		if (!headers->inner.version)
			return base;
		base++;
	}
	if (headers->inner.version == 6)
		base += KINDS;
	return base + kind_of(&headers->inner);
}

/**
 * e810_ptype() - the packet type of a frame
 * @headers: its headers
 *
 * Return: the type, as in a receive descriptor.
 */
u16 e810_ptype(const struct nic_headers *headers)
{
	u16 base;

	if (!headers->outer.version)
		return ptype_l2(headers);
	base = headers->outer.version == 4 ? PTYPE_IPV4 : PTYPE_IPV6;
	return base + (headers->tunnel ? ptype_tunnel(headers) :
					 kind_of(&headers->outer));
}

/* Returns the offset of a protocol's header in the frame, or -1. */
static int header_at(const struct nic_headers *headers, u8 prot)
{
	const struct nic_ip *outer = &headers->outer, *inner = &headers->inner;
	const struct nic_ip *last = nic_headers_last(headers);

	switch (prot) {
	case ICE_PROT_MAC_OF_OR_S:
		return 0;
	case ICE_PROT_MAC_IL:
		return headers->inner_mac ? headers->inner_mac : -1;
	case ICE_PROT_ETYPE_OL:
		return headers->type_at;
	case ICE_PROT_IPV4_OF_OR_S:
		return outer->version == 4 ? outer->l3 : -1;
	case ICE_PROT_IPV6_OF_OR_S:
		return outer->version == 6 ? outer->l3 : -1;
	case ICE_PROT_IPV4_IL:
		return inner->version == 4 ? inner->l3 : -1;
	case ICE_PROT_IPV6_IL:
		return inner->version == 6 ? inner->l3 : -1;
	case ICE_PROT_TCP_IL:
		return last->l4 && last->proto == NIC_PROTO_TCP ? last->l4 : -1;
	case ICE_PROT_UDP_OF:
		return headers->tunnel == NIC_TUNNEL_UDP ? outer->l4 : -1;
	case ICE_PROT_UDP_IL_OR_S:
		return last->l4 && last->proto == NIC_PROTO_UDP ? last->l4 : -1;
	case ICE_PROT_SCTP_IL:
		return last->l4 && last->proto == NIC_PROTO_SCTP ? last->l4 :
								   -1;
	case ICE_PROT_GRE_OF:
		return headers->tunnel == NIC_TUNNEL_GRE ? headers->tunnel_at :
							   -1;
	default:
		return -1;
	}
}

static bool tcam_matches(const u8 *key, const u8 *value)
{
	for (u32 i = 0; i < ICE_TCAM_KEY_VAL_SZ; i++)
		if (((~value[i] & key[i]) |
		     (value[i] & key[ICE_TCAM_KEY_VAL_SZ + i])) != 0xff)
			return false;
	return true;
}

/*
 * Returns the profile, or -1. The value to look up is struct ice_prof_id_key:
 * flags, group of the packet type, group of the VSI. The driver's profiles of
 * packets that the model knows do not look at the flags.
 */
static int profile_of(const struct e810 *card, u16 vsi, u16 ptype)
{
	const struct e810_tables *tables = &card->package.now;
	u16 group = tables->xlt2[vsi];
	u8 value[ICE_TCAM_KEY_VAL_SZ] = {
		0, 0, tables->xlt1[ptype], group, group >> 8,
	};

	for (u32 i = 0; i < E810_TCAM; i++)
		if (tcam_matches(tables->tcam[i].key, value))
			return tables->tcam[i].profile;
	return -1;
}

/* Returns the bits of word @i that the profile's masks leave. */
static u16 mask_of(const struct e810 *card, u32 profile, u32 i)
{
	u32 chosen = e810_register_value(card, GLQF_HMASK_SEL(profile));
	u16 mask = 0xffff;

	for (u32 m = 0; chosen; m++, chosen >>= 1) {
		u32 reg;

		if (!(chosen & 1))
			continue;
		reg = e810_register_value(card, GLQF_HMASK(m));
		if (FIELD(GLQF_HMASK_MSK_INDEX_M, reg) == i)
			mask &= FIELD(GLQF_HMASK_MASK_M, reg);
	}
	return mask;
}

/* The words come in reverse order: the first one is the last of the vector. */
static void extract(const struct e810 *card, u32 profile, const u8 *frame,
		    u32 len, const struct nic_headers *headers, u16 *word)
{
	const struct e810_fv_word *fv = card->package.now.fv[profile];

	for (u32 i = 0; i < HASH_WORDS; i++) {
		const struct e810_fv_word *from = &fv[HASH_WORDS - 1 - i];
		int at = header_at(headers, from->prot);

		word[i] = 0;
		if (at < 0 || from->off >= ICE_FV_OFFSET_INVAL ||
		    at + from->off + 2 > len)
			continue;
		word[i] = get_be16(frame + at + from->off) &
			  mask_of(card, profile, HASH_WORDS - 1 - i);
	}
}

/*
 * Where the driver asks for symmetry, a word is XORed with its partner. These
 * registers count the words as the field vector does, not in reverse.
 */
static void make_symmetric(const struct e810 *card, u32 profile, u16 *word)
{
	const u32 last = HASH_WORDS - 1;
	u16 plain[HASH_WORDS];

	memcpy(plain, word, sizeof(plain));
	for (u32 i = 0; i < HASH_WORDS; i++) {
		u32 reg = e810_register_value(card, GLQF_HSYMM(profile, i / 4));
		u8 partner = reg >> (i % 4 * 8);

		if (partner & GLQF_HSYMM_ENABLE_BIT &&
		    (partner & 0x7f) < HASH_WORDS)
			word[last - i] ^= plain[last - (partner & 0x7f)];
	}
}

/**
 * e810_hash() - hash a frame for RSS
 * @card: the card
 * @vsi: number of the VSI, which exists
 * @ptype: the frame's packet type
 * @frame: the frame
 * @len: its length
 * @headers: its headers
 *
 * Return: the hash; not valid when no profile is for such frames of this VSI.
 */
struct e810_hash e810_hash(struct e810 *card, u16 vsi, u16 ptype,
			   const u8 *frame, u32 len,
			   const struct nic_headers *headers)
{
	struct e810_hash hash = { 0 };
	int profile = profile_of(card, vsi, ptype);
	u16 word[HASH_WORDS];
	u8 input[2 * HASH_WORDS];

	if (profile < 0)
		return hash;
	extract(card, profile, frame, len, headers, word);
	if (FIELD(ICE_AQ_VSI_Q_OPT_RSS_HASH_M,
		  card->vsi[vsi].props.q_opt_rss) ==
	    ICE_AQ_VSI_Q_OPT_RSS_HASH_SYM_TPLZ)
		make_symmetric(card, profile, word);
	for (u32 i = 0; i < HASH_WORDS; i++)
		put_be16(input + 2 * i, word[i]);
	hash.valid = true;
	hash.value = toeplitz_long(card->vsi[vsi].key, E810_KEY_LEN, input,
				   sizeof(input));
	return hash;
}
