// SPDX-License-Identifier: GPL-2.0
/* The rules, lists and recipes of the switch in the card. */
#include <string.h>

#include "nic/bytes.h"
#include "nic/lines.h"

#include "e810.h"
#include "switch_rules.h"

/**
 * e810_switch_used() - number of rules
 * @card: the card
 *
 * Return: the number.
 */
u32 e810_switch_used(const struct e810 *card)
{
	u32 n = 0;

	for (u32 i = 0; i < E810_RULES; i++)
		n += card->rules.rule[i].used;
	return n;
}

/**
 * e810_switch_drop_vsi() - forget a VSI
 * @card: the card
 * @vsi: its number
 *
 * The driver removes the rules that forward to a VSI before the VSI. A list
 * must not name a VSI that gets the number later.
 */
void e810_switch_drop_vsi(struct e810 *card, u16 vsi)
{
	for (u32 i = 0; i < E810_VSI_LISTS; i++)
		card->rules.list[i] &= ~BIT_ULL(vsi);
}

/**
 * e810_switch_reset() - remove all rules
 * @card: the card
 *
 * The VLAN mode is the device's, and stays.
 */
void e810_switch_reset(struct e810 *card)
{
	bool double_vlan = card->rules.double_vlan;

	memset(&card->rules, 0, sizeof(card->rules));
	card->rules.double_vlan = double_vlan;
	for (u32 i = 0; i < ICE_MAX_NUM_RECIPES; i++)
		card->rules.recipe[i].rid = i;
}

/**
 * e810_switch_say() - list the rules, for the control socket
 * @card: the card
 */
void e810_switch_say(struct e810 *card)
{
	for (u32 i = 0; i < E810_RULES; i++) {
		const struct e810_rule *rule = &card->rules.rule[i];

		if (rule->used)
			nic_say(&card->nic, "rule %u %s recipe=%u src=%u act=%#x da=%02x:%02x:%02x:%02x:%02x:%02x tci=%u hits=%llu",
				i, rule->rx ? "rx" : "tx", rule->recipe,
				rule->src, rule->act, rule->hdr[0],
				rule->hdr[1], rule->hdr[2], rule->hdr[3],
				rule->hdr[4], rule->hdr[5],
				get_be16(rule->hdr + 14),
				(unsigned long long)rule->hits);
	}
}

/* The switch has one port, which is the function's. */
E810_HANDLER(e810_get_sw_cfg)
{
	struct ice_aqc_get_sw_cfg *params = E810_PARAMS(cmd, get_sw_cfg);
	struct ice_aqc_get_sw_cfg_resp_elem elem = {
		.vsi_port_num = cpu_to_le16(
			E810_PORT | ICE_AQC_GET_SW_CONF_RESP_PHYS_PORT <<
				    ICE_AQC_GET_SW_CONF_RESP_TYPE_S),
		.swid = cpu_to_le16(1),
		.pf_vf_num = cpu_to_le16(E810_PF),
	};

	params->element = 0;
	params->num_elems = cpu_to_le16(1);
	memcpy(cmd->buf, &elem, sizeof(elem));
	e810_answer(cmd, sizeof(elem));
	return AQ_RC(OK);
}

E810_HANDLER(e810_get_recipe)
{
	struct ice_aqc_add_get_recipe *params =
		E810_PARAMS(cmd, add_get_recipe);
	struct ice_aqc_recipe_data_elem elem = { 0 };
	u16 index = le16_to_cpu(params->return_index);

	if (index >= ICE_MAX_NUM_RECIPES)
		return AQ_RC(ENOENT);
	elem.recipe_indx = index;
	elem.content = card->rules.recipe[index];
	memcpy(cmd->buf, &elem, sizeof(elem));
	params->num_sub_recipes = cpu_to_le16(1);
	e810_answer(cmd, sizeof(elem));
	return AQ_RC(OK);
}

E810_HANDLER(e810_add_recipe)
{
	struct ice_aqc_add_get_recipe *params =
		E810_PARAMS(cmd, add_get_recipe);
	const struct ice_aqc_recipe_data_elem *elem = (void *)cmd->buf;
	u16 n = le16_to_cpu(params->num_sub_recipes);

	if (n > cmd->len / sizeof(*elem))
		return AQ_RC(EINVAL);
	for (u16 i = 0; i < n; i++)
		card->rules.recipe[elem[i].recipe_indx %
				   ICE_MAX_NUM_RECIPES] = elem[i].content;
	return AQ_RC(OK);
}

/*
 * Returns the bytes of the element at @p, 0: it does not fit into @room, or its
 * size is odd.
 */
static u32 element_size(const u8 *p, u32 room)
{
	const struct ice_sw_rule_lkup_rx_tx *rule = (const void *)p;
	const struct ice_sw_rule_vsi_list *list = (const void *)p;
	u32 size;

	if (room < sizeof(*list))
		return 0;
	switch (le16_to_cpu(rule->hdr.type)) {
	case ICE_AQC_SW_RULES_T_LKUP_RX:
	case ICE_AQC_SW_RULES_T_LKUP_TX:
		if (room < sizeof(*rule))
			return 0;
		size = sizeof(*rule) + le16_to_cpu(rule->hdr_len);
		break;
	case ICE_AQC_SW_RULES_T_VSI_LIST_SET:
	case ICE_AQC_SW_RULES_T_VSI_LIST_CLEAR:
	case ICE_AQC_SW_RULES_T_PRUNE_LIST_SET:
	case ICE_AQC_SW_RULES_T_PRUNE_LIST_CLEAR:
		size = sizeof(*list) + 2 * le16_to_cpu(list->number_vsi);
		break;
	default:
		return 0;
	}
	return size <= room && size % 2 == 0 ? size : 0;
}

