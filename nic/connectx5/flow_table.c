// SPDX-License-Identifier: GPL-2.0
/* The commands of flow tables, groups and counters. Rules are in rule.c. */
#include <stdlib.h>
#include <string.h>

#include "cx5.h"
#include "flow_table.h"
#include "format.h"
#include "rule.h"

#define TYPE_NIC_RX	0
#define LOG_SIZE_MAX	20
#define MODIFY_MISS	(1 << 0)

void cx5_flow_table_free(struct cx5 *cx5, struct cx5_flow_table *table)
{
	while (table->groups) {
		struct cx5_group *next = table->groups->next;

		cx5_num_take(cx5, CX5_GROUP, table->groups->num);
		free(table->groups);
		table->groups = next;
	}
	for (u32 i = 0; i < table->rules; i++)
		cx5_rule_free(cx5, table->rule[i]);
	free(table->rule);
	free(table);
}

static void take_miss(struct cx5_flow_table *table, const u8 *ctx)
{
	table->miss_action = GET(flow_table_context, ctx, table_miss_action);
	table->miss_id = GET(flow_table_context, ctx, table_miss_id);
}

CX5_HANDLER(cx5_create_flow_table)
{
	const u8 *ctx = AT(create_flow_table_in, in, flow_table_context);
	struct cx5_flow_table *table;
	u32 num;

	if (GET(flow_table_context, ctx, log_size) > LOG_SIZE_MAX)
		return MLX5_CMD_STAT_BAD_PARAM_ERR;
	table = calloc(1, sizeof(*table));
	if (!table)
		return MLX5_CMD_STAT_NO_RES_ERR;
	table->type = GET(create_flow_table_in, in, table_type);
	table->level = GET(flow_table_context, ctx, level);
	table->log_size = GET(flow_table_context, ctx, log_size);
	take_miss(table, ctx);
	if (cx5_num_new(cx5, CX5_TABLE, table, &num)) {
		free(table);
		return MLX5_CMD_STAT_NO_RES_ERR;
	}
	SET(create_flow_table_out, out, table_id, num);
	return MLX5_CMD_STAT_OK;
}

CX5_HANDLER(cx5_modify_flow_table)
{
	struct cx5_flow_table *table;

	table = cx5_num_find(cx5, CX5_TABLE,
			     GET(modify_flow_table_in, in, table_id));
	if (!table)
		return MLX5_CMD_STAT_BAD_RES_ERR;
	if (GET(modify_flow_table_in, in, modify_field_select) & MODIFY_MISS)
		take_miss(table, AT(modify_flow_table_in, in,
				    flow_table_context));
	return MLX5_CMD_STAT_OK;
}

CX5_HANDLER(cx5_destroy_flow_table)
{
	u32 num = GET(destroy_flow_table_in, in, table_id);
	struct cx5_flow_table *table = cx5_num_take(cx5, CX5_TABLE, num);

	if (!table)
		return MLX5_CMD_STAT_BAD_RES_ERR;
	if (cx5->rx_root == num)
		cx5->rx_root = 0;
	cx5_flow_table_free(cx5, table);
	return MLX5_CMD_STAT_OK;
}

/* The model steers received packets only; sent ones go straight to the wire. */
CX5_HANDLER(cx5_set_flow_table_root)
{
	u32 num = GET(set_flow_table_root_in, in, table_id);
	bool disconnect = GET(set_flow_table_root_in, in, op_mod);

	if (!disconnect && !cx5_num_find(cx5, CX5_TABLE, num))
		return MLX5_CMD_STAT_BAD_RES_ERR;
	if (GET(set_flow_table_root_in, in, table_type) == TYPE_NIC_RX)
		cx5->rx_root = disconnect ? 0 : num;
	return MLX5_CMD_STAT_OK;
}

