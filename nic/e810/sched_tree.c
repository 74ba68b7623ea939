// SPDX-License-Identifier: GPL-2.0
/*
 * The tree by which the card schedules what its queues send. The model sends in
 * the order of the doorbells; the tree holds what the driver builds, and refuses
 * what it may not build.
 */
#include <string.h>

#include "e810.h"
#include "sched_tree.h"

/* The layers of the tree, from the port to the queue */
static const u8 layers[ICE_AQC_TOPO_MAX_LEVEL_NUM] = {
	ICE_AQC_ELEM_TYPE_ROOT_PORT, ICE_AQC_ELEM_TYPE_TC,
	ICE_AQC_ELEM_TYPE_ENTRY_POINT, ICE_AQC_ELEM_TYPE_SE_GENERIC,
	ICE_AQC_ELEM_TYPE_SE_GENERIC, ICE_AQC_ELEM_TYPE_SE_GENERIC,
	ICE_AQC_ELEM_TYPE_SE_GENERIC, ICE_AQC_ELEM_TYPE_SE_GENERIC,
	ICE_AQC_ELEM_TYPE_LEAF,
};

#define LAYER_NODES		512
#define LAYER_PROFILES		16
/* The most siblings: of ports and traffic classes, and in other layers */
#define SIBLINGS_TOP		8
#define SIBLINGS		64

static struct e810_node *find(struct e810 *card, u32 teid)
{
	for (u32 i = 0; i < E810_NODES; i++) {
		struct e810_node *node = &card->sched.node[i];

		if (node->used && node->teid == teid)
			return node;
	}
	return NULL;
}

/**
 * e810_sched_has() - whether a node exists
 * @card: the card
 * @teid: its number
 *
 * Return: true when it does.
 */
bool e810_sched_has(struct e810 *card, u32 teid)
{
	return find(card, teid);
}

/**
 * e810_sched_add() - add a node
 * @card: the card
 * @parent: number of the node above it
 * @elem: its properties
 *
 * Return: its number, 0: there is no room.
 */
u32 e810_sched_add(struct e810 *card, u32 parent,
		   const struct ice_aqc_txsched_elem *elem)
{
	for (u32 i = 0; i < E810_NODES; i++) {
		struct e810_node *node = &card->sched.node[i];

		if (node->used)
			continue;
		node->used = true;
		node->teid = card->sched.next_teid++;
		node->parent = parent;
		node->elem = *elem;
		node->elem.valid_sections |= ICE_AQC_ELEM_VALID_GENERIC;
		return node->teid;
	}
	return 0;
}

/**
 * e810_sched_remove() - remove a node
 * @card: the card
 * @teid: its number
 */
void e810_sched_remove(struct e810 *card, u32 teid)
{
	struct e810_node *node = find(card, teid);

	if (node)
		node->used = false;
}

/**
 * e810_sched_reset() - the tree as after power-on: one node in each layer
 * @card: the card
 */
void e810_sched_reset(struct e810 *card)
{
	u32 parent = E810_NO_PARENT;

	memset(&card->sched, 0, sizeof(card->sched));
	card->sched.next_teid = 1;
	for (size_t i = 0; i < ARRAY_SIZE(layers); i++) {
		struct ice_aqc_txsched_elem elem = { .elem_type = layers[i] };

		parent = e810_sched_add(card, parent, &elem);
	}
}

static void describe(const struct e810_node *node,
		     struct ice_aqc_txsched_elem_data *data)
{
	data->parent_teid = cpu_to_le32(node->parent);
	data->node_teid = cpu_to_le32(node->teid);
	data->data = node->elem;
}

/* The first nodes are those of e810_sched_reset(). */
E810_HANDLER(e810_get_dflt_topo)
{
	struct ice_aqc_get_topo *params = E810_PARAMS(cmd, get_topo);
	struct ice_aqc_get_topo_elem *topo = (void *)cmd->buf;

	if (params->port_num != E810_PORT)
		return AQ_RC(EINVAL);
	params->num_branches = 1;
	topo->hdr.parent_teid = cpu_to_le32(E810_NO_PARENT);
	topo->hdr.num_elems = cpu_to_le16(ARRAY_SIZE(layers));
	for (size_t i = 0; i < ARRAY_SIZE(layers); i++)
		describe(&card->sched.node[i], &topo->generic[i]);
	e810_answer(cmd, sizeof(*topo));
	return AQ_RC(OK);
}

