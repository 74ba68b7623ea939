// SPDX-License-Identifier: GPL-2.0
/* The rules of a flow table: SET and DELETE_FLOW_TABLE_ENTRY. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "cx5.h"
#include "flow_table.h"
#include "format.h"
#include "rule.h"

#define DESTS_MAX	256
#define RULES_MAX	65536	/* in all tables */
#define BLOCK_LEN	(CX5_BLOCK_WORDS * sizeof(u64))
#define ENTRY_LEN	CX5_BYTES(dest_format_struct)
#define EXT_ENTRY_LEN	CX5_BYTES(extended_dest_format)

#define SWAP(a, b) \
	do { __typeof__(a) c = (a); (a) = (b); (b) = c; } while (0)

static_assert(CX5_BYTES(fte_match_param) == CX5_BLOCKS * BLOCK_LEN,
	      "a match consists of CX5_BLOCKS blocks");

static struct cx5_rule *new_rule(struct cx5 *cx5)
{
	struct cx5_rule *rule = NULL;

	if (cx5->rules < RULES_MAX)
		rule = calloc(1, sizeof(*rule));
	cx5->rules += !!rule;
	return rule;
}

void cx5_rule_free(struct cx5 *cx5, struct cx5_rule *rule)
{
	cx5->rules--;
	free(rule->match);
	free(rule->dest);
	free(rule->counter);
	free(rule);
}

