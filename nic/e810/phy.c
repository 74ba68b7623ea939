// SPDX-License-Identifier: GPL-2.0
/* The PHY and the MAC: how the driver sets the link up. */
#include <string.h>

#include "e810.h"
#include "phy.h"

/* What the PHY can do besides what the driver may turn on and off */
#define PHY_CAPS	(ICE_AQC_PHY_AN_MODE | ICE_AQC_GET_PHY_EN_MOD_QUAL)

/* A QSFP28 module, and its copper cable */
static const u8 module_type[ICE_MODULE_TYPE_TOTAL_BYTE] = {
	ICE_AQC_MOD_TYPE_BYTE0_QSFP_PLUS, ICE_AQC_MOD_TYPE_BYTE1_SFP_PLUS_CU_PASSIVE,
	ICE_AQC_MOD_TYPE_BYTE2_QSFP_PLUS,
};

E810_HANDLER(e810_get_phy_caps)
{
	struct ice_aqc_get_phy_caps *params = E810_PARAMS(cmd, get_phy_caps);
	struct ice_aqc_get_phy_caps_data *caps = (void *)cmd->buf;
	const struct ice_aqc_set_phy_cfg_data *phy = &card->port.phy;
	u16 mode = le16_to_cpu(params->param0) & ICE_AQC_REPORT_MODE_M;

	memcpy(caps->module_type, module_type, sizeof(module_type));
	if (mode == ICE_AQC_REPORT_ACTIVE_CFG) {
		caps->phy_type_low = phy->phy_type_low;
		caps->phy_type_high = phy->phy_type_high;
		caps->caps = phy->caps;
		caps->low_power_ctrl_an = phy->low_power_ctrl_an;
		caps->eee_cap = phy->eee_cap;
		caps->eeer_value = phy->eeer_value;
		caps->link_fec_options = phy->link_fec_opt;
		caps->module_compliance_enforcement =
			phy->module_compliance_enforcement;
	} else {
		caps->phy_type_low = cpu_to_le64(e810_link_types());
		caps->caps = PHY_CAPS | ICE_AQC_PHY_EN_LINK |
			     ICE_AQC_PHY_EN_AUTO_FEC;
		caps->link_fec_options = E810_PORT_FEC;
	}
	e810_answer(cmd, sizeof(*caps));
	return AQ_RC(OK);
}

/*
 * An event follows even where the state of the link does not change: the driver
 * waits for it.
 */
E810_HANDLER(e810_set_phy_cfg)
{
	memcpy(&card->port.phy, cmd->buf, sizeof(card->port.phy));
	e810_link_renew(card);
	card->port.link = e810_port_up(card);
	if (card->port.phy.caps & ICE_AQ_PHY_ENA_AUTO_LINK_UPDT)
		e810_port_event(card);
	return AQ_RC(OK);
}

E810_HANDLER(e810_set_mac_cfg)
{
	struct ice_aqc_set_mac_cfg *params = E810_PARAMS(cmd, set_mac_cfg);
	u16 size = le16_to_cpu(params->max_frame_size);

	if (!size || size > ICE_AQ_SET_MAC_FRAME_SIZE_MAX)
		return AQ_RC(EINVAL);
	card->port.max_frame = size;
	return AQ_RC(OK);
}

E810_HANDLER(e810_restart_an)
{
	struct ice_aqc_restart_an *params = E810_PARAMS(cmd, restart_an);

	if (params->cmd_flags & ICE_AQC_RESTART_AN_LINK_ENABLE)
		card->port.phy.caps |= ICE_AQ_PHY_ENA_LINK;
	else
		card->port.phy.caps &= ~ICE_AQ_PHY_ENA_LINK;
	e810_port_update(card);
	return AQ_RC(OK);
}

E810_HANDLER(e810_get_link_status)
{
	struct ice_aqc_get_link_status *params =
		E810_PARAMS(cmd, get_link_status);
	struct ice_aqc_get_link_status_data status;
	u16 events = le16_to_cpu(params->cmd_flags) & ICE_AQ_LSE_M;

	if (events == ICE_AQ_LSE_ENA)
		card->port.events = true;
	else if (events == ICE_AQ_LSE_DIS)
		card->port.events = false;
	params->cmd_flags =
		cpu_to_le16(card->port.events ? ICE_AQ_LSE_IS_ENABLED : 0);
	e810_port_status(card, &status);
	e810_answer(cmd, sizeof(status));
	memcpy(cmd->buf, &status, sizeof(status));
	return AQ_RC(OK);
}

