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
	       cx5->link.end.now.mode != NIC_LINK_NONE;
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

/* The ranges of the counters ether_stats_pkts... */
static const u32 upto[NIC_SIZES] = { 64, 127, 255, 511, 1023, 1518, 2047, 4095,
				     8191 };

static void count(struct cx5_prios *prios, const u8 *frame, u32 len)
{
	u8 prio = priority(frame);

	prios->packets[prio]++;
	prios->bytes[prio] += len + NIC_FCS_LEN;
}

/* The switch in the card returns frames to its own address, if it may. */
static bool loops_back(const struct cx5 *cx5, const u8 *frame)
{
	const u8 *mac = AT(nic_vport_context, cx5->vport, permanent_address);

	return !memcmp(frame, mac + 2, NIC_MAC_LEN) &&
	       !GET(nic_vport_context, cx5->vport, disable_uc_local_lb);
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

	memcpy(cx5->rx_buf, frame, len);
	cx5_port_take(cx5, len, NULL);
}

/**
 * cx5_wire_send() - send a frame
 * @cx5: the card
 * @frame: the bytes, with room for padding
 * @len: number of bytes
 */
void cx5_wire_send(struct cx5 *cx5, u8 *frame, u32 len)
{
	const struct nic_port_rules rules = { .up = cx5_port_up(cx5),
					      .max = CX5_MTU_MAX,
					      .upto = upto };
	const struct nic_host *host = &cx5->nic.host;

	nic_budget_spend(&cx5->nic, SEND_UNITS + len / UNIT_BYTES);
	len = nic_port_pass(&cx5->tx, &rules, frame, len);
	if (!len)
		return;
	count(&cx5->tx_prios, frame, len);
	if (!loops_back(cx5, frame)) {
		host->wire_tx(host->opaque, frame, len);
		return;
	}
	memcpy(cx5->rx_buf, frame, len);
	cx5_port_take(cx5, len, NULL);
}

/*
 * MAC control frames end in the port. A pause of some priorities has a vector
 * of them behind its opcode.
 */
static bool take_control(struct cx5 *cx5, const u8 *frame)
{
	struct cx5_mac_control *control = &cx5->mac_control;

	if (get_be16(frame + 12) != TYPE_CONTROL)
		return false;
	control->frames++;
	switch (get_be16(frame + 14)) {
	case OPCODE_PAUSE:
		control->pause++;
		break;
	case OPCODE_PRIO_PAUSE:
		for (size_t i = 0; i < CX5_PRIOS; i++)
			control->prio_pause[i] += frame[17] >> i & 1;
		break;
	default:
		control->unsupported++;
	}
	return true;
}

/**
 * cx5_port_take() - receive the frame in the card's @rx_buf
 * @cx5: the card
 * @len: its length
 * @forced: values that the control socket set, or NULL
 */
void cx5_port_take(struct cx5 *cx5, u32 len, const struct nic_forced *forced)
{
	/* The driver has added the 4 bytes of a tag to the MTU. */
	const struct nic_port_rules rules = { .up = cx5_port_up(cx5),
					      .max = cx5->mtu, .upto = upto };
	struct cx5_packet pkt;

	len = nic_port_pass(&cx5->rx, &rules, cx5->rx_buf, len);
	if (!len)
		return;
	count(&cx5->rx_prios, cx5->rx_buf, len);
	if (take_control(cx5, cx5->rx_buf))
		return;
	/* cx5_parse_match() fills @match. */
	memset(&pkt, 0, offsetof(struct cx5_packet, match));
	memset(&pkt.ip, 0, sizeof(pkt) - offsetof(struct cx5_packet, ip));
	if (forced)
		pkt.forced = *forced;
	pkt.frame = cx5->rx_buf;
	pkt.len = len;
	pkt.timestamp = pkt.forced.which & NIC_FORCE_TIME ?
			pkt.forced.time : cx5_now(cx5);
	cx5_parse(&pkt);
	cx5_parse_match(&pkt);
	if (pkt.forced.which & NIC_FORCE_VLAN)
		pkt.tci = pkt.forced.tci;
	cx5_steer(cx5, &pkt);
}
