// SPDX-License-Identifier: GPL-2.0
/*
 * The sideband queue: registers of the PHY, as far as PTP uses them. The PHY's
 * clock is that of the card, so what the driver writes to set it has no effect
 * of its own.
 */
#include <string.h>

#include "nic/lines.h"

#include "e810.h"
#include "sideband.h"

/* Addresses from ice_ptp_hw.h of the driver */
#define PHY_TIMER_FIRST	0x03000340	/* commands and times for both clocks */
#define PHY_TIMER_LAST	0x030003ff
#define PHY_TX_STAMPS	0x03090000	/* for each port 64 of 8 bytes */
#define PORT_STRIDE	0x1000

/* Returns a word of the timestamp at @at. A port of another card has none. */
static u32 read_stamp(const struct e810 *card, u32 at)
{
	u32 off = at - PHY_TX_STAMPS - E810_PORT * PORT_STRIDE;
	u64 stamp;

	if (off >= E810_TX_STAMPS * 8)
		return 0;
	stamp = card->phc.stamp[off / 8];
	return off % 8 ? stamp >> 32 : stamp;
}

static bool is_timer(u32 at)
{
	return at >= PHY_TIMER_FIRST && at <= PHY_TIMER_LAST;
}

static u32 read_phy(struct e810 *card, u32 at)
{
	if (at >= PHY_TX_STAMPS && at < PHY_TX_STAMPS + 8 * PORT_STRIDE)
		return read_stamp(card, at);
	if (!is_timer(at))
		e810_trace(card, "sideband: read of unknown %#x", at);
	return 0;
}

/*
 * The driver clears a timestamp by reading it, and by writing 0 where it does not
 * want it.
 */
static void write_phy(struct e810 *card, u32 at, u32 val)
{
	u32 off = at - PHY_TX_STAMPS - E810_PORT * PORT_STRIDE;

	if (off < E810_TX_STAMPS * 8)
		card->phc.stamp[off / 8] = 0;
	else if (!is_timer(at))
		e810_trace(card, "sideband: write of %#x to unknown %#x", val,
			   at);
}

/*
 * Executes the message in @buf of @len bytes. Returns whether it is whole. The
 * answer to a read comes in the place of the message.
 */
static bool execute(struct e810 *card, u8 *buf, u32 len)
{
	struct ice_sbq_msg_req req = { 0 };
	struct ice_sbq_msg_cmpl cmpl;
	u32 at;

	if (len < offsetof(struct ice_sbq_msg_req, data))
		return false;
	memcpy(&req, buf, min((size_t)len, sizeof(req)));
	at = le16_to_cpu(req.msg_addr_low) |
	     le32_to_cpu(req.msg_addr_high) << 16;
	if (req.opcode == ice_sbq_msg_wr) {
		write_phy(card, at, le32_to_cpu(req.data));
		return true;
	}
	memcpy(&cmpl, &req, offsetof(struct ice_sbq_msg_cmpl, data));
	cmpl.data = cpu_to_le32(read_phy(card, at));
	memcpy(buf, &cmpl, sizeof(cmpl));
	return true;
}

/**
 * e810_sideband_run() - execute a command of the sideband queue
 * @card: the card
 * @desc: the descriptor
 *
 * Return: an error code, AQ_RC().
 */
u16 e810_sideband_run(struct e810 *card, struct AQ_STRUCT(aq_desc) *desc)
{
	u64 addr = (u64)le32_to_cpu(desc->params.generic.addr_high) << 32 |
		   le32_to_cpu(desc->params.generic.addr_low);
	u8 buf[sizeof(struct ice_sbq_msg_req)];
	u32 len = min((size_t)le16_to_cpu(desc->datalen), sizeof(buf));

	if (le16_to_cpu(desc->opcode) != ice_sbq_opc_neigh_dev_req ||
	    e810_read(card, addr, buf, len) || !execute(card, buf, len))
		return AQ_RC(EINVAL);
	e810_write(card, addr, buf, len);
	return AQ_RC(OK);
}

/* The driver of 6.12 sends the messages by the admin queue. */
E810_HANDLER(e810_neighbour_device_request)
{
	if (!execute(card, cmd->buf, cmd->len))
		return AQ_RC(EINVAL);
	e810_answer(cmd, cmd->len);
	return AQ_RC(OK);
}
