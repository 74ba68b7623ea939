// SPDX-License-Identifier: GPL-2.0
/* VSIs: the ends of the switch in the card, each with queues. */
#include <string.h>

#include "nic/headers.h"

#include "e810.h"
#include "vsi.h"

#define OFFSET(member)	offsetof(struct ice_aqc_vsi_props, member)
#define END(member)	offsetofend(struct ice_aqc_vsi_props, member)

/* An update changes the sections that it says are valid. */
static const struct {
	u16 valid;
	u8 from, to;
} sections[] = {
	{ ICE_AQ_VSI_PROP_SW_VALID, OFFSET(sw_id), END(veb_stat_id) },
	{ ICE_AQ_VSI_PROP_SECURITY_VALID, OFFSET(sec_flags),
	  END(sec_reserved) },
	{ ICE_AQ_VSI_PROP_VLAN_VALID, OFFSET(port_based_inner_vlan),
	  END(inner_vlan_reserved2) },
	{ ICE_AQ_VSI_PROP_INGRESS_UP_VALID, OFFSET(ingress_table),
	  END(ingress_table) },
	{ ICE_AQ_VSI_PROP_EGRESS_UP_VALID, OFFSET(egress_table),
	  END(egress_table) },
	{ ICE_AQ_VSI_PROP_OUTER_TAG_VALID, OFFSET(port_based_outer_vlan),
	  END(outer_vlan_reserved) },
	{ ICE_AQ_VSI_PROP_RXQ_MAP_VALID, OFFSET(mapping_flags),
	  END(tc_mapping) },
	{ ICE_AQ_VSI_PROP_Q_OPT_VALID, OFFSET(q_opt_rss),
	  END(q_opt_reserved) },
	{ ICE_AQ_VSI_PROP_OUTER_UP_VALID, OFFSET(outer_up_table),
	  END(outer_up_table) },
	{ ICE_AQ_VSI_PROP_FLOW_DIR_VALID, OFFSET(fd_options),
	  END(fd_report_opt) },
	{ ICE_AQ_VSI_PROP_PASID_VALID, OFFSET(pasid_id), END(pasid_id) },
};

/**
 * e810_vsi_find() - find a VSI
 * @card: the card
 * @number: its number
 *
 * Return: the VSI, or NULL.
 */
struct e810_vsi *e810_vsi_find(struct e810 *card, u16 number)
{
	return number < E810_VSIS && card->vsi[number].used ?
	       &card->vsi[number] : NULL;
}

/**
 * e810_vsi_used() - number of VSIs
 * @card: the card
 *
 * Return: the number.
 */
u32 e810_vsi_used(const struct e810 *card)
{
	u32 n = 0;

	for (u32 i = 0; i < E810_VSIS; i++)
		n += card->vsi[i].used;
	return n;
}

/**
 * e810_vsi_reset() - free all VSIs
 * @card: the card
 */
void e810_vsi_reset(struct e810 *card)
{
	memset(card->vsi, 0, sizeof(card->vsi));
}

/**
 * e810_vsi_count() - count a frame of a VSI
 * @counters: the counters of its direction
 * @frame: the frame
 * @len: its length
 */
void e810_vsi_count(struct e810_vsi_counters *counters, const u8 *frame,
		    u32 len)
{
	static const u8 all[ETH_ALEN] = { 255, 255, 255, 255, 255, 255 };

	counters->bytes += len;
	if (!(frame[0] & 1))
		counters->unicast++;
	else if (memcmp(frame, all, sizeof(all)))
		counters->multicast++;
	else
		counters->broadcast++;
}

/**
 * e810_vsi_outer_tpid() - the TPID of the outer tag of a VSI
 * @props: its context
 *
 * Return: the TPID; in single VLAN mode, or where the driver chose none, 0x8100.
 */
u16 e810_vsi_outer_tpid(const struct ice_aqc_vsi_props *props)
{
	switch (FIELD(ICE_AQ_VSI_OUTER_TAG_TYPE_M, props->outer_vlan_flags)) {
	case ICE_AQ_VSI_OUTER_TAG_STAG:
		return NIC_TYPE_QINQ;
	case ICE_AQ_VSI_OUTER_TAG_VLAN_9100:
		return NIC_TYPE_QINQ_OLD;
	default:
		return NIC_TYPE_VLAN;
	}
}

static void merge(struct e810_vsi *vsi, const u8 *from, u16 always)
{
	const struct ice_aqc_vsi_props *props = (const void *)from;
	u16 valid = le16_to_cpu(props->valid_sections) | always;

	for (size_t i = 0; i < ARRAY_SIZE(sections); i++)
		if (valid & sections[i].valid)
			memcpy((u8 *)&vsi->props + sections[i].from,
			       from + sections[i].from,
			       sections[i].to - sections[i].from);
}

static void respond(struct e810 *card, struct e810_command *cmd, u16 number)
{
	struct ice_aqc_add_update_free_vsi_resp *resp =
		E810_PARAMS(cmd, add_update_free_vsi_resp);
	u32 used = e810_vsi_used(card);

	resp->vsi_num = cpu_to_le16(number);
	resp->ext_status = 0;
	resp->vsi_used = cpu_to_le16(used);
	resp->vsi_free = cpu_to_le16(E810_VSIS - used);
}

/* The context comes back, with all sections. */
static void give_context(struct e810_command *cmd, const struct e810_vsi *vsi)
{
	memcpy(cmd->buf, &vsi->props, sizeof(vsi->props));
	e810_answer(cmd, sizeof(vsi->props));
}

E810_HANDLER(e810_add_vsi)
{
	struct ice_aqc_add_get_update_free_vsi *params =
		E810_PARAMS(cmd, add_get_update_free_vsi);
	u16 flags = le16_to_cpu(params->vsi_flags);
	struct e810_vsi *vsi;
	u16 number = 0;

	while (number < E810_VSIS && card->vsi[number].used)
		number++;
	if (number == E810_VSIS)
		return AQ_RC(ENOSPC);
	vsi = &card->vsi[number];
	memset(vsi, 0, sizeof(*vsi));
	vsi->used = true;
	vsi->type = flags & ICE_AQ_VSI_TYPE_M;
	/* All of a new VSI counts. The driver marks only some sections. */
	merge(vsi, cmd->buf, 0xffff);
	respond(card, cmd, number);
	give_context(cmd, vsi);
	return AQ_RC(OK);
}

E810_HANDLER(e810_update_vsi)
{
	struct ice_aqc_add_get_update_free_vsi *params =
		E810_PARAMS(cmd, add_get_update_free_vsi);
	u16 number = le16_to_cpu(params->vsi_num) & ICE_AQ_VSI_NUM_M;
	struct e810_vsi *vsi = e810_vsi_find(card, number);

	if (!vsi)
		return AQ_RC(ENOENT);
	merge(vsi, cmd->buf, 0);
	respond(card, cmd, number);
	give_context(cmd, vsi);
	return AQ_RC(OK);
}

E810_HANDLER(e810_free_vsi)
{
	struct ice_aqc_add_get_update_free_vsi *params =
		E810_PARAMS(cmd, add_get_update_free_vsi);
	u16 number = le16_to_cpu(params->vsi_num) & ICE_AQ_VSI_NUM_M;
	struct e810_vsi *vsi = e810_vsi_find(card, number);

	if (!vsi)
		return AQ_RC(ENOENT);
	memset(vsi, 0, sizeof(*vsi));
	e810_switch_drop_vsi(card, number);
	respond(card, cmd, number);
	return AQ_RC(OK);
}
