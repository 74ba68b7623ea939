// SPDX-License-Identifier: GPL-2.0
/* A driver of the E810, as far as tests need one. */
#include <string.h>

#include "card_driver.h"

#define VECTOR		1
#define QUEUES_LOG	2

struct e810_driver *own(struct driver *drv)
{
	return drv->own;
}

/* Registers have 32 bits. */
void driver_write32(struct driver *drv, u32 off, u32 val)
{
	driver_write(drv, off, val, 2);
}

/**
 * driver_cmd() - execute a command of the admin queue
 * @drv: the driver; gets the answer
 * @opcode: the command
 * @params: its parameters, or NULL
 * @params_len: bytes of @params
 * @data: the data, or NULL
 * @len: bytes of @data
 * @room: bytes of the buffer, 0: a direct command
 *
 * Return: the error, AQ_RC(); 0xffff: the command is not done.
 */
u16 driver_cmd(struct driver *drv, u16 opcode, const void *params,
	       size_t params_len, const void *data, size_t len, u16 room)
{
	unsigned int card = !!drv->second;
	const struct AQ_STRUCT(aq_desc) *desc =
		(void *)(drv->machine->memory + ADMIN_RING(card));
	u8 bytes[sizeof(struct admin_command) + AQ_BUFFER_MAX];
	struct admin_command cmd = { .room = room, .opcode = opcode };

	if (params)
		memcpy(cmd.params, params, params_len);
	memcpy(bytes, &cmd, sizeof(cmd));
	if (len)
		memcpy(bytes + sizeof(cmd), data, len);
	driver_act(drv, ACTION_COMMAND, bytes, sizeof(cmd) + len);
	memcpy(own(drv)->params, desc->params.raw, sizeof(own(drv)->params));
	memcpy(drv->out, drv->machine->memory + ADMIN_BUFFER(card),
	       AQ_BUFFER_MAX);
	own(drv)->out_len = le16_to_cpu(desc->datalen);
	if (!(le16_to_cpu(desc->flags) & AQ_FLAG(DD)))
		return 0xffff;
	return le16_to_cpu(desc->retval);
}

/* Adds a VSI of four queues that uses the function's table of RSS. */
void driver_vsi(struct driver *drv, const struct ice_aqc_vsi_props *change)
{
	struct ice_aqc_add_get_update_free_vsi params = {
		.vsi_flags = cpu_to_le16(ICE_AQ_VSI_TYPE_PF),
	};
	struct ice_aqc_vsi_props props = {
		.inner_vlan_flags = ICE_AQ_VSI_INNER_VLAN_EMODE_NOTHING <<
				    ICE_AQ_VSI_INNER_VLAN_EMODE_S,
		.outer_vlan_flags = ICE_AQ_VSI_OUTER_VLAN_EMODE_NOTHING,
	};

	if (change)
		props = *change;
	props.valid_sections = cpu_to_le16(0xffff);
	props.tc_mapping[0] =
		cpu_to_le16(QUEUES_LOG << ICE_AQ_VSI_TC_Q_NUM_S);
	props.q_opt_rss = ICE_AQ_VSI_Q_OPT_RSS_LUT_PF <<
			  ICE_AQ_VSI_Q_OPT_RSS_LUT_S;
	driver_cmd(drv, ice_aqc_opc_add_vsi, &params, sizeof(params), &props,
		   sizeof(props), sizeof(props));
	memcpy(&own(drv)->vsi, own(drv)->params, sizeof(own(drv)->vsi));
}

/* Forwards frames to @mac to the VSI. */
u16 driver_mac(struct driver *drv, const u8 *mac)
{
	struct {
		struct ice_sw_rule_lkup_rx_tx rule;
		u8 hdr[16];
	} add = { 0 };
	struct ice_aqc_sw_rules params = {
		.num_rules_fltr_entry_index = cpu_to_le16(1),
	};

	add.rule.hdr.type = cpu_to_le16(ICE_AQC_SW_RULES_T_LKUP_TX);
	add.rule.recipe_id = cpu_to_le16(1);
	add.rule.act = cpu_to_le32(ICE_SINGLE_ACT_VALID_BIT |
				   own(drv)->vsi << ICE_SINGLE_ACT_VSI_ID_S);
	add.rule.hdr_len = cpu_to_le16(sizeof(add.hdr));
	memcpy(add.hdr, mac, ETH_ALEN);
	return driver_cmd(drv, ice_aqc_opc_add_sw_rules, &params,
			  sizeof(params), &add, sizeof(add), sizeof(add));
}

