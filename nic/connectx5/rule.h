/* SPDX-License-Identifier: GPL-2.0 */
/* The rules of a flow table. */
#ifndef CX5_RULE_H
#define CX5_RULE_H

#include "commands.h"

#define CX5_BLOCK_WORDS	8

/**
 * struct cx5_match - what a rule wants of one block of a packet's headers
 * @block: index of the block
 * @mask: the bits to compare
 * @value: their values; bits outside @mask are 0
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
 * @index: its index; of several rules that match, the lowest wins
 * @group: number of its group
 * @action: MLX5_FLOW_CONTEXT_ACTION_... bits
 * @tag: goes into the completion, unless it is 0
 * @matches: number of blocks in @match; 0 matches every packet
 * @dests: number of destinations in @dest
 * @counters: number of flow counters in @counter
 * @match: the blocks
 * @dest: the destinations, each of which gets the packet
 * @counter: the numbers of the flow counters
 * @hits: packets that it matched
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

void cx5_rule_free(struct cx5 *cx5, struct cx5_rule *rule);

CX5_HANDLER(cx5_set_fte);
CX5_HANDLER(cx5_delete_fte);

#endif /* CX5_RULE_H */