CX5_HANDLER(cx5_create_flow_group)
{
	u8 enabled = GET(create_flow_group_in, in, match_criteria_enable);
	struct cx5_flow_table *table;
	struct cx5_group *group;

	table = cx5_num_find(cx5, CX5_TABLE,
			     GET(create_flow_group_in, in, table_id));
	if (!table)
		return MLX5_CMD_STAT_BAD_RES_ERR;
	group = calloc(1, sizeof(*group));
	if (!group)
		return MLX5_CMD_STAT_NO_RES_ERR;
	group->first = GET(create_flow_group_in, in, start_flow_index);
	group->last = GET(create_flow_group_in, in, end_flow_index);
	group->enabled = enabled;
	memcpy(group->mask, AT(create_flow_group_in, in, match_criteria),
	       sizeof(group->mask));
	if (group->first > group->last ||
	    group->last >= BIT(table->log_size)) {
		free(group);
		return MLX5_CMD_STAT_BAD_PARAM_ERR;
	}
	if (cx5_num_new(cx5, CX5_GROUP, table, &group->num)) {
		free(group);
		return MLX5_CMD_STAT_NO_RES_ERR;
	}
	group->next = table->groups;
	table->groups = group;
	SET(create_flow_group_out, out, group_id, group->num);
	return MLX5_CMD_STAT_OK;
}

CX5_HANDLER(cx5_destroy_flow_group)
{
	u32 num = GET(destroy_flow_group_in, in, group_id);
	struct cx5_flow_table *table;

	table = cx5_num_find(cx5, CX5_TABLE,
			     GET(destroy_flow_group_in, in, table_id));
	if (!table)
		return MLX5_CMD_STAT_BAD_RES_ERR;
	for (struct cx5_group **p = &table->groups; *p; p = &(*p)->next) {
		struct cx5_group *group = *p;

		if (group->num != num)
			continue;
		*p = group->next;
		free(group);
		cx5_num_take(cx5, CX5_GROUP, num);
		return MLX5_CMD_STAT_OK;
	}
	return MLX5_CMD_STAT_BAD_RES_ERR;
}

CX5_HANDLER(cx5_alloc_flow_counter)
{
	struct cx5_flow_counter *counter = calloc(1, sizeof(*counter));
	u32 num;

	if (!counter)
		return MLX5_CMD_STAT_NO_RES_ERR;
	if (cx5_num_new(cx5, CX5_FLOW_COUNTER, counter, &num)) {
		free(counter);
		return MLX5_CMD_STAT_NO_RES_ERR;
	}
	SET(alloc_flow_counter_out, out, flow_counter_id, num);
	return MLX5_CMD_STAT_OK;
}

CX5_HANDLER(cx5_dealloc_flow_counter)
{
	void *counter;

	counter = cx5_num_take(cx5, CX5_FLOW_COUNTER,
			       GET(dealloc_flow_counter_in, in,
				   flow_counter_id));
	free(counter);
	return counter ? MLX5_CMD_STAT_OK : MLX5_CMD_STAT_BAD_RES_ERR;
}

/* Reads one counter, or as many consecutive ones as the driver asks for. */
CX5_HANDLER(cx5_query_flow_counter)
{
	u32 num = GET(query_flow_counter_in, in, flow_counter_id);
	u32 n = GET(query_flow_counter_in, in, num_of_counters);
	u8 *p = AT(query_flow_counter_out, out, flow_statistics);

	for (u32 i = 0; i < max(n, 1u); i++, p += CX5_BYTES(traffic_counter)) {
		struct cx5_flow_counter *counter;

		if (p + CX5_BYTES(traffic_counter) > out + outlen)
			return MLX5_CMD_STAT_BAD_OUTP_LEN_ERR;
		counter = cx5_num_find(cx5, CX5_FLOW_COUNTER, num + i);
		if (!counter && !n)
			return MLX5_CMD_STAT_BAD_RES_ERR;
		if (!counter)
			continue;
		SET(traffic_counter, p, packets, counter->packets);
		SET(traffic_counter, p, octets, counter->bytes);
		if (GET(query_flow_counter_in, in, clear))
			*counter = (struct cx5_flow_counter){ 0 };
	}
	return MLX5_CMD_STAT_OK;
}
