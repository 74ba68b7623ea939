// SPDX-License-Identifier: GPL-2.0
/* The port: its link, and frames from and to the wire. */
#include <string.h>

#include "nic/lines.h"

#include "e810.h"
#include "ethernet_port.h"
#include "receive.h"

/* The cost of sending a frame, besides that of its bytes */
#define SEND_UNITS	32
#define UNIT_BYTES	32
#define TAG_LEN		4

/* The ranges of the counters GLPRT_PRC64L ... GLPRT_PRC9522L */
static const u32 upto[] = { 64, 127, 255, 511, 1023, 1522, 0 };

/**
 * e810_port_up() - whether the link is up
 * @card: the card
 *
 * Return: true when the other end is there and the driver wants the link up.
 */
bool e810_port_up(const struct e810 *card)
{
	return card->port.loopback ||
	       (card->port.cable && e810_link_agreed(card) &&
		card->port.phy.caps & ICE_AQ_PHY_ENA_LINK);
}

/**
 * e810_port_reset() - the port as the firmware sets it up by itself
 * @card: the card
 *
 * The link comes up without a driver.
 */
void e810_port_reset(struct e810 *card)
{
	struct e810_port *port = &card->port;

	port->events = false;
	port->mask = 0;
	port->loopback = false;
	port->led = false;
	port->max_frame = ICE_AQ_SET_MAC_FRAME_SIZE_MAX;
	memset(&port->phy, 0, sizeof(port->phy));
	port->phy.phy_type_low = cpu_to_le64(e810_link_types());
	port->phy.caps = ICE_AQ_PHY_ENA_LINK | ICE_AQ_PHY_ENA_AUTO_FEC;
	port->phy.link_fec_opt = E810_PORT_FEC;
	e810_link_renew(card);
	port->link = e810_port_up(card);
}

/**
 * e810_port_status() - describe the link
 * @card: the card
 * @status: the description
 */
void e810_port_status(const struct e810 *card,
		      struct ice_aqc_get_link_status_data *status)
{
	memset(status, 0, sizeof(*status));
	status->link_info = ICE_AQ_MEDIA_AVAILABLE;
	status->max_frame_size = cpu_to_le16(card->port.max_frame);
	if (card->port.cable)
		status->link_info |= ICE_AQ_SIGNAL_DETECT | ICE_AQ_LINK_UP_PORT;
	if (!e810_port_up(card))
		return;
	status->link_info |= ICE_AQ_LINK_UP;
	status->an_info = ICE_AQ_AN_COMPLETED | ICE_AQ_LP_AN_ABILITY;
	e810_link_status(card, status);
}

/**
 * e810_port_event() - tell the driver the state of the link, if it wants that
 * @card: the card
 */
void e810_port_event(struct e810 *card)
{
	struct ice_aqc_get_link_status_data status;

	if (!card->port.events ||
	    card->port.mask & ICE_AQ_LINK_EVENT_UPDOWN)
		return;
	e810_port_status(card, &status);
	e810_cq_event(card, E810_CQ_ADMIN, ice_aqc_opc_get_link_status,
		      &status, ICE_AQC_LS_DATA_SIZE_V1);
}

/**
 * e810_port_update() - report the state of the link if it has changed
 * @card: the card
 */
void e810_port_update(struct e810 *card)
{
	bool up = e810_port_up(card);

	if (card->port.link == up)
		return;
	card->port.link = up;
	e810_trace(card, "port: link %s", up ? "up" : "down");
	e810_port_event(card);
}

/**
 * e810_wire_link() - entry point: the cable is plugged or pulled
 * @nic: the card
 * @up: plugged
 */
void e810_wire_link(struct nic *nic, bool up)
{
	struct e810 *card = (struct e810 *)nic;

	card->port.cable = up;
	e810_port_update(card);
}

/**
 * e810_port_take() - receive the frame in the card's @rx_buf
 * @card: the card
 * @len: its length
 * @forced: values that the control socket set, or NULL
 */
void e810_port_take(struct e810 *card, u32 len, const struct nic_forced *forced)
{
	const struct nic_port_rules rules = { .up = e810_port_up(card),
					      .max = card->port.max_frame,
					      .upto = upto };

	len = nic_port_pass(&card->rx, &rules, card->rx_buf, len);
	if (len)
		e810_receive(card, len, forced);
}

/**
 * e810_wire_rx() - entry point: a frame from the wire
 * @nic: the card
 * @frame: the bytes
 * @len: number of bytes
 */
void e810_wire_rx(struct nic *nic, const void *frame, size_t len)
{
	struct e810 *card = (struct e810 *)nic;

	/* In loopback, the port is not connected to the wire. */
	if (card->port.loopback) {
		card->rx.dropped++;
		return;
	}
	memcpy(card->rx_buf, frame, len);
	e810_port_take(card, len, NULL);
}

/**
 * e810_port_send() - send a frame
 * @card: the card
 * @frame: the bytes, with room for padding
 * @len: number of bytes
 */
void e810_port_send(struct e810 *card, u8 *frame, u32 len)
{
	const struct nic_port_rules rules = {
		.up = e810_port_up(card),
		.max = card->port.max_frame + 2 * TAG_LEN,
		.upto = upto,
	};
	const struct nic_host *host = &card->nic.host;

	nic_budget_spend(&card->nic, SEND_UNITS + len / UNIT_BYTES);
	len = nic_port_pass(&card->tx, &rules, frame, len);
	if (!len)
		return;
	if (!card->port.loopback) {
		host->wire_tx(host->opaque, frame, len);
		return;
	}
	memcpy(card->rx_buf, frame, len);
	e810_port_take(card, len, NULL);
}