E810_HANDLER(e810_add_sched_elems)
{
	struct ice_aqc_sched_elem_cmd *params =
		E810_PARAMS(cmd, sched_elem_cmd);
	struct ice_aqc_add_elem *add = (void *)cmd->buf;
	u32 parent = le32_to_cpu(add->hdr.parent_teid);
	u16 n = le16_to_cpu(add->hdr.num_elems);

	if (n > (cmd->len - sizeof(*add)) / sizeof(add->generic[0]) ||
	    !find(card, parent))
		return AQ_RC(EINVAL);
	for (u16 i = 0; i < n; i++) {
		u32 teid = e810_sched_add(card, parent, &add->generic[i].data);

		if (!teid)
			return AQ_RC(ENOSPC);
		add->generic[i].parent_teid = cpu_to_le32(parent);
		add->generic[i].node_teid = cpu_to_le32(teid);
	}
	params->num_elem_resp = cpu_to_le16(1);
	e810_answer(cmd, cmd->len);
	return AQ_RC(OK);
}

/* Goes through the elements of a command, and stops at one that fails. */
static u16 each(struct e810 *card, struct e810_command *cmd,
		void (*run)(struct e810_node *node,
			    struct ice_aqc_txsched_elem_data *data))
{
	struct ice_aqc_sched_elem_cmd *params =
		E810_PARAMS(cmd, sched_elem_cmd);
	struct ice_aqc_txsched_elem_data *data = (void *)cmd->buf;
	u16 n = le16_to_cpu(params->num_elem_req);
	u16 rc = AQ_RC(OK), i;

	if (n > cmd->len / sizeof(*data))
		return AQ_RC(EINVAL);
	for (i = 0; i < n; i++) {
		struct e810_node *node =
			find(card, le32_to_cpu(data[i].node_teid));

		if (!node) {
			rc = AQ_RC(ENOENT);
			break;
		}
		run(node, &data[i]);
	}
	params->num_elem_resp = cpu_to_le16(i);
	e810_answer(cmd, cmd->len);
	return rc;
}

/* The type of a node does not change. */
static void configure(struct e810_node *node,
		      struct ice_aqc_txsched_elem_data *data)
{
	u8 type = node->elem.elem_type;

	node->elem = data->data;
	node->elem.elem_type = type;
}

E810_HANDLER(e810_cfg_sched_elems)
{
	return each(card, cmd, configure);
}

static void get(struct e810_node *node, struct ice_aqc_txsched_elem_data *data)
{
	describe(node, data);
}

E810_HANDLER(e810_get_sched_elems)
{
	return each(card, cmd, get);
}

E810_HANDLER(e810_move_sched_elems)
{
	struct ice_aqc_sched_elem_cmd *params =
		E810_PARAMS(cmd, sched_elem_cmd);
	const struct ice_aqc_move_elem *move = (void *)cmd->buf;
	u16 n = le16_to_cpu(move->hdr.num_elems);
	u32 to = le32_to_cpu(move->hdr.dest_parent_teid);

	if (n > (cmd->len - sizeof(*move)) / sizeof(move->teid[0]) ||
	    !find(card, to))
		return AQ_RC(EINVAL);
	for (u16 i = 0; i < n; i++) {
		struct e810_node *node =
			find(card, le32_to_cpu(move->teid[i]));

		if (!node)
			return AQ_RC(ENOENT);
		node->parent = to;
	}
	params->num_elem_resp = cpu_to_le16(1);
	return AQ_RC(OK);
}

/* The model schedules nothing, so a node that is suspended only says so. */
E810_HANDLER(e810_suspend_sched_elems)
{
	struct ice_aqc_sched_elem_cmd *params =
		E810_PARAMS(cmd, sched_elem_cmd);
	bool suspend = le16_to_cpu(cmd->desc->opcode) ==
		       ice_aqc_opc_suspend_sched_elems;
	const __le32 *teid = (void *)cmd->buf;
	u16 n = le16_to_cpu(params->num_elem_req);

	if (n > cmd->len / sizeof(*teid))
		return AQ_RC(EINVAL);
	for (u16 i = 0; i < n; i++) {
		struct e810_node *node = find(card, le32_to_cpu(teid[i]));

		if (!node)
			return AQ_RC(ENOENT);
		node->elem.flags &= ~ICE_AQC_ELEM_FLAG_SUSPEND_M;
		if (suspend)
			node->elem.flags |= ICE_AQC_ELEM_FLAG_SUSPEND_M;
	}
	params->num_elem_resp = cpu_to_le16(n);
	return AQ_RC(OK);
}

static bool has_children(const struct e810 *card, u32 teid)
{
	for (u32 i = 0; i < E810_NODES; i++)
		if (card->sched.node[i].used &&
		    card->sched.node[i].parent == teid)
			return true;
	return false;
}