static void set_bits(u8 *ctx, u32 lsb, u32 width, u64 val)
{
	for (u32 i = 0; i < width; i++)
		if (val >> i & 1)
			ctx[(lsb + i) / 8] |= 1 << (lsb + i) % 8;
}

/* Creates a receive queue and posts all descriptors but eight. */
void driver_rxq(struct driver *drv, u32 queue, u32 buffer, bool tag_first)
{
	u8 ctx[ICE_RXQ_CTX_SZ] = { 0 };

	own(drv)->rx[queue] = driver_take(drv, RX_ENTRIES * 32);
	own(drv)->rx_buf[queue] = driver_take(drv, RX_ENTRIES * RX_BUFFER);
	set_bits(ctx, 32, 57, own(drv)->rx[queue] >> 7);
	set_bits(ctx, 89, 13, RX_ENTRIES);
	set_bits(ctx, 102, 7, buffer >> 7);
	set_bits(ctx, 117, 1, 1);
	set_bits(ctx, 119, 1, tag_first);
	set_bits(ctx, 174, 14, 5 * buffer);
	for (u32 i = 0; i < RX_ENTRIES; i++) {
		__le64 addr = cpu_to_le64(own(drv)->rx_buf[queue] + i * RX_BUFFER);

		driver_put(drv, own(drv)->rx[queue] + i * 32, &addr, sizeof(addr));
	}
	driver_write32(drv, QRXFLXP_CNTXT(queue),
		     ICE_RXDID_FLEX_NIC | QRXFLXP_CNTXT_TS_M);
	for (u32 i = 0; i < ICE_RXQ_CTX_SIZE_DWORDS; i++) {
		u32 val;

		memcpy(&val, ctx + 4 * i, sizeof(val));
		driver_write32(drv, QRX_CONTEXT(i, queue), val);
	}
	driver_write32(drv, QINT_RQCTL(queue), QINT_RQCTL_CAUSE_ENA_M | VECTOR |
		     3 << QINT_RQCTL_ITR_INDX_S);
	driver_write32(drv, QRX_CTRL(queue), QRX_CTRL_QENA_REQ_M);
	driver_write32(drv, QRX_TAIL(queue), RX_ENTRIES - 8);
}

/*
 * Makes a queue of driver_rxq() split frames: the first half of a buffer is for up to
 * @room bytes of headers, in units of 64, and the payload goes behind it.
 */
void driver_rxq_split(struct driver *drv, u32 queue, u32 room, u32 levels)
{
	u8 ctx[ICE_RXQ_CTX_SZ] = { 0 };

	set_bits(ctx, 109, 5, room >> 6);
	set_bits(ctx, 114, 2, 1);
	set_bits(ctx, 120, 4, levels);
	for (u32 i = 0; i < ICE_RXQ_CTX_SIZE_DWORDS; i++) {
		u32 val;

		memcpy(&val, ctx + 4 * i, sizeof(val));
		driver_write32(drv, QRX_CONTEXT(i, queue),
			       val | driver_read(drv, QRX_CONTEXT(i, queue), 2));
	}
	for (u32 i = 0; i < RX_ENTRIES; i++) {
		u64 buf = own(drv)->rx_buf[queue] + i * RX_BUFFER;
		__le64 addr[2] = { cpu_to_le64(buf + RX_BUFFER / 2),
				   cpu_to_le64(buf) };

		driver_put(drv, own(drv)->rx[queue] + i * 32, addr, sizeof(addr));
	}
}

struct ice_32b_rx_flex_desc_nic *driver_rx_desc(struct driver *drv, u32 queue,
						u32 index)
{
	return (void *)(drv->machine->memory + own(drv)->rx[queue] + index * 32);
}