/* Returns the position of the rule of an index, or where to insert it. */
static u32 find_place(const struct cx5_flow_table *table, u32 index)
{
	u32 low = 0, high = table->rules;

	while (low < high) {
		u32 mid = (low + high) / 2;

		if (table->rule[mid]->index < index)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

static int insert(struct cx5 *cx5, struct cx5_flow_table *table,
		  struct cx5_rule *rule)
{
	u32 at = find_place(table, rule->index);

	if (at < table->rules && table->rule[at]->index == rule->index) {
		cx5_rule_free(cx5, table->rule[at]);
		table->rule[at] = rule;
		return 0;
	}
	if (table->rules == table->room) {
		u32 room = table->room ? 2 * table->room : 8;
		struct cx5_rule **p;

		p = realloc(table->rule, room * sizeof(*p));
		if (!p)
			return -1;
		table->rule = p;
		table->room = room;
	}
	memmove(table->rule + at + 1, table->rule + at,
		(table->rules - at) * sizeof(*table->rule));
	table->rule[at] = rule;
	table->rules++;
	return 0;
}

/* Takes only the blocks that the group enables. */
static int take_match(struct cx5_rule *rule, const struct cx5_group *group,
		      const u8 *value)
{
	u32 n = __builtin_popcount(group->enabled);

	rule->match = calloc(n + 1, sizeof(*rule->match));
	if (!rule->match)
		return -1;
	for (int block = 0; block < CX5_BLOCKS; block++) {
		struct cx5_match *m = &rule->match[rule->matches];

		if (!(group->enabled & BIT(block)))
			continue;
		m->block = block;
		memcpy(m->mask, group->mask + block * BLOCK_LEN, BLOCK_LEN);
		memcpy(m->value, value + block * BLOCK_LEN, BLOCK_LEN);
		for (int i = 0; i < CX5_BLOCK_WORDS; i++)
			m->value[i] &= m->mask[i];
		rule->matches++;
	}
	return 0;
}

/* The list has the destinations first, then the counters. */
static u8 take_lists(struct cx5_rule *rule, const u8 *ctx, size_t len)
{
	size_t size = GET(flow_context, ctx, extended_destination) ?
		      EXT_ENTRY_LEN : ENTRY_LEN;
	const u8 *p = ctx + CX5_OFF(flow_context, destination) / 8;

	rule->dests = GET(flow_context, ctx, destination_list_size);
	rule->counters = GET(flow_context, ctx, flow_counter_list_size);
	if (rule->dests > DESTS_MAX || rule->counters > DESTS_MAX ||
	    p + (rule->dests + rule->counters) * size > ctx + len)
		return MLX5_CMD_STAT_BAD_PARAM_ERR;
	rule->dest = calloc(rule->dests + 1, sizeof(*rule->dest));
	rule->counter = calloc(rule->counters + 1, sizeof(*rule->counter));
	if (!rule->dest || !rule->counter)
		return MLX5_CMD_STAT_NO_RES_ERR;
	for (u32 i = 0; i < rule->dests; i++, p += size) {
		rule->dest[i].type = GET(dest_format_struct, p,
					 destination_type);
		rule->dest[i].id = GET(dest_format_struct, p, destination_id);
	}
	for (u32 i = 0; i < rule->counters; i++, p += size)
		rule->counter[i] = GET(flow_counter_list, p, flow_counter_id);
	return MLX5_CMD_STAT_OK;
}

static const struct cx5_group *find_group(const struct cx5_flow_table *table,
					  u32 num)
{
	const struct cx5_group *group = table->groups;

	while (group && group->num != num)
		group = group->next;
	return group;
}

static u8 take_rule(struct cx5_flow_table *table, struct cx5_rule *rule,
		    const u8 *ctx, size_t len)
{
	const struct cx5_group *group;

	rule->group = GET(flow_context, ctx, group_id);
	rule->action = GET(flow_context, ctx, action);
	rule->tag = GET(flow_context, ctx, flow_tag);
	group = find_group(table, rule->group);
	if (!group || rule->index < group->first || rule->index > group->last)
		return MLX5_CMD_STAT_BAD_PARAM_ERR;
	if (take_match(rule, group, AT(flow_context, ctx, match_value)))
		return MLX5_CMD_STAT_NO_RES_ERR;
	return take_lists(rule, ctx, len);
}

/* Takes from the old rule what the mask of a modification does not name. */
static void keep(struct cx5_rule *rule, struct cx5_rule *old, u32 mask)
{
	if (!(mask & BIT(MLX5_SET_FTE_MODIFY_ENABLE_MASK_ACTION)))
		rule->action = old->action;
	if (!(mask & BIT(MLX5_SET_FTE_MODIFY_ENABLE_MASK_FLOW_TAG)))
		rule->tag = old->tag;
	if (!(mask & BIT(MLX5_SET_FTE_MODIFY_ENABLE_MASK_DESTINATION_LIST))) {
		SWAP(rule->dest, old->dest);
		SWAP(rule->dests, old->dests);
	}
	if (!(mask & BIT(MLX5_SET_FTE_MODIFY_ENABLE_MASK_FLOW_COUNTERS))) {
		SWAP(rule->counter, old->counter);
		SWAP(rule->counters, old->counters);
	}
	SWAP(rule->match, old->match);
	SWAP(rule->matches, old->matches);
	rule->hits = old->hits;
}

static struct cx5_rule *find_rule(const struct cx5_flow_table *table, u32 index)
{
	u32 at = find_place(table, index);

	return at < table->rules && table->rule[at]->index == index ?
	       table->rule[at] : NULL;
}

CX5_HANDLER(cx5_set_fte)
{
	const size_t head = CX5_OFF(set_fte_in, flow_context) / 8;
	bool modify = GET(set_fte_in, in, op_mod);
	struct cx5_rule *rule, *old;
	struct cx5_flow_table *table;
	u8 status;

	table = cx5_num_find(cx5, CX5_TABLE, GET(set_fte_in, in, table_id));
	if (!table)
		return MLX5_CMD_STAT_BAD_RES_ERR;
	old = find_rule(table, GET(set_fte_in, in, flow_index));
	if (modify && !old)
		return MLX5_CMD_STAT_BAD_RES_ERR;
	rule = new_rule(cx5);
	if (!rule)
		return MLX5_CMD_STAT_NO_RES_ERR;
	rule->index = GET(set_fte_in, in, flow_index);
	status = take_rule(table, rule, in + head, inlen - head);
	if (!status && modify)
		keep(rule, old, GET(set_fte_in, in, modify_enable_mask));
	if (!status && insert(cx5, table, rule))
		status = MLX5_CMD_STAT_NO_RES_ERR;
	if (status)
		cx5_rule_free(cx5, rule);
	return status;
}

CX5_HANDLER(cx5_delete_fte)
{
	u32 index = GET(delete_fte_in, in, flow_index);
	struct cx5_flow_table *table;
	u32 at;

	table = cx5_num_find(cx5, CX5_TABLE, GET(delete_fte_in, in, table_id));
	if (!table)
		return MLX5_CMD_STAT_BAD_RES_ERR;
	at = find_place(table, index);
	if (at == table->rules || table->rule[at]->index != index)
		return MLX5_CMD_STAT_BAD_RES_ERR;
	cx5_rule_free(cx5, table->rule[at]);
	table->rules--;
	memmove(table->rule + at, table->rule + at + 1,
		(table->rules - at) * sizeof(*table->rule));
	return MLX5_CMD_STAT_OK;
}
