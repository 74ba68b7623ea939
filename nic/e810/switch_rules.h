/* SPDX-License-Identifier: GPL-2.0 */
/* The switch in the card: which VSIs get a received frame. */
#ifndef E810_SWITCH_RULES_H
#define E810_SWITCH_RULES_H

#include "admin_commands.h"

struct nic_headers;

#define E810_RULES		512
#define E810_VSI_LISTS		64
#define E810_DEFAULT_RECIPES	10
#define E810_RULE_HDR		16	/* an Ethernet header with a tag */

/* enum ice_sw_lkup_type of the driver: the recipes that the card begins with */
enum e810_recipe {
	E810_RECIPE_ETHERTYPE		= 0,
	E810_RECIPE_MAC			= 1,
	E810_RECIPE_MAC_VLAN		= 2,
	E810_RECIPE_PROMISC		= 3,
	E810_RECIPE_VLAN		= 4,
	E810_RECIPE_DFLT		= 5,
	E810_RECIPE_ETHERTYPE_MAC	= 8,
	E810_RECIPE_PROMISC_VLAN	= 9,
};

/**
 * struct e810_rule - a lookup rule
 * @used: it exists
 * @rx: for frames from the wire; otherwise for frames from a VSI
 * @recipe: what it compares
 * @src: the port or the VSI
 * @act: what it does
 * @hdr: the header to compare with
 * @hits: frames that it matched
 */
struct e810_rule {
	bool used;
	bool rx;
	u16 recipe;
	u16 src;
	u32 act;
	u8 hdr[E810_RULE_HDR];
	u64 hits;
};

/**
 * struct e810_switch - the switch
 * @rule: the rules, by index
 * @list: lists of VSIs, a bit for each
 * @recipe: the recipes
 * @double_vlan: rules compare the outer tag
 */
struct e810_switch {
	struct e810_rule rule[E810_RULES];
	u64 list[E810_VSI_LISTS];
	struct ice_aqc_recipe_content recipe[ICE_MAX_NUM_RECIPES];
	bool double_vlan;
};

u64 e810_switch_lookup(struct e810 *card, const u8 *frame,
		       const struct nic_headers *headers);
u32 e810_switch_used(const struct e810 *card);
void e810_switch_drop_vsi(struct e810 *card, u16 vsi);
void e810_switch_reset(struct e810 *card);
void e810_switch_say(struct e810 *card);

E810_HANDLER(e810_get_sw_cfg);
E810_HANDLER(e810_get_recipe);
E810_HANDLER(e810_add_recipe);
E810_HANDLER(e810_add_sw_rules);
E810_HANDLER(e810_update_sw_rules);
E810_HANDLER(e810_remove_sw_rules);

#endif /* E810_SWITCH_RULES_H */
