// SPDX-License-Identifier: GPL-2.0
/* The rate and the FEC of the link, on which two cards agree. */
#include <string.h>

#include "nic/e810/ethernet_port.h"

#include "card_driver.h"
#include "tests.h"

#define RATE_100	ICE_PHY_TYPE_LOW_100GBASE_CR4
#define RATE_50		ICE_PHY_TYPE_LOW_50GBASE_CR2
#define RATE_25		ICE_PHY_TYPE_LOW_25GBASE_CR
#define RATE_10		ICE_PHY_TYPE_LOW_10G_SFI_DA
#define RATES		(RATE_100 | RATE_50 | RATE_25 | RATE_10)
#define FEC_AUTO	E810_PORT_FEC

/* Says what the PHY of a card may use. */
static void allow(struct driver *drv, u8 second, u64 types, u8 fec)
{
	const struct ice_aqc_set_phy_cfg params = { 0 };
	struct ice_aqc_set_phy_cfg_data phy = {
		.phy_type_low = cpu_to_le64(types),
		.caps = ICE_AQ_PHY_ENA_LINK | ICE_AQ_PHY_ENA_AUTO_FEC,
		.link_fec_opt = fec,
	};

	drv->second = second;
	EXPECT_EQ(AQ_RC(OK), driver_cmd(drv, ice_aqc_opc_set_phy_cfg, &params,
					sizeof(params), &phy, sizeof(phy),
					sizeof(phy)));
	drv->second = 0;
}

/* Both cards say the same of the link: its speed, 0 without one, and its FEC. */
static void link_is(struct driver *drv, u16 speed, u8 fec)
{
	const struct ice_aqc_get_link_status params = { 0 };
	struct ice_aqc_get_link_status_data status;

	for (unsigned int i = 0; i < 2; i++) {
		drv->second = i ? ACTION_SECOND : 0;
		driver_cmd(drv, ice_aqc_opc_get_link_status, &params,
			   sizeof(params), NULL, 0, ICE_AQC_LS_DATA_SIZE_V1);
		memcpy(&status, drv->out, sizeof(status));
		EXPECT_EQ(speed, le16_to_cpu(status.link_speed));
		EXPECT_EQ(fec, status.cfg);
		EXPECT_EQ(speed ? ICE_AQ_LINK_UP : 0,
			  status.link_info & ICE_AQ_LINK_UP);
	}
	drv->second = 0;
}

/* The best rate that both may use; without one there is no link. */
static void rates(struct driver *drv)
{
	link_is(drv, ICE_AQ_LINK_SPEED_100GB, ICE_AQ_LINK_25G_RS_528_FEC_EN);
	allow(drv, 0, RATE_10 | RATE_50, FEC_AUTO);
	link_is(drv, ICE_AQ_LINK_SPEED_50GB, ICE_AQ_LINK_25G_RS_528_FEC_EN);
	allow(drv, ACTION_SECOND, RATES & ~RATE_50, FEC_AUTO);
	link_is(drv, ICE_AQ_LINK_SPEED_10GB, 0);
	allow(drv, 0, RATE_25, FEC_AUTO);
	link_is(drv, ICE_AQ_LINK_SPEED_25GB, ICE_AQ_LINK_25G_RS_528_FEC_EN);
	allow(drv, ACTION_SECOND, RATE_10, FEC_AUTO);
	link_is(drv, 0, 0);
	allow(drv, ACTION_SECOND, RATES, FEC_AUTO);
	allow(drv, 0, RATES, FEC_AUTO);
	link_is(drv, ICE_AQ_LINK_SPEED_100GB, ICE_AQ_LINK_25G_RS_528_FEC_EN);
}

/* A FEC that one end asks for, and the other one allows or not */
static void fec(struct driver *drv)
{
	allow(drv, 0, RATES, 0);
	link_is(drv, ICE_AQ_LINK_SPEED_100GB, 0);
	allow(drv, ACTION_SECOND, RATES, ICE_AQC_PHY_FEC_25G_RS_528_REQ);
	link_is(drv, 0, 0);
	allow(drv, 0, RATE_25, ICE_AQC_PHY_FEC_25G_KR_REQ);
	link_is(drv, 0, 0);
	allow(drv, ACTION_SECOND, RATES, FEC_AUTO);
	link_is(drv, ICE_AQ_LINK_SPEED_25GB, ICE_AQ_LINK_25G_KR_FEC_EN);
}

const struct test rates_tests[] = {
	{ .name = "rates_agreed", .run = rates, .seed = true },
	{ .name = "rates_fec", .run = fec, .seed = true },
	{ 0 },
};
