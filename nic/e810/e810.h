/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The card: one function of an E810, with one port.
 *
 * Objects refer to each other by numbers that the driver chooses or that
 * commands give, and each use looks the number up: a guest may free objects in
 * any order.
 */
#ifndef E810_E810_H
#define E810_E810_H

#include "nic/nic.h"
#include "nic/wire_counters.h"
#include "control_queue.h"
#include "faults.h"
#include "ice_format.h"
#include "interrupts.h"
#include "lldp.h"
#include "package.h"
#include "ethernet_port.h"
#include "ptp_clock.h"
#include "resources_pool.h"
#include "rss_settings.h"
#include "rx_queue.h"
#include "sched_tree.h"
#include "switch_rules.h"
#include "tx_queue.h"
#include "vsi.h"

/* The longest large send: ICE_MAX_TSO_SIZE of the driver, and headers */
#define E810_SEND_MAX	(131072 + 512)

/**
 * struct e810 - the card
 * @nic: the core's part, first
 * @regs: the contents of registers that are plain memory
 * @cq: the admin, mailbox and sideband queues
 * @commands: commands executed since power-on
 * @left: objects that the driver had not freed when it shut down
 * @locks: the owned resources of the Request Resource command, by bit
 * @irq: the interrupt vectors and their causes
 * @pool: the resources of the Allocate Resources command
 * @sched: the scheduler tree
 * @vsi: the VSIs
 * @luts: tables of RSS that VSIs share
 * @rules: the rules of the switch
 * @package: the package (DDP), and the tables that it fills
 * @port: the port, its link and its PHY
 * @phc: the clock of PTP
 * @lldp: what it would tell its neighbour
 * @rxq: the receive queues
 * @txq: the transmit queues
 * @rx: the port's counters of received frames
 * @tx: the port's counters of sent frames
 * @delivered: received frames that queues got
 * @no_descriptor: received frames for which a queue had no descriptor
 * @no_rule: received frames that no rule of the switch matched
 * @pruned: received frames that a VSI may not have
 * @offloads: sent frames by what the card did with them
 * @faults: the faults that the control socket asked for
 * @core_reset_at: time of the core reset that was asked for, 0: none
 * @tx_buf: a frame, put together from its descriptors
 * @seg_buf: one segment of a large send
 * @rx_buf: a received frame
 */
struct e810 {
	struct nic nic;
	u32 *regs;

	struct e810_cq cq[E810_CQS];
	u32 commands;
	u32 left;
	u32 locks;
	struct e810_irq irq;

	struct e810_pool pool[E810_POOLS];
	struct e810_sched sched;
	struct e810_vsi vsi[E810_VSIS];
	struct e810_luts luts;
	struct e810_switch rules;
	struct e810_package package;
	struct e810_port port;
	struct e810_phc phc;
	struct e810_lldp lldp;
	struct e810_rxq rxq[E810_QUEUES];
	struct e810_txq txq[E810_QUEUES];
	struct nic_port_counters rx, tx;
	u64 delivered, no_descriptor, no_rule, pruned;
	struct e810_offloads offloads;
	struct e810_faults faults;
	u64 core_reset_at;

	u8 *tx_buf;
	u8 *seg_buf;
	u8 *rx_buf;
};

static inline u64 e810_now(const struct e810 *card)
{
	return card->nic.host.now(card->nic.host.opaque);
}

static inline int e810_read(struct e810 *card, u64 addr, void *buf, size_t len)
{
	return card->nic.host.dma_read(card->nic.host.opaque, addr, buf, len);
}

static inline int e810_write(struct e810 *card, u64 addr, const void *buf,
			     size_t len)
{
	return card->nic.host.dma_write(card->nic.host.opaque, addr, buf, len);
}

#define e810_trace(card, ...)	nic_trace(&(card)->nic, __VA_ARGS__)

#endif /* E810_E810_H */
