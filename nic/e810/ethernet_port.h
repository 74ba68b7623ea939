/* SPDX-License-Identifier: GPL-2.0 */
/* The port: its link, and frames from and to the wire. */
#ifndef E810_ETHERNET_PORT_H
#define E810_ETHERNET_PORT_H

#include "ice_format.h"
#include "link_rates.h"

struct e810;
struct nic_forced;
struct nic;

/* What the PHY offers and begins with */
#define E810_PORT_FEC	(ICE_AQC_PHY_FEC_25G_RS_528_REQ | \
			 ICE_AQC_PHY_FEC_25G_RS_CLAUSE91_EN | \
			 ICE_AQC_PHY_FEC_25G_KR_CLAUSE74_EN)

/**
 * struct e810_port - the port
 * @cable: the cable is plugged
 * @link: the link is up, as last reported
 * @events: the driver wants events of the link
 * @mask: the events that it does not want
 * @loopback: sent frames come back
 * @max_frame: bytes of the longest frame, with FCS
 * @prio_tagging: a parameter of the VLAN mode
 * @led: the LED blinks
 * @mac: the address
 * @phy: the configuration of the PHY
 * @link_end: rate and FEC of the link
 */
struct e810_port {
	bool cable;
	bool link;
	bool events;
	u16 mask;
	bool loopback;
	u16 max_frame;
	u8 prio_tagging;
	bool led;
	u8 mac[ETH_ALEN];
	struct ice_aqc_set_phy_cfg_data phy;
	struct nic_link_end link_end;
};

bool e810_port_up(const struct e810 *card);
void e810_port_status(const struct e810 *card,
		      struct ice_aqc_get_link_status_data *status);
void e810_port_event(struct e810 *card);
void e810_port_update(struct e810 *card);
void e810_port_reset(struct e810 *card);
void e810_port_take(struct e810 *card, u32 len,
		    const struct nic_forced *forced);
void e810_port_send(struct e810 *card, u8 *frame, u32 len);
void e810_wire_rx(struct nic *nic, const void *frame, size_t len);
void e810_wire_link(struct nic *nic, bool up);

#endif /* E810_ETHERNET_PORT_H */