/* Creates transmit queue 0. */
void driver_txq(struct driver *drv)
{
	struct {
		struct ice_aqc_add_tx_qgrp group;
		struct ice_aqc_add_txqs_perq queue;
	} add = { 0 };
	struct ice_aqc_add_txqs params = { .num_qgrps = 1 };
	u8 ctx[32] = { 0 };

	own(drv)->tx = driver_take(drv, TX_ENTRIES * 16);
	set_bits(ctx, 0, 57, own(drv)->tx >> 7);
	set_bits(ctx, 80, 10, own(drv)->vsi);
	set_bits(ctx, 90, 1, 1);
	set_bits(ctx, 135, 13, TX_ENTRIES);
	set_bits(ctx, 152, 1, 1);
	add.group.parent_teid = cpu_to_le32(8);
	add.group.num_txqs = 1;
	memcpy(&add.queue.txq_ctx, ctx, 22);
	driver_cmd(drv, ice_aqc_opc_add_txqs, &params, sizeof(params), &add,
		   sizeof(add), sizeof(add));
	driver_write32(drv, QINT_TQCTL(0), QINT_TQCTL_CAUSE_ENA_M | VECTOR |
		     3 << QINT_TQCTL_ITR_INDX_S);
}

/* A VSI with one address, four receive queues and a transmit queue */
void driver_start(struct driver *drv)
{
	static const u8 mac[ETH_ALEN] = { 2, 0, 0, 0, 0, 1 };

	driver_vsi(drv, NULL);
	driver_mac(drv, mac);
	for (u32 i = 0; i < 4; i++)
		driver_rxq(drv, i, RX_BUFFER, true);
	driver_txq(drv);
	driver_write32(drv, GLINT_DYN_CTL(VECTOR), GLINT_DYN_CTL_INTENA_M |
		     3 << GLINT_DYN_CTL_ITR_INDX_S);
}

/* Sets what the clock advances in a tick. */
void driver_clock_rate(struct driver *drv, u64 increment)
{
	driver_write32(drv, GLTSYN_SHADJ_L(0), increment);
	driver_write32(drv, GLTSYN_SHADJ_H(0), increment >> 32);
	driver_write32(drv, GLTSYN_CMD, 2);
	driver_write32(drv, GLTSYN_CMD_SYNC, 3);
}

void driver_clock_start(struct driver *drv)
{
	driver_write32(drv, GLTSYN_ENA(0), GLTSYN_ENA_TSYN_ENA_M);
	driver_clock_rate(drv, CLOCK_NOMINAL);
}

/* Changes the tables of the package by one section. */
void driver_update(struct driver *drv, u32 type, const void *section, u32 len)
{
	struct ice_aqc_download_pkg params = {
		.flags = ICE_AQC_DOWNLOAD_PKG_LAST_BUF,
	};
	u8 buf[AQ_BUFFER_MAX] = { 0 };
	struct ice_buf_hdr *hdr = (void *)buf;

	hdr->section_count = cpu_to_le16(1);
	hdr->data_end = cpu_to_le16(12 + len);
	hdr->section_entry[0].type = cpu_to_le32(type);
	hdr->section_entry[0].offset = cpu_to_le16(12);
	hdr->section_entry[0].size = cpu_to_le16(len);
	memcpy(buf + 12, section, len);
	driver_cmd(drv, ice_aqc_opc_update_pkg, &params, sizeof(params), buf,
		   12 + len, 12 + len);
}

void driver_tx_desc(struct driver *drv, u64 addr, u64 qw1)
{
	__le64 desc[2] = { cpu_to_le64(addr), cpu_to_le64(qw1) };

	driver_put(drv, own(drv)->tx + own(drv)->tx_next * 16, desc, sizeof(desc));
	own(drv)->tx_next = (own(drv)->tx_next + 1) % TX_ENTRIES;
}

void driver_tx_ring(struct driver *drv)
{
	driver_write32(drv, QTX_COMM_DBELL(0), own(drv)->tx_next);
}
