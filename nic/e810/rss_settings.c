// SPDX-License-Identifier: GPL-2.0
/* The key and the tables of RSS, and the queue that they give. */
#include <string.h>

#include "e810.h"
#include "rss_settings.h"

#define LUT_TYPE_M	3

/* Returns the VSI that the command names, or NULL. */
static struct e810_vsi *vsi_of(struct e810 *card, u16 id)
{
	if (!(id & ICE_AQC_RSS_VSI_VALID))
		return NULL;
	return e810_vsi_find(card, id & ICE_AQ_VSI_NUM_M);
}

static struct e810_vsi *vsi_for_key(struct e810 *card, struct e810_command *cmd)
{
	struct ice_aqc_get_set_rss_key *params =
		E810_PARAMS(cmd, get_set_rss_key);

	return vsi_of(card, le16_to_cpu(params->vsi_id));
}

E810_HANDLER(e810_set_rss_key)
{
	struct e810_vsi *vsi = vsi_for_key(card, cmd);

	if (!vsi)
		return AQ_RC(ENOENT);
	memcpy(vsi->key, cmd->buf, sizeof(vsi->key));
	return AQ_RC(OK);
}

E810_HANDLER(e810_get_rss_key)
{
	struct e810_vsi *vsi = vsi_for_key(card, cmd);

	if (!vsi)
		return AQ_RC(ENOENT);
	memcpy(cmd->buf, vsi->key, sizeof(vsi->key));
	e810_answer(cmd, sizeof(vsi->key));
	return AQ_RC(OK);
}

/* Returns the table that the command names, and its size, or NULL. */
static u8 *lut_of(struct e810 *card, struct e810_command *cmd, u32 *size)
{
	struct ice_aqc_get_set_rss_lut *params =
		E810_PARAMS(cmd, get_set_rss_lut);
	struct e810_vsi *vsi = vsi_of(card, le16_to_cpu(params->vsi_id));
	u16 flags = le16_to_cpu(params->flags);

	if (!vsi)
		return NULL;
	switch (flags & LUT_TYPE_M) {
	case ICE_LUT_VSI:
		*size = sizeof(vsi->lut);
		return vsi->lut;
	case ICE_LUT_PF:
		*size = sizeof(card->luts.pf);
		return card->luts.pf;
	case ICE_LUT_GLOBAL:
		*size = sizeof(card->luts.global[0]);
		return card->luts.global[FIELD(ICE_AQC_LUT_GLOBAL_IDX, flags)];
	default:
		return NULL;
	}
}

E810_HANDLER(e810_set_rss_lut)
{
	u32 size;
	u8 *lut = lut_of(card, cmd, &size);

	if (!lut)
		return AQ_RC(ENOENT);
	if (cmd->len != size)
		return AQ_RC(EINVAL);
	memcpy(lut, cmd->buf, size);
	return AQ_RC(OK);
}

E810_HANDLER(e810_get_rss_lut)
{
	u32 size;
	const u8 *lut = lut_of(card, cmd, &size);

	if (!lut)
		return AQ_RC(ENOENT);
	if (cmd->len < size)
		return AQ_RC(EINVAL);
	memcpy(cmd->buf, lut, size);
	e810_answer(cmd, size);
	return AQ_RC(OK);
}

static u8 lut_entry(const struct e810 *card, const struct e810_vsi *vsi,
		    u32 hash)
{
	u8 opt = vsi->props.q_opt_rss;
	u32 index;

	switch (FIELD(ICE_AQ_VSI_Q_OPT_RSS_LUT_M, opt)) {
	case ICE_AQ_VSI_Q_OPT_RSS_LUT_PF:
		return card->luts.pf[hash % ICE_LUT_PF_SIZE];
	case ICE_AQ_VSI_Q_OPT_RSS_LUT_GBL:
		index = FIELD(ICE_AQ_VSI_Q_OPT_RSS_GBL_LUT_M, opt);
		return card->luts.global[index][hash % ICE_LUT_GLOBAL_SIZE];
	default:
		return vsi->lut[hash % ICE_LUT_VSI_SIZE];
	}
}

/**
 * e810_rss_queue() - the receive queue of a frame
 * @card: the card
 * @vsi: number of the VSI, which exists
 * @hashed: the frame has a hash
 * @hash: the hash
 *
 * The entry of the table counts from the first queue of the traffic class. Its
 * upper bits do not count where the class has fewer queues.
 *
 * Return: the queue, of the function.
 */
u32 e810_rss_queue(const struct e810 *card, u16 vsi, bool hashed, u32 hash)
{
	const struct ice_aqc_vsi_props *props = &card->vsi[vsi].props;
	u16 tc = le16_to_cpu(props->tc_mapping[0]);
	u32 offset = FIELD(ICE_AQ_VSI_TC_Q_OFFSET_M, tc);
	u32 bits = FIELD(ICE_AQ_VSI_TC_Q_NUM_M, tc);
	u32 n = hashed ? lut_entry(card, &card->vsi[vsi], hash) : 0;
	u32 index = offset + (n & ((1U << bits) - 1));

	if (le16_to_cpu(props->mapping_flags) & ICE_AQ_VSI_Q_MAP_NONCONTIG)
		return le16_to_cpu(props->q_mapping[index % 16]) &
		       ICE_AQ_VSI_Q_M;
	return (le16_to_cpu(props->q_mapping[0]) & ICE_AQ_VSI_Q_M) + index;
}
