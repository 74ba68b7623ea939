// SPDX-License-Identifier: GPL-2.0
/* The port: frames from and to the wire, counters, the state of the link. */
#include <string.h>

#include "nic/bytes.h"
#include "nic/nic.h"

#include "cx5.h"
#include "eq.h"
#include "format.h"
#include "internal_timer.h"
#include "link.h"
#include "parse.h"
#include "physical_port.h"
#include "steer.h"

#define MTU_DEFAULT	1522
#define TYPE_VLAN	0x8100
#define TYPE_CONTROL	0x8808
#define OPCODE_PAUSE	0x0001
#define OPCODE_PRIO_PAUSE 0x0101
/* The cost of sending a frame, besides that of its bytes */
#define SEND_UNITS	32
#define UNIT_BYTES	32

/**
 * cx5_port_up() - whether the link is up
 * @cx5: the card
 *
 * Return: true when the cable is plugged, the driver wants the port up and both
 * ends agree on a link mode.
 */
bool cx5_port_up(const struct cx5 *cx5)
{
	return cx5->cable && cx5->admin_up &&
	       cx5->link.now.mode != NIC_LINK_NONE;
}

/**
 * cx5_port_init() - reset the port
 * @cx5: the card
 */
void cx5_port_init(struct cx5 *cx5)
{
	cx5->admin_up = false;
	cx5->vport_up = true;
	cx5->carrier = false;
	cx5->mtu = MTU_DEFAULT;
	cx5->pause = (struct cx5_pause){ 0 };
	cx5->beacon = 0;
	cx5_link_init(cx5);
	memset(cx5->vport, 0, sizeof(cx5->vport));
	SET(nic_vport_context, cx5->vport, mtu, MTU_DEFAULT);
	memcpy(AT(nic_vport_context, cx5->vport, permanent_address) + 2,
	       cx5->nic.config.mac, NIC_MAC_LEN);
}

/**
 * cx5_port_update() - report the state of the link if it has changed
 * @cx5: the card
 */
void cx5_port_update(struct cx5 *cx5)
{
	struct mlx5_eqe_port_state data = { .port = 1 << 4 };
	bool up = cx5_port_up(cx5);

	if (cx5->carrier == up)
		return;
	cx5->carrier = up;
	cx5->link.downs += !up;
	cx5_trace(cx5, "port: link %s", up ? "up" : "down");
	cx5_event_async(cx5, MLX5_EVENT_TYPE_PORT_CHANGE,
			up ? MLX5_PORT_CHANGE_SUBTYPE_ACTIVE :
			     MLX5_PORT_CHANGE_SUBTYPE_DOWN,
			&data, sizeof(data));
}

/**
 * cx5_wire_link() - entry point: the cable is plugged or pulled
 * @nic: the card
 * @up: plugged
 */
void cx5_wire_link(struct nic *nic, bool up)
{
	struct cx5 *cx5 = (struct cx5 *)nic;

	cx5->cable = up;
	cx5_port_update(cx5);
}

/* The priority in an 802.1Q tag; a frame without one has priority 0. */
static u8 priority(const u8 *frame)
{
	return get_be16(frame + 12) == TYPE_VLAN ? frame[14] >> 5 : 0;
}

static void count(struct cx5_stats *stats, const u8 *frame, u32 len)
{
	static const u32 upto[] = { 64, 127, 255, 511, 1023, 1518, 2047, 4095,
				    8191 };
	u8 prio = priority(frame);
	size_t i = 0;

	len += CX5_FCS_LEN;
	stats->packets++;
	stats->bytes += len;
	stats->prio_packets[prio]++;
	stats->prio_bytes[prio] += len;
	if (frame[0] & 1) {
		static const u8 all[6] = { 255, 255, 255, 255, 255, 255 };

		if (memcmp(frame, all, sizeof(all))) {
			stats->multicast++;
			stats->multicast_bytes += len;
		} else {
			stats->broadcast++;
			stats->broadcast_bytes += len;
		}
	}
	while (i < ARRAY_SIZE(upto) && len > upto[i])
		i++;
	stats->by_size[i]++;
}

