/* SPDX-License-Identifier: GPL-2.0 */
/* The tree by which the card schedules what its queues send. */
#ifndef E810_SCHED_TREE_H
#define E810_SCHED_TREE_H

#include "admin_commands.h"

#define E810_NODES		1024
#define E810_RATE_PROFILES	32
#define E810_NO_PARENT		0xffffffff

/**
 * struct e810_node - a node of the tree
 * @used: it exists
 * @teid: its number; no other node ever had it
 * @parent: number of the node above it, E810_NO_PARENT: it is the root
 * @elem: its properties
 */
struct e810_node {
	bool used;
	u32 teid, parent;
	struct ice_aqc_txsched_elem elem;
};

/**
 * struct e810_sched - the tree
 * @node: the nodes
 * @next_teid: the next node's number
 * @rate_profiles: rate limit profiles that exist, a bit for each
 */
struct e810_sched {
	struct e810_node node[E810_NODES];
	u32 next_teid;
	u32 rate_profiles;
};

void e810_sched_reset(struct e810 *card);
u32 e810_sched_add(struct e810 *card, u32 parent,
		   const struct ice_aqc_txsched_elem *elem);
void e810_sched_remove(struct e810 *card, u32 teid);
bool e810_sched_has(struct e810 *card, u32 teid);

E810_HANDLER(e810_get_dflt_topo);
E810_HANDLER(e810_add_sched_elems);
E810_HANDLER(e810_cfg_sched_elems);
E810_HANDLER(e810_get_sched_elems);
E810_HANDLER(e810_move_sched_elems);
E810_HANDLER(e810_suspend_sched_elems);
E810_HANDLER(e810_delete_sched_elems);
E810_HANDLER(e810_query_port_ets);
E810_HANDLER(e810_query_sched_res);
E810_HANDLER(e810_add_rl_profiles);
E810_HANDLER(e810_remove_rl_profiles);

#endif /* E810_SCHED_TREE_H */
