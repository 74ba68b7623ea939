// SPDX-License-Identifier: GPL-2.0
/*
 * The control queues. The admin queue leads to the firmware, the sideband queue
 * to the PHY, the mailbox to virtual functions, of which there are none.
 */
#include <string.h>

#include "nic/lines.h"

#include "e810.h"
#include "admin_commands.h"
#include "sideband.h"

/* The cost of a command, besides that of its execution */
#define COMMAND_UNITS	256
#define DESC_SIZE	sizeof(struct AQ_STRUCT(aq_desc))

static const u32 send_regs[E810_CQS][E810_RING_REGISTERS] = {
	[E810_CQ_ADMIN] = { PF_FW_ATQBAL, PF_FW_ATQBAH, PF_FW_ATQLEN,
			    PF_FW_ATQH, PF_FW_ATQT },
	[E810_CQ_MAILBOX] = { PF_MBX_ATQBAL, PF_MBX_ATQBAH, PF_MBX_ATQLEN,
			      PF_MBX_ATQH, PF_MBX_ATQT },
	[E810_CQ_SIDEBAND] = { PF_SB_ATQBAL, PF_SB_ATQBAH, PF_SB_ATQLEN,
			       PF_SB_ATQH, PF_SB_ATQT },
};

static const u32 receive_regs[E810_CQS][E810_RING_REGISTERS] = {
	[E810_CQ_ADMIN] = { PF_FW_ARQBAL, PF_FW_ARQBAH, PF_FW_ARQLEN,
			    PF_FW_ARQH, PF_FW_ARQT },
	[E810_CQ_MAILBOX] = { PF_MBX_ARQBAL, PF_MBX_ARQBAH, PF_MBX_ARQLEN,
			      PF_MBX_ARQH, PF_MBX_ARQT },
	[E810_CQ_SIDEBAND] = { PF_SB_ARQBAL, PF_SB_ARQBAH, PF_SB_ARQLEN,
			       PF_SB_ARQH, PF_SB_ARQT },
};

/* Only then is the other end of the queue told of a new tail. */
static bool enabled(const struct e810_ring *ring)
{
	return ring->len & PF_FW_ATQLEN_ATQENABLE_M;
}

static u32 entries(const struct e810_ring *ring)
{
	return ring->len & PF_FW_ATQLEN_ATQLEN_M;
}

/* Returns the ring whose register is at @off, and which one that is. */
static struct e810_ring *find(struct e810 *card, u32 off, unsigned int *cq,
			      bool *send, unsigned int *reg)
{
	for (*cq = 0; *cq < E810_CQS; (*cq)++)
		for (*reg = 0; *reg < E810_RING_REGISTERS; (*reg)++) {
			*send = send_regs[*cq][*reg] == off;
			if (*send)
				return &card->cq[*cq].send;
			if (receive_regs[*cq][*reg] == off)
				return &card->cq[*cq].receive;
		}
	return NULL;
}

/**
 * e810_cq_read() - read a register of a control queue
 * @card: the card
 * @off: offset in the BAR
 * @known: set to whether @off is such a register
 *
 * Return: the value.
 */
u32 e810_cq_read(struct e810 *card, u32 off, bool *known)
{
	unsigned int cq, reg;
	struct e810_ring *ring;
	bool send;

	ring = find(card, off, &cq, &send, &reg);
	*known = ring;
	if (!ring)
		return 0;
	switch (reg) {
	case E810_RING_BAL:
		return ring->base;
	case E810_RING_BAH:
		return ring->base >> 32;
	case E810_RING_LEN:
		return ring->len;
	case E810_RING_HEAD:
		return ring->head;
	default:
		return ring->tail;
	}
}

/**
 * e810_cq_write() - write a register of a control queue
 * @card: the card
 * @off: offset in the BAR
 * @val: the value
 *
 * Return: whether @off is such a register.
 */