/* The switch in the card returns frames to its own address, if it may. */
static bool loops_back(const struct cx5 *cx5, const u8 *frame)
{
	const u8 *mac = AT(nic_vport_context, cx5->vport, permanent_address);

	return !memcmp(frame, mac + 2, NIC_MAC_LEN) &&
	       !GET(nic_vport_context, cx5->vport, disable_uc_local_lb);
}

static void take_frame(struct cx5 *cx5, const u8 *frame, u32 len)
{
	struct cx5_packet pkt;

	if (!cx5_port_up(cx5)) {
		cx5->rx.dropped++;
		return;
	}
	if (len < 14) {
		cx5->rx.errors++;
		return;
	}
	memset(&pkt, 0, offsetof(struct cx5_packet, match));
	memset(&pkt.l3, 0, sizeof(pkt) - offsetof(struct cx5_packet, l3));
	pkt.frame = cx5->rx_buf;
	memcpy(pkt.frame, frame, len);
	if (len < CX5_FRAME_MIN) {
		memset(pkt.frame + len, 0, CX5_FRAME_MIN - len);
		len = CX5_FRAME_MIN;
	}
	pkt.len = len;
	cx5_port_receive(cx5, &pkt);
}

/**
 * cx5_wire_rx() - entry point: a frame from the wire
 * @nic: the card
 * @frame: the bytes
 * @len: number of bytes
 */
void cx5_wire_rx(struct nic *nic, const void *frame, size_t len)
{
	struct cx5 *cx5 = (struct cx5 *)nic;

	take_frame(cx5, frame, len);
}

/**
 * cx5_wire_send() - send a frame
 * @cx5: the card
 * @frame: the bytes, with room for padding
 * @len: number of bytes
 */
void cx5_wire_send(struct cx5 *cx5, u8 *frame, u32 len)
{
	const struct nic_host *host = &cx5->nic.host;

	nic_budget_spend(&cx5->nic, SEND_UNITS + len / UNIT_BYTES);
	if (!cx5_port_up(cx5) || len < 14) {
		cx5->tx.dropped++;
		return;
	}
	if (len + CX5_FCS_LEN > CX5_MTU_MAX) {
		cx5->tx.too_long++;
		return;
	}
	if (len < CX5_FRAME_MIN) {
		memset(frame + len, 0, CX5_FRAME_MIN - len);
		len = CX5_FRAME_MIN;
	}
	count(&cx5->tx, frame, len);
	if (loops_back(cx5, frame))
		take_frame(cx5, frame, len);
	else
		host->wire_tx(host->opaque, frame, len);
}

/*
 * MAC control frames end in the port. A pause of some priorities has a vector
 * of them behind its opcode.
 */
static bool take_control(struct cx5 *cx5, const u8 *frame)
{
	struct cx5_stats *rx = &cx5->rx;

	if (get_be16(frame + 12) != TYPE_CONTROL)
		return false;
	rx->control++;
	switch (get_be16(frame + 14)) {
	case OPCODE_PAUSE:
		rx->pause++;
		break;
	case OPCODE_PRIO_PAUSE:
		for (size_t i = 0; i < CX5_PRIOS; i++)
			rx->prio_pause[i] += frame[17] >> i & 1;
		break;
	default:
		rx->unsupported++;
	}
	return true;
}

/**
 * cx5_port_receive() - receive the frame in the card's @rx_buf
 * @cx5: the card
 * @pkt: the frame, and the values that the control socket set
 */
void cx5_port_receive(struct cx5 *cx5, struct cx5_packet *pkt)
{
	u16 tci = pkt->tci;

	/* The driver has added the 4 bytes of a tag to the MTU. */
	if (pkt->len + CX5_FCS_LEN > cx5->mtu) {
		cx5->rx.too_long++;
		return;
	}
	count(&cx5->rx, pkt->frame, pkt->len);
	if (take_control(cx5, pkt->frame))
		return;
	if (!(pkt->forced & CX5_FORCE_TIME))
		pkt->timestamp = cx5_now(cx5);
	cx5_parse(pkt);
	cx5_parse_match(pkt);
	cx5_parse_csum(pkt);
	if (pkt->forced & CX5_FORCE_VLAN)
		pkt->tci = tci;
	cx5_steer(cx5, pkt);
}
