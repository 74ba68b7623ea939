/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The card.
 *
 * Objects refer to each other by the numbers that commands give them, and each
 * use looks the number up: a guest may destroy objects in any order.
 */
#ifndef CX5_CX5_H
#define CX5_CX5_H

#include "nic/lines.h"
#include "nic/nic.h"
#include "faults.h"
#include "format.h"
#include "link.h"
#include "numbers.h"
#include "physical_port.h"
#include "cq_timer.h"

/**
 * struct cx5 - the card
 * @nic: the core's part, first
 * @enabled: ENABLE_HCA was executed
 * @issi: the version of the command interface, 0 or 1
 * @caps: the current general capabilities
 * @cmdq: address of the command queue, 0: none
 * @commands: commands executed since power-on
 * @cq_timer: the completion queues that wait for the timer
 * @numbers: the objects of each kind
 * @xlt_bytes: translations of all mkeys
 * @rules: rules of all flow tables
 * @rx_root: the flow table that received packets enter, 0: none
 * @cable: the cable is plugged
 * @admin_up: the driver wants the port up (register PAOS)
 * @vport_up: the driver wants the virtual port up (MODIFY_VPORT_STATE)
 * @carrier: the link is up, as last reported
 * @link: what the driver allows the link to be, and what it is
 * @pause: where the driver wants pause frames
 * @beacon: seconds for which the LED shows where the port is, 0xffff: for ever
 * @mtu: bytes of a frame with FCS
 * @vport: the context of the virtual port
 * @rx: the port's counters of received frames
 * @tx: the port's counters of sent frames
 * @rx_prios: received frames by priority
 * @tx_prios: sent frames by priority
 * @mac_control: received MAC control frames
 * @rx_no_buffer: packets dropped for want of a receive queue or its buffer
 * @rx_no_rule: packets dropped for want of a rule that leads to a queue
 * @left: objects that TEARDOWN_HCA found undestroyed
 * @faults: the faults that the control socket asked for
 * @tx_buf: a packet, put together from its segments
 * @seg_buf: one segment of a large send
 * @rx_buf: a received frame
 */
struct cx5 {
	struct nic nic;
	bool enabled;
	bool issi;
	u8 caps[CX5_BYTES(cmd_hca_cap)];

	u64 cmdq;
	u32 commands;
	struct cx5_cq_timer cq_timer;

	struct cx5_numbers numbers[CX5_KINDS];
	u64 xlt_bytes;
	u32 rules;
	u32 rx_root;

	bool cable;
	bool admin_up;
	bool vport_up;
	bool carrier;
	struct cx5_link link;
	struct cx5_pause pause;
	u16 beacon;
	u16 mtu;
	u8 vport[CX5_BYTES(nic_vport_context)];
	struct nic_port_counters rx, tx;
	struct cx5_prios rx_prios, tx_prios;
	struct cx5_mac_control mac_control;
	u64 rx_no_buffer, rx_no_rule;
	u32 left;

	struct cx5_faults faults;
	u8 *tx_buf;
	u8 *seg_buf;
	u8 *rx_buf;
};

#define cx5_trace(cx5, ...)	nic_trace(&(cx5)->nic, __VA_ARGS__)
#define cx5_say(cx5, ...)	nic_say(&(cx5)->nic, __VA_ARGS__)

#endif /* CX5_CX5_H */
