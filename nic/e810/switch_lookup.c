// SPDX-License-Identifier: GPL-2.0
/*
 * Which VSIs get a frame from the wire. A rule forwards to a VSI or to a list;
 * all rules that match count. Then a VSI may refuse the frame: its VLAN is not
 * among those of the VSI, or the frame is its own.
 */
#include <string.h>

#include "nic/bytes.h"
#include "nic/headers.h"

#include "e810.h"
#include "switch_rules.h"

#define DA		0
#define SA		6
#define TPID		12
#define TCI		14
#define VID_MASK	0xfff

/* In single VLAN mode a tag with another TPID than 0x8100 is no tag. */
static bool has_tag(const struct e810 *card, const struct nic_headers *headers)
{
	return headers->tags && (card->rules.double_vlan ||
				 headers->tpid[0] == NIC_TYPE_VLAN);
}

static bool vlan_matches(const struct e810 *card, const struct e810_rule *rule,
			 const struct nic_headers *headers)
{
	u16 vid = get_be16(rule->hdr + TCI) & VID_MASK;

	if (!has_tag(card, headers))
		return !vid;
	if (card->rules.double_vlan && vid &&
	    get_be16(rule->hdr + TPID) != headers->tpid[0])
		return false;
	return vid == (headers->tci[0] & VID_MASK);
}

static bool matches(const struct e810 *card, const struct e810_rule *rule,
		    const u8 *frame, const struct nic_headers *headers)
{
	bool same_da = !memcmp(frame, rule->hdr + DA, ETH_ALEN);
	bool same_type = headers->type == get_be16(rule->hdr + TPID);
	/* A rule for promiscuous mode is for one address or for groups. */
	bool same_kind = (frame[0] & 1) == (rule->hdr[DA] & 1);

	switch (rule->recipe) {
	case E810_RECIPE_MAC:
		return same_da;
	case E810_RECIPE_MAC_VLAN:
		return same_da && vlan_matches(card, rule, headers);
	case E810_RECIPE_ETHERTYPE:
		return same_type;
	case E810_RECIPE_ETHERTYPE_MAC:
		return same_da && same_type;
	case E810_RECIPE_PROMISC:
		return rule->rx && same_kind;
	case E810_RECIPE_PROMISC_VLAN:
		return rule->rx && same_kind &&
		       vlan_matches(card, rule, headers);
	default:
		return false;
	}
}

/* Returns the VSIs that the action of @rule names. */
static u64 targets(const struct e810 *card, const struct e810_rule *rule)
{
	u32 id = FIELD(ICE_SINGLE_ACT_VSI_ID_M, rule->act);

	if (rule->act & ICE_SINGLE_ACT_VSI_LIST)
		return id < E810_VSI_LISTS ? card->rules.list[id] : 0;
	return id < E810_VSIS ? BIT_ULL(id) : 0;
}

/* Returns the VSIs that the rules forward to. */
static u64 forward(struct e810 *card, const u8 *frame,
		   const struct nic_headers *headers)
{
	u64 vsis = 0, fallback = 0;
	bool drop = false;

	for (u32 i = 0; i < E810_RULES; i++) {
		struct e810_rule *rule = &card->rules.rule[i];

		if (!rule->used || FIELD(ICE_SINGLE_ACT_TYPE_M, rule->act) !=
				   ICE_SINGLE_ACT_VSI_FORWARDING)
			continue;
		if (rule->recipe == E810_RECIPE_DFLT && rule->rx)
			fallback |= targets(card, rule);
		if (!matches(card, rule, frame, headers))
			continue;
		rule->hits++;
		drop |= !!(rule->act & ICE_SINGLE_ACT_DROP);
		vsis |= targets(card, rule);
	}
	if (drop)
		return 0;
	return vsis ? vsis : fallback;
}

/* Returns the VSIs that want the frame's VLAN. */
static u64 wanted(struct e810 *card, const struct nic_headers *headers)
{
	u64 vsis = 0;

	for (u32 i = 0; i < E810_RULES; i++) {
		struct e810_rule *rule = &card->rules.rule[i];

		if (!rule->used || rule->recipe != E810_RECIPE_VLAN ||
		    FIELD(ICE_SINGLE_ACT_TYPE_M, rule->act) !=
		    ICE_SINGLE_ACT_PRUNE || !vlan_matches(card, rule, headers))
			continue;
		rule->hits++;
		vsis |= targets(card, rule);
	}
	return vsis;
}

/* Returns the VSIs that have the frame's source address, which is no group. */
static u64 senders(const struct e810 *card, const u8 *frame)
{
	u64 vsis = 0;

	if (frame[SA] & 1)
		return 0;
	for (u32 i = 0; i < E810_RULES; i++) {
		const struct e810_rule *rule = &card->rules.rule[i];

		if (rule->used && rule->recipe == E810_RECIPE_MAC &&
		    !memcmp(frame + SA, rule->hdr + DA, ETH_ALEN))
			vsis |= targets(card, rule);
	}
	return vsis;
}

static u64 prune(struct e810 *card, u64 vsis, const u8 *frame,
		 const struct nic_headers *headers)
{
	u64 in_vlan = wanted(card, headers), own = senders(card, frame);
	u64 left = 0;

	for (u32 i = 0; i < E810_VSIS; i++) {
		const struct ice_aqc_vsi_props *props = &card->vsi[i].props;
		u64 bit = BIT_ULL(i);

		if (!(vsis & bit) || !card->vsi[i].used)
			continue;
		if (props->sw_flags2 & ICE_AQ_VSI_SW_FLAG_RX_VLAN_PRUNE_ENA &&
		    !(in_vlan & bit))
			continue;
		if (props->sw_flags & ICE_AQ_VSI_SW_FLAG_SRC_PRUNE &&
		    own & bit)
			continue;
		left |= bit;
	}
	if (!left)
		card->pruned++;
	return left;
}

/**
 * e810_switch_lookup() - find the VSIs that get a frame from the wire
 * @card: the card
 * @frame: the frame, with its tags
 * @headers: its headers
 *
 * Return: a bit for each VSI.
 */
u64 e810_switch_lookup(struct e810 *card, const u8 *frame,
		       const struct nic_headers *headers)
{
	u64 vsis = forward(card, frame, headers);

	if (vsis)
		return prune(card, vsis, frame, headers);
	card->no_rule++;
	return 0;
}