static void fill_rule(struct e810_rule *rule,
		      const struct ice_sw_rule_lkup_rx_tx *from)
{
	u16 len = min((u16)le16_to_cpu(from->hdr_len), (u16)E810_RULE_HDR);

	rule->used = true;
	rule->rx = le16_to_cpu(from->hdr.type) == ICE_AQC_SW_RULES_T_LKUP_RX;
	rule->recipe = le16_to_cpu(from->recipe_id);
	rule->src = le16_to_cpu(from->src);
	rule->act = le32_to_cpu(from->act);
	memcpy(rule->hdr, from->hdr_data, len);
}

static u16 add_rule(struct e810 *card, struct ice_sw_rule_lkup_rx_tx *from)
{
	for (u32 i = 0; i < E810_RULES; i++) {
		struct e810_rule *rule = &card->rules.rule[i];

		if (rule->used)
			continue;
		memset(rule, 0, sizeof(*rule));
		fill_rule(rule, from);
		from->index = cpu_to_le16(i);
		return AQ_RC(OK);
	}
	return AQ_RC(ENOSPC);
}

static struct e810_rule *rule_of(struct e810 *card,
				 const struct ice_sw_rule_lkup_rx_tx *from)
{
	u16 index = le16_to_cpu(from->index);

	if (index >= E810_RULES || !card->rules.rule[index].used)
		return NULL;
	return &card->rules.rule[index];
}

/* An update keeps the header where it gives none. */
static u16 update_rule(struct e810 *card, struct ice_sw_rule_lkup_rx_tx *from)
{
	struct e810_rule *rule = rule_of(card, from);

	if (!rule)
		return AQ_RC(ENOENT);
	fill_rule(rule, from);
	return AQ_RC(OK);
}

static u16 remove_rule(struct e810 *card, struct ice_sw_rule_lkup_rx_tx *from)
{
	struct e810_rule *rule = rule_of(card, from);

	if (!rule)
		return AQ_RC(ENOENT);
	rule->used = false;
	return AQ_RC(OK);
}

static u16 change_list(struct e810 *card, struct ice_sw_rule_vsi_list *from)
{
	u16 type = le16_to_cpu(from->hdr.type);
	u16 index = le16_to_cpu(from->index);
	bool set = type == ICE_AQC_SW_RULES_T_VSI_LIST_SET ||
		   type == ICE_AQC_SW_RULES_T_PRUNE_LIST_SET;

	if (index >= E810_VSI_LISTS)
		return AQ_RC(EINVAL);
	for (u16 i = 0; i < le16_to_cpu(from->number_vsi); i++) {
		u16 vsi = le16_to_cpu(from->vsi[i]);

		if (vsi >= E810_VSIS)
			return AQ_RC(EINVAL);
		if (set)
			card->rules.list[index] |= BIT_ULL(vsi);
		else
			card->rules.list[index] &= ~BIT_ULL(vsi);
	}
	return AQ_RC(OK);
}

static u16 one_element(struct e810 *card, u8 *p,
		       u16 (*on_rule)(struct e810 *card,
				      struct ice_sw_rule_lkup_rx_tx *from))
{
	struct ice_sw_rule_lkup_rx_tx *rule = (void *)p;
	u16 type = le16_to_cpu(rule->hdr.type);

	if (type == ICE_AQC_SW_RULES_T_LKUP_RX ||
	    type == ICE_AQC_SW_RULES_T_LKUP_TX)
		return on_rule(card, rule);
	return change_list(card, (void *)p);
}

/*
 * Each element gets a status of its own. The command fails when one of them
 * does.
 */
static u16 elements(struct e810 *card, struct e810_command *cmd,
		    u16 (*on_rule)(struct e810 *card,
				   struct ice_sw_rule_lkup_rx_tx *from))
{
	struct ice_aqc_sw_rules *params = E810_PARAMS(cmd, sw_rules);
	u16 n = le16_to_cpu(params->num_rules_fltr_entry_index);
	u16 worst = AQ_RC(OK);
	u32 off = 0;

	for (u16 i = 0; i < n; i++) {
		struct ice_aqc_sw_rules_elem_hdr *hdr =
			(void *)(cmd->buf + off);
		u32 size = element_size(cmd->buf + off, cmd->len - off);
		u16 rc;

		if (!size)
			return AQ_RC(EINVAL);
		rc = one_element(card, cmd->buf + off, on_rule);
		hdr->status = cpu_to_le16(rc);
		if (rc)
			worst = rc;
		off += size;
	}
	e810_answer(cmd, cmd->len);
	return worst;
}

E810_HANDLER(e810_add_sw_rules)
{
	return elements(card, cmd, add_rule);
}

E810_HANDLER(e810_update_sw_rules)
{
	return elements(card, cmd, update_rule);
}

E810_HANDLER(e810_remove_sw_rules)
{
	return elements(card, cmd, remove_rule);
}