E810_HANDLER(e810_delete_sched_elems)
{
	struct ice_aqc_sched_elem_cmd *params =
		E810_PARAMS(cmd, sched_elem_cmd);
	const struct ice_aqc_delete_elem *del = (void *)cmd->buf;
	u16 n = le16_to_cpu(del->hdr.num_elems);

	if (n > (cmd->len - sizeof(*del)) / sizeof(del->teid[0]))
		return AQ_RC(EINVAL);
	for (u16 i = 0; i < n; i++) {
		u32 teid = le32_to_cpu(del->teid[i]);

		if (!find(card, teid))
			return AQ_RC(ENOENT);
		if (has_children(card, teid))
			return AQ_RC(EBUSY);
		e810_sched_remove(card, teid);
	}
	params->num_elem_resp = cpu_to_le16(1);
	return AQ_RC(OK);
}

/* One traffic class gets all of the port. */
E810_HANDLER(e810_query_port_ets)
{
	struct ice_aqc_port_ets_elem *ets = (void *)cmd->buf;
	u32 n = 0;

	for (u32 i = 0; i < E810_NODES && n < ARRAY_SIZE(ets->tc_node_teid);
	     i++) {
		const struct e810_node *node = &card->sched.node[i];

		if (!node->used || node->elem.elem_type != ICE_AQC_ELEM_TYPE_TC)
			continue;
		ets->tc_valid_bits |= BIT(n);
		ets->tc_node_teid[n++] = cpu_to_le32(node->teid);
	}
	ets->tc_bw_share[0] = 100;
	e810_answer(cmd, sizeof(*ets));
	return AQ_RC(OK);
}

E810_HANDLER(e810_query_sched_res)
{
	struct ice_aqc_query_txsched_res_resp *resp = (void *)cmd->buf;

	resp->sched_props.phys_levels = cpu_to_le16(ARRAY_SIZE(layers));
	resp->sched_props.logical_levels = cpu_to_le16(ARRAY_SIZE(layers));
	for (size_t i = 0; i < ARRAY_SIZE(layers); i++) {
		struct ice_aqc_layer_props *props = &resp->layer_props[i];
		bool top = i < 2;

		props->logical_layer = i;
		props->max_device_nodes = cpu_to_le16(LAYER_NODES);
		props->max_pf_nodes = cpu_to_le16(LAYER_NODES);
		props->max_sibl_grp_sz =
			cpu_to_le16(top ? SIBLINGS_TOP : SIBLINGS);
		props->max_cir_rl_profiles = cpu_to_le16(LAYER_PROFILES);
		props->max_eir_rl_profiles = cpu_to_le16(LAYER_PROFILES);
		props->max_srl_profiles = cpu_to_le16(LAYER_PROFILES);
	}
	e810_answer(cmd, sizeof(*resp));
	return AQ_RC(OK);
}

/* Profile 0 is that of all nodes without a limit. */
E810_HANDLER(e810_add_rl_profiles)
{
	struct ice_aqc_rl_profile *params = E810_PARAMS(cmd, rl_profile);
	struct ice_aqc_rl_profile_elem *elem = (void *)cmd->buf;
	u16 n = le16_to_cpu(params->num_profiles);

	if (n > cmd->len / sizeof(*elem))
		return AQ_RC(EINVAL);
	for (u16 i = 0; i < n; i++) {
		u32 id = 1;

		while (id < E810_RATE_PROFILES &&
		       card->sched.rate_profiles & BIT(id))
			id++;
		if (id == E810_RATE_PROFILES)
			return AQ_RC(ENOSPC);
		card->sched.rate_profiles |= BIT(id);
		elem[i].profile_id = cpu_to_le16(id);
	}
	params->num_processed = cpu_to_le16(n);
	e810_answer(cmd, cmd->len);
	return AQ_RC(OK);
}

E810_HANDLER(e810_remove_rl_profiles)
{
	struct ice_aqc_rl_profile *params = E810_PARAMS(cmd, rl_profile);
	const struct ice_aqc_rl_profile_elem *elem = (void *)cmd->buf;
	u16 n = le16_to_cpu(params->num_profiles);

	if (n > cmd->len / sizeof(*elem))
		return AQ_RC(EINVAL);
	for (u16 i = 0; i < n; i++)
		card->sched.rate_profiles &=
			~BIT(le16_to_cpu(elem[i].profile_id) %
			     E810_RATE_PROFILES);
	params->num_processed = cpu_to_le16(n);
	return AQ_RC(OK);
}