E810_HANDLER(e810_set_event_mask)
{
	struct ice_aqc_set_event_mask *params =
		E810_PARAMS(cmd, set_event_mask);

	card->port.mask = le16_to_cpu(params->event_mask);
	return AQ_RC(OK);
}

E810_HANDLER(e810_set_mac_lb)
{
	struct ice_aqc_set_mac_lb *params = E810_PARAMS(cmd, set_mac_lb);

	card->port.loopback = params->lb_mode & ICE_AQ_MAC_LB_EN;
	e810_port_update(card);
	return AQ_RC(OK);
}

/*
 * The board has no clock synthesizer, GPS receiver or expander, for which the
 * driver looks.
 */
E810_HANDLER(e810_get_link_topo)
{
	return AQ_RC(ENOENT);
}

E810_HANDLER(e810_set_port_id_led)
{
	struct ice_aqc_set_port_id_led *params =
		E810_PARAMS(cmd, set_port_id_led);

	card->port.led = params->ident_mode & ICE_AQC_PORT_IDENT_LED_BLINK;
	return AQ_RC(OK);
}

/* One option: one port of four lanes, which make 100 Gb/s. */
E810_HANDLER(e810_get_port_options)
{
	struct ice_aqc_get_port_options *params =
		E810_PARAMS(cmd, get_port_options);
	struct ice_aqc_get_port_options_elem elem = {
		.pmd = 1,
		.max_lane_speed = ICE_AQC_PORT_OPT_MAX_LANE_100G,
	};

	params->port_options_count = 1;
	params->port_options = ICE_AQC_PORT_OPT_VALID | 0;
	params->pending_port_option_status = 0;
	memcpy(cmd->buf, &elem, sizeof(elem));
	e810_answer(cmd, sizeof(elem));
	return AQ_RC(OK);
}

/* The first page of the module's memory (SFF-8636), as far as it is not 0 */
static const struct {
	u8 at;
	u8 val;
} module_bytes[] = {
	{ 0, 0x11 },	/* QSFP28 */
	{ 1, 0x07 },	/* SFF-8636 revision 2.5 */
	{ 2, 0x04 },	/* flat memory: there is no other page */
	{ 128, 0x11 },
	{ 130, 0x23 },	/* no separable connector */
	{ 131, 0x80 },	/* see the extended compliance code */
	{ 139, 0x05 },	/* 64B/66B */
	{ 140, 0xff },
	{ 146, 1 },	/* a metre */
	{ 147, 0xa0 },	/* copper, unequalized */
	{ 148, 'm' }, { 149, 'o' }, { 150, 'd' }, { 151, 'e' }, { 152, 'l' },
	{ 153, ' ' }, { 154, ' ' }, { 155, ' ' }, { 156, ' ' }, { 157, ' ' },
	{ 158, ' ' }, { 159, ' ' }, { 160, ' ' }, { 161, ' ' }, { 162, ' ' },
	{ 163, ' ' },
	{ 192, 0x0b },	/* 100GBASE-CR4 */
};

E810_HANDLER(e810_sff_eeprom)
{
	struct ice_aqc_sff_eeprom *params = E810_PARAMS(cmd, sff_eeprom);
	u16 at = le16_to_cpu(params->i2c_mem_addr);

	if (le16_to_cpu(params->i2c_bus_addr) & ICE_AQC_SFF_IS_WRITE)
		return AQ_RC(EPERM);
	memset(cmd->buf, 0, cmd->len);
	for (size_t i = 0; i < ARRAY_SIZE(module_bytes); i++)
		if (module_bytes[i].at >= at &&
		    module_bytes[i].at < at + cmd->len)
			cmd->buf[module_bytes[i].at - at] = module_bytes[i].val;
	e810_answer(cmd, cmd->len);
	return AQ_RC(OK);
}
