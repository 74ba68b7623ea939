/* SPDX-License-Identifier: GPL-2.0 */
/* Flow tables, their groups and counters. */
#ifndef CX5_FLOW_TABLE_H
#define CX5_FLOW_TABLE_H

#include "commands.h"

#define CX5_TABLES	256
#define CX5_COUNTERS	256
#define CX5_BLOCKS	8	/* of 64 bytes, in fte_match_param */

struct cx5_rule;

struct cx5_group {
	u32 num;
	u32 first, last;
	u8 enabled;		/* blocks to compare, by bit */
	u8 mask[CX5_BLOCKS * 64];
	struct cx5_group *next;
};

struct cx5_flow_table {
	u8 type;
	u8 level;
	u8 log_size;
	u8 miss_action;
	u32 miss_id;
	struct cx5_group *groups;
	struct cx5_rule **rule;	/* @rules of them, by index */
	u32 rules, room;
};

struct cx5_flow_counter {
	u64 packets, bytes;
};

void cx5_flow_table_free(struct cx5 *cx5, struct cx5_flow_table *table);

CX5_HANDLER(cx5_create_flow_table);
CX5_HANDLER(cx5_modify_flow_table);
CX5_HANDLER(cx5_destroy_flow_table);
CX5_HANDLER(cx5_set_flow_table_root);
CX5_HANDLER(cx5_create_flow_group);
CX5_HANDLER(cx5_destroy_flow_group);
CX5_HANDLER(cx5_alloc_flow_counter);
CX5_HANDLER(cx5_dealloc_flow_counter);
CX5_HANDLER(cx5_query_flow_counter);

#endif /* CX5_FLOW_TABLE_H */
