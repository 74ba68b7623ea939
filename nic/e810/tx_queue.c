// SPDX-License-Identifier: GPL-2.0
/* Transmit queues: how the driver creates them, and their registers. */
#include <string.h>

#include "nic/lines.h"

#include "bit_field.h"
#include "e810.h"
#include "tx_queue.h"

/* The fields of the context, as in ice_tlan_ctx_info[] of the driver */
#define CTX_BASE	0, 57
#define CTX_SRC_VSI	80, 10
#define CTX_TSYN_ENA	90, 1
#define CTX_QLEN	135, 13
#define CTX_TSO_ENA	152, 1
#define CTX_LEN		22

/**
 * e810_txq_used() - number of transmit queues
 * @card: the card
 *
 * Return: the number.
 */
u32 e810_txq_used(const struct e810 *card)
{
	u32 n = 0;

	for (u32 i = 0; i < E810_QUEUES; i++)
		n += card->txq[i].enabled;
	return n;
}

/**
 * e810_txq_reset() - destroy all transmit queues
 * @card: the card
 */
void e810_txq_reset(struct e810 *card)
{
	memset(card->txq, 0, sizeof(card->txq));
}

static u16 add_queue(struct e810 *card, u32 parent,
		     struct ice_aqc_add_txqs_perq *from)
{
	u32 id = le16_to_cpu(from->txq_id);
	struct e810_txq *txq = &card->txq[id % E810_QUEUES];
	struct ice_aqc_txsched_elem elem = from->info;
	u32 irq = txq->irq, teid;
	u8 ctx[CTX_LEN + 8] = { 0 };

	if (id >= E810_QUEUES)
		return AQ_RC(EINVAL);
	if (txq->enabled)
		return AQ_RC(EEXIST);
	elem.elem_type = ICE_AQC_ELEM_TYPE_LEAF;
	teid = e810_sched_add(card, parent, &elem);
	if (!teid)
		return AQ_RC(ENOSPC);
	memcpy(ctx, &from->txq_ctx, CTX_LEN);
	*txq = (struct e810_txq){
		.enabled = true,
		.teid = teid,
		.base = bit_field(ctx, CTX_BASE) << ICE_TLAN_CTX_BASE_S,
		.len = bit_field(ctx, CTX_QLEN),
		.vsi = bit_field(ctx, CTX_SRC_VSI),
		.stamps = bit_field(ctx, CTX_TSYN_ENA),
		.large = bit_field(ctx, CTX_TSO_ENA),
		.irq = irq,
	};
	from->q_teid = cpu_to_le32(teid);
	return AQ_RC(OK);
}

/*
 * Adds a group at @off of the buffer. Returns an error, and moves @off behind the
 * group.
 */
static u16 add_group(struct e810 *card, struct e810_command *cmd, u32 *off)
{
	struct ice_aqc_add_tx_qgrp *group = (void *)(cmd->buf + *off);
	u32 parent, room = cmd->len - *off;
	u16 rc;

	if (room < sizeof(*group) ||
	    (room - sizeof(*group)) / sizeof(group->txqs[0]) < group->num_txqs)
		return AQ_RC(EINVAL);
	parent = le32_to_cpu(group->parent_teid);
	if (!e810_sched_has(card, parent))
		return AQ_RC(ENOENT);
	for (u32 i = 0; i < group->num_txqs; i++) {
		rc = add_queue(card, parent, &group->txqs[i]);
		if (rc)
			return rc;
	}
	*off += sizeof(*group) + group->num_txqs * sizeof(group->txqs[0]);
	return AQ_RC(OK);
}

E810_HANDLER(e810_add_txqs)
{
	struct ice_aqc_add_txqs *params = E810_PARAMS(cmd, add_txqs);
	u16 rc = AQ_RC(OK);
	u32 off = 0;

	for (u32 i = 0; !rc && i < params->num_qgrps; i++)
		rc = add_group(card, cmd, &off);
	e810_answer(cmd, cmd->len);
	return rc;
}

/* Frames that the queue has not sent are lost. */
static void destroy(struct e810 *card, u32 id)
{
	struct e810_txq *txq = &card->txq[id];
	u32 irq = txq->irq;

	if (!txq->enabled)
		return;
	nic_work_drop_queue(&card->nic, id);
	e810_sched_remove(card, txq->teid);
	memset(txq, 0, sizeof(*txq));
	txq->irq = irq;
}

/*
 * A group with an even number of queues is followed by two bytes, so that the
 * next one is aligned.
 */
static u32 group_size(const struct ice_aqc_dis_txq_item *item)
{
	u32 n = item->num_qs;

	return sizeof(*item) + n * 2 + (n % 2 ? 0 : 2);
}

/*
 * The command may come without a buffer, to flush the pipe after a reset of a
 * function.
 */
E810_HANDLER(e810_dis_txqs)
{
	struct ice_aqc_dis_txqs *params = E810_PARAMS(cmd, dis_txqs);
	u32 off = 0;

	params->blocked_cgds = 0;
	for (u32 i = 0; cmd->len && i < params->num_entries; i++) {
		const struct ice_aqc_dis_txq_item *item =
			(void *)(cmd->buf + off);
		u32 room = cmd->len - off;

		if (room < sizeof(*item) ||
		    sizeof(*item) + item->num_qs * 2 > room)
			return AQ_RC(EINVAL);
		for (u32 j = 0; j < item->num_qs; j++)
			destroy(card, le16_to_cpu(item->q_id[j]) %
				      E810_QUEUES);
		off += min(group_size(item), room);
	}
	return AQ_RC(OK);
}

u32 e810_tx_doorbell_read(struct e810 *card, u32 index)
{
	return index < E810_QUEUES ? card->txq[index].tail : 0;
}

void e810_tx_doorbell_write(struct e810 *card, u32 index, u32 val)
{
	struct e810_txq *txq = &card->txq[index % E810_QUEUES];

	if (index >= E810_QUEUES || !txq->enabled || val >= txq->len)
		return;
	txq->tail = val;
	if (nic_work_waits(&card->nic))
		nic_work_put_queue(&card->nic, index);
	else
		e810_txq_run(card, index);
}

u32 e810_tx_head_read(struct e810 *card, u32 index)
{
	return index < E810_QUEUES ? card->txq[index].head : 0;
}

u32 e810_tx_irq_read(struct e810 *card, u32 index)
{
	return index < E810_QUEUES ? card->txq[index].irq : 0;
}

void e810_tx_irq_write(struct e810 *card, u32 index, u32 val)
{
	if (index < E810_QUEUES)
		card->txq[index].irq = val;
}
