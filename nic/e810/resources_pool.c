// SPDX-License-Identifier: GPL-2.0
/*
 * Resources that the driver allocates by number: lists of VSIs, profiles and
 * TCAM entries of RSS and flow director, counters. What they hold is elsewhere.
 */
#include <string.h>

#include "e810.h"
#include "resources_pool.h"

/**
 * kinds - the types of resources, with how many the card has of each
 *
 * A shared list of VSIs is of the same type, whether it forwards or prunes.
 */
static const struct {
	u16 type;
	u16 number;
} kinds[E810_POOLS] = {
	{ ICE_AQC_RES_TYPE_VSI_LIST_REP, E810_VSI_LISTS },
	{ ICE_AQC_RES_TYPE_VSI_LIST_PRUNE, E810_VSI_LISTS },
	{ ICE_AQC_RES_TYPE_RECIPE, ICE_MAX_NUM_RECIPES },
	{ ICE_AQC_RES_TYPE_FDIR_COUNTER_BLOCK, 16 },
	/* Other functions have all filters, see GLQF_FD_CNT. */
	{ ICE_AQC_RES_TYPE_FDIR_GUARANTEED_ENTRIES, 0 },
	{ ICE_AQC_RES_TYPE_FDIR_SHARED_ENTRIES, 0 },
	{ ICE_AQC_RES_TYPE_FD_PROF_BLDR_PROFID, E810_PROFILES },
	{ ICE_AQC_RES_TYPE_FD_PROF_BLDR_TCAM, E810_TCAM },
	{ ICE_AQC_RES_TYPE_HASH_PROF_BLDR_PROFID, E810_PROFILES },
	{ ICE_AQC_RES_TYPE_HASH_PROF_BLDR_TCAM, E810_TCAM },
};

static int kind_of(u16 type)
{
	for (size_t i = 0; i < E810_POOLS; i++)
		if (kinds[i].type == (type & ICE_AQC_RES_TYPE_M))
			return i;
	return -1;
}

/* Both kinds of lists share their numbers. */
static bool taken(const struct e810 *card, int kind, u32 index)
{
	u64 used = card->pool[kind].used[index / 64];

	if (kind < 2)
		used |= card->pool[!kind].used[index / 64];
	/* The card begins with the recipes that it has by itself. */
	if (kinds[kind].type == ICE_AQC_RES_TYPE_RECIPE &&
	    index < E810_DEFAULT_RECIPES)
		return true;
	return used >> index % 64 & 1;
}

/* Returns a free index, or -1. */
static int take(struct e810 *card, int kind, bool from_bottom)
{
	u32 n = kinds[kind].number;

	for (u32 i = 0; i < n; i++) {
		u32 index = from_bottom ? n - 1 - i : i;

		if (taken(card, kind, index))
			continue;
		card->pool[kind].used[index / 64] |= BIT_ULL(index % 64);
		return index;
	}
	return -1;
}

static void give_back(struct e810 *card, int kind, u32 index)
{
	card->pool[kind].used[index / 64] &= ~BIT_ULL(index % 64);
}

/**
 * e810_pool_has() - whether a resource is allocated
 * @card: the card
 * @type: ICE_AQC_RES_TYPE_...
 * @index: its number
 *
 * Return: true when it is.
 */
bool e810_pool_has(const struct e810 *card, u16 type, u32 index)
{
	int kind = kind_of(type);

	return kind >= 0 && index < kinds[kind].number &&
	       card->pool[kind].used[index / 64] >> index % 64 & 1;
}

/**
 * e810_pool_used() - number of allocated resources
 * @card: the card
 *
 * Return: the number.
 */
u32 e810_pool_used(const struct e810 *card)
{
	u32 n = 0;

	for (size_t i = 0; i < E810_POOLS; i++)
		for (size_t j = 0; j < ARRAY_SIZE(card->pool[i].used); j++)
			n += __builtin_popcountll(card->pool[i].used[j]);
	return n;
}

/**
 * e810_pool_reset() - free all resources
 * @card: the card
 */
void e810_pool_reset(struct e810 *card)
{
	memset(card->pool, 0, sizeof(card->pool));
}

/* Returns the elements in the buffer, as far as they fit; @type gets the type. */
static u16 elements(struct e810_command *cmd, u16 *type)
{
	struct ice_aqc_alloc_free_res_elem *elem = (void *)cmd->buf;
	u32 room = (cmd->len - sizeof(*elem)) / sizeof(elem->elem[0]);

	*type = le16_to_cpu(elem->res_type);
	return min((u32)le16_to_cpu(elem->num_elems), room);
}

E810_HANDLER(e810_alloc_res)
{
	struct ice_aqc_alloc_free_res_elem *elem = (void *)cmd->buf;
	u16 type, n = elements(cmd, &type);
	int kind = kind_of(type);
	bool bottom = type & ICE_AQC_RES_TYPE_FLAG_SCAN_BOTTOM;

	if (kind < 0)
		return AQ_RC(EINVAL);
	for (u32 i = 0; i < n; i++) {
		int index = take(card, kind, bottom);

		if (index < 0) {
			while (i--)
				give_back(card, kind, le16_to_cpu(
					  elem->elem[i].e.sw_resp));
			return AQ_RC(ENOSPC);
		}
		elem->elem[i].e.sw_resp = cpu_to_le16(index);
	}
	e810_answer(cmd, cmd->len);
	return AQ_RC(OK);
}

E810_HANDLER(e810_free_res)
{
	struct ice_aqc_alloc_free_res_elem *elem = (void *)cmd->buf;
	u16 type, n = elements(cmd, &type);
	int kind = kind_of(type);
	u16 rc = AQ_RC(OK);

	if (kind < 0)
		return AQ_RC(EINVAL);
	for (u32 i = 0; i < n; i++) {
		u16 index = le16_to_cpu(elem->elem[i].e.sw_resp);

		if (e810_pool_has(card, type, index))
			give_back(card, kind, index);
		else
			rc = AQ_RC(ENOENT);
	}
	e810_answer(cmd, cmd->len);
	return rc;
}
