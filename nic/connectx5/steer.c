// SPDX-License-Identifier: GPL-2.0
/* The path of a received packet through the flow tables, to its TIRs. */
#include <string.h>

#include "cx5.h"
#include "flow_table.h"
#include "format.h"
#include "parse.h"
#include "rule.h"
#include "steer.h"
#include "tir.h"

/* Limits for one packet, whatever tables and rules a guest makes */
#define TABLES_MAX	64	/* tables entered: they may form a circle */
#define COPIES_MAX	64	/* copies delivered: tables may double them */
#define RULES_MAX	32768	/* rules compared */

/* The rules of a table that an answer lists */
#define RULES_SAID	256

/**
 * struct walk - a packet's path through the tables
 * @pkt: the packet
 * @tables: tables that it may still enter
 * @copies: destinations that it may still reach
 * @rules: rules that may still be compared
 */
struct walk {
	struct cx5_packet *pkt;
	int tables, copies;
	u32 rules;
};

static bool is_match(const struct cx5_rule *rule, const u8 *headers)
{
	for (u32 i = 0; i < rule->matches; i++) {
		const struct cx5_match *m = &rule->match[i];
		u64 diff = 0;

		for (int j = 0; j < CX5_BLOCK_WORDS; j++) {
			u64 word;

			memcpy(&word, headers + m->block * 64 + j * 8,
			       sizeof(word));
			diff |= (word & m->mask[j]) ^ m->value[j];
		}
		if (diff)
			return false;
	}
	return true;
}

static void count(struct cx5 *cx5, struct cx5_rule *rule,
		  const struct cx5_packet *pkt)
{
	rule->hits++;
	for (u32 i = 0; i < rule->counters; i++) {
		struct cx5_flow_counter *counter;

		counter = cx5_num_find(cx5, CX5_FLOW_COUNTER, rule->counter[i]);
		if (!counter)
			continue;
		counter->packets++;
		counter->bytes += pkt->len;
	}
}

static void enter(struct cx5 *cx5, u32 num, struct walk *walk);

static void follow(struct cx5 *cx5, struct cx5_rule *rule, struct walk *walk)
{
	count(cx5, rule, walk->pkt);
	if (rule->tag)
		walk->pkt->flow_tag = rule->tag;
	if (rule->action & MLX5_FLOW_CONTEXT_ACTION_DROP ||
	    !(rule->action & MLX5_FLOW_CONTEXT_ACTION_FWD_DEST))
		return;
	for (u32 i = 0; i < rule->dests && walk->copies; i++) {
		const struct cx5_dest *dest = &rule->dest[i];

		switch (dest->type) {
		case MLX5_IFC_FLOW_DESTINATION_TYPE_TIR:
			walk->copies--;
			cx5_tir_receive(cx5, dest->id, walk->pkt);
			break;
		case MLX5_IFC_FLOW_DESTINATION_TYPE_FLOW_TABLE:
			enter(cx5, dest->id, walk);
			break;
		default:
			cx5_trace(cx5, "steer: destination type %u",
				  dest->type);
		}
	}
}

static void enter(struct cx5 *cx5, u32 num, struct walk *walk)
{
	while (walk->tables > 0) {
		struct cx5_flow_table *table;
		u32 i = 0, end;

		walk->tables--;
		table = cx5_num_find(cx5, CX5_TABLE, num);
		if (!table)
			break;
		end = min(table->rules, walk->rules);
		while (i < end &&
		       !is_match(table->rule[i], walk->pkt->match))
			i++;
		walk->rules -= i;
		nic_budget_spend(&cx5->nic, 8 + 2 * i);
		if (i == end && end < table->rules) {
			cx5_trace(cx5, "steer: too many rules for a packet");
			break;
		}
		if (i < end) {
			follow(cx5, table->rule[i], walk);
			return;
		}
		if (table->miss_action != MLX5_FLOW_TABLE_MISS_ACTION_FWD)
			break;
		num = table->miss_id;
	}
	cx5->rx_no_rule++;
}

/**
 * cx5_steer() - deliver a received packet as the flow tables say
 * @cx5: the card
 * @pkt: parsed, with @match
 */
void cx5_steer(struct cx5 *cx5, struct cx5_packet *pkt)
{
	struct walk walk = { .pkt = pkt, .tables = TABLES_MAX,
			     .copies = COPIES_MAX, .rules = RULES_MAX };

	enter(cx5, cx5->rx_root, &walk);
}

/**
 * cx5_steer_say() - answer the control line "rules"
 * @cx5: the card
 */
void cx5_steer_say(struct cx5 *cx5)
{
	cx5_say(cx5, "root %u", cx5->rx_root);
	for (u32 num = 1; num <= CX5_TABLES; num++) {
		struct cx5_flow_table *table;
		u32 said;

		table = cx5_num_find(cx5, CX5_TABLE, num);
		if (!table)
			continue;
		said = min(table->rules, (u32)RULES_SAID);
		cx5_say(cx5, "table %u type=%u level=%u miss=%u rules=%u",
			num, table->type, table->level,
			table->miss_action ? table->miss_id : 0, table->rules);
		for (u32 i = 0; i < said; i++) {
			const struct cx5_rule *rule = table->rule[i];

			cx5_say(cx5, "rule %u.%u action=%#x to=%u.%u of %u hits=%llu",
				num, rule->index, rule->action,
				rule->dests ? rule->dest[0].type : 0,
				rule->dests ? rule->dest[0].id : 0,
				rule->dests, (unsigned long long)rule->hits);
		}
		if (said < table->rules)
			cx5_say(cx5, "... and %u more", table->rules - said);
	}
}