bool e810_cq_write(struct e810 *card, u32 off, u32 val)
{
	unsigned int cq, reg;
	struct e810_ring *ring;
	bool send;

	ring = find(card, off, &cq, &send, &reg);
	if (!ring)
		return false;
	switch (reg) {
	case E810_RING_BAL:
		ring->base = (ring->base & ~0xffffffffULL) | (val & ~0x3fU);
		break;
	case E810_RING_BAH:
		ring->base = (u64)val << 32 | (u32)ring->base;
		break;
	case E810_RING_LEN:
		ring->len = val;
		break;
	case E810_RING_HEAD:
		ring->head = val & PF_FW_ATQH_ATQH_M;
		break;
	case E810_RING_TAIL:
		ring->tail = val & PF_FW_ATQH_ATQH_M;
		if (send && nic_work_waits(&card->nic))
			nic_work_put_commands(&card->nic, BIT(cq));
		else if (send)
			e810_cq_run(card, cq);
		break;
	}
	return true;
}

/* No virtual function is there to read the mailbox. */
static void execute(struct e810 *card, unsigned int number,
		    struct AQ_STRUCT(aq_desc) *desc)
{
	u16 rc = AQ_RC(ENOSYS);

	if (number == E810_CQ_ADMIN)
		rc = e810_firmware_run(card, desc);
	else if (number == E810_CQ_SIDEBAND)
		rc = e810_sideband_run(card, desc);
	desc->retval = cpu_to_le16(rc);
	desc->flags |= cpu_to_le16(AQ_FLAG(DD) | AQ_FLAG(CMP) |
				   (rc ? AQ_FLAG(ERR) : 0));
}

/**
 * e810_cq_run() - execute what the driver has posted
 * @card: the card
 * @number: the queue
 *
 * The descriptor is written back before the head moves: the driver takes a head
 * that has reached the tail for the end of the command.
 */
void e810_cq_run(struct e810 *card, unsigned int number)
{
	struct e810_ring *ring = &card->cq[number].send;
	struct AQ_STRUCT(aq_desc) desc;

	while (enabled(ring) && ring->head < entries(ring) &&
	       ring->tail < entries(ring) && ring->head != ring->tail) {
		u64 addr = ring->base + ring->head * DESC_SIZE;

		if (nic_budget_over(&card->nic)) {
			nic_work_put_commands(&card->nic, BIT(number));
			return;
		}
		nic_budget_spend(&card->nic, COMMAND_UNITS);
		if (e810_read(card, addr, &desc, sizeof(desc))) {
			ring->len |= PF_FW_ATQLEN_ATQCRIT_M;
			return;
		}
		execute(card, number, &desc);
		e810_write(card, addr, &desc, sizeof(desc));
		/* A command may have reset the function. */
		if (entries(ring))
			ring->head = (ring->head + 1) % entries(ring);
	}
}

/**
 * e810_cq_event() - send an event to the driver
 * @card: the card
 * @number: the queue
 * @opcode: the kind of event
 * @data: its data
 * @len: bytes of data
 *
 * Return: whether there was a descriptor for it.
 */
bool e810_cq_event(struct e810 *card, unsigned int number, u16 opcode,
		   const void *data, u16 len)
{
	struct e810_cq *cq = &card->cq[number];
	struct e810_ring *ring = &cq->receive;
	struct AQ_STRUCT(aq_desc) desc;
	u64 addr = ring->base + ring->head * DESC_SIZE, buffer;

	if (!enabled(ring) || ring->head >= entries(ring) ||
	    ring->head == ring->tail ||
	    e810_read(card, addr, &desc, sizeof(desc)) ||
	    le16_to_cpu(desc.datalen) < len) {
		cq->lost++;
		e810_trace(card, "event %04x: no descriptor", opcode);
		return false;
	}
	buffer = (u64)le32_to_cpu(desc.params.generic.addr_high) << 32 |
		 le32_to_cpu(desc.params.generic.addr_low);
	e810_write(card, buffer, data, len);
	desc.opcode = cpu_to_le16(opcode);
	desc.datalen = cpu_to_le16(len);
	desc.retval = 0;
	desc.flags |= cpu_to_le16(AQ_FLAG(DD));
	e810_write(card, addr, &desc, sizeof(desc));
	ring->head = (ring->head + 1) % entries(ring);
	e810_trace(card, "event %04x", opcode);
	e810_irq_cause(card, number == E810_CQ_ADMIN ? E810_CAUSE_FW :
		       number == E810_CQ_MAILBOX ? E810_CAUSE_MBX :
						   E810_CAUSE_SB);
	return true;
}

/**
 * e810_cq_reset() - disable the control queues
 * @card: the card
 */
void e810_cq_reset(struct e810 *card)
{
	memset(card->cq, 0, sizeof(card->cq));
}
