/* SPDX-License-Identifier: GPL-2.0 */
/* Flow tables: what flow_table.c makes and steer.c walks. */
#ifndef CX5_FLOW_H
#define CX5_FLOW_H

#include "cx5.h"

#define CX5_BLOCKS	8	/* of 64 bytes, in fte_match_param */
#define CX5_BLOCK_WORDS	8

/**
 * struct cx5_match - one block of a packet's headers, as a rule wants it
 * @block: which
 * @mask: the bits that count
 * @value: as they have to be; 0 where they do not count
 */
struct cx5_match {
	u8 block;
	u64 mask[CX5_BLOCK_WORDS];
	u64 value[CX5_BLOCK_WORDS];
};

struct cx5_dest {
	u8 type;		/* MLX5_IFC_FLOW_DESTINATION_TYPE_... */
	u32 id;
};

/**
 * struct cx5_rule - an entry of a flow table
 * @index: its place; the lowest that matches is taken
 * @group: number of its group
 * @action: MLX5_FLOW_CONTEXT_ACTION_... bits
 * @tag: goes into the completion, where it is not 0
 * @match: @matches blocks; none matches every packet
 * @dest: @dests destinations, each of which gets the packet
 * @counter: @counters flow counters
 * @hits: packets it matched
 */
struct cx5_rule {
	u32 index;
	u32 group;
	u16 action;
	u32 tag;
	u32 matches, dests, counters;
	struct cx5_match *match;
	struct cx5_dest *dest;
	u32 *counter;
	u64 hits;
};

struct cx5_group {
	u32 num;
	u32 first, last;
	u8 enabled;		/* blocks that count, by bit */
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

#endif /* CX5_FLOW_H */
