// SPDX-License-Identifier: GPL-2.0
/* Registers of the port: MTU, state, speed, FEC, pause frames, LED. */
#include <string.h>

#include "cx5.h"
#include "format.h"
#include "link.h"
#include "link_registers.h"
#include "physical_port.h"

#define STATUS_UP	1
#define STATUS_DOWN	2
#define PROTO_ETH	(1 << 2)

CX5_REGISTER(cx5_reg_pmtu)
{
	if (write) {
		u16 mtu = GET(pmtu_reg, reg, admin_mtu);

		cx5->mtu = min(mtu, (u16)CX5_MTU_MAX);
	}
	SET(pmtu_reg, reg, max_mtu, CX5_MTU_MAX);
	SET(pmtu_reg, reg, admin_mtu, cx5->mtu);
	SET(pmtu_reg, reg, oper_mtu, cx5->mtu);
	return MLX5_CMD_STAT_OK;
}

/* The settings take effect when the port comes up the next time. */
CX5_REGISTER(cx5_reg_ptys)
{
	struct cx5_link *link = &cx5->link;
	bool up = cx5_port_up(cx5);

	if (write) {
		u32 admin = GET(ptys_reg, reg, eth_proto_admin);

		if (!(admin & cx5_link_capable()))
			return MLX5_CMD_STAT_BAD_PARAM_ERR;
		link->admin = admin & cx5_link_capable();
		link->fixed = GET(ptys_reg, reg, an_disable_admin);
	}
	memset(reg, 0, CX5_BYTES(ptys_reg));
	SET(ptys_reg, reg, local_port, 1);
	SET(ptys_reg, reg, proto_mask, PROTO_ETH);
	SET(ptys_reg, reg, an_disable_cap, 1);
	SET(ptys_reg, reg, an_disable_admin, link->fixed);
	SET(ptys_reg, reg, an_status, link->fixed ? MLX5_AN_UNAVAILABLE :
	    up ? MLX5_AN_COMPLETE : MLX5_AN_FAILED);
	SET(ptys_reg, reg, eth_proto_capability, cx5_link_capable());
	SET(ptys_reg, reg, eth_proto_admin, link->admin);
	if (up)
		SET(ptys_reg, reg, eth_proto_oper,
		    cx5_link_protocols(1U << link->end.now.mode));
	if (up && link->end.has_partner && !link->fixed)
		SET(ptys_reg, reg, eth_proto_lp_advertise,
		    cx5_link_protocols(link->end.partner.modes));
	return MLX5_CMD_STAT_OK;
}

CX5_REGISTER(cx5_reg_paos)
{
	if (write) {
		cx5->admin_up = GET(paos_reg, reg, admin_status) == STATUS_UP;
		if (cx5->admin_up)
			cx5_link_renew(cx5);
		cx5_port_update(cx5);
	}
	SET(paos_reg, reg, admin_status,
	    cx5->admin_up ? STATUS_UP : STATUS_DOWN);
	SET(paos_reg, reg, oper_status,
	    cx5_port_up(cx5) ? STATUS_UP : STATUS_DOWN);
	return MLX5_CMD_STAT_OK;
}

#define FEC_GROUPS(X) \
	X(NIC_FEC_10_40, 10g_40g) X(NIC_FEC_25, 25g) \
	X(NIC_FEC_50, 50g) X(NIC_FEC_100, 100g)

/* One bit: the driver chooses an encoding or leaves that to the card. */
static bool may_want(enum nic_fec_group group, u8 fec)
{
	return !(fec & (fec - 1)) && !(fec & ~cx5_link_fec_capable(group));
}

CX5_REGISTER(cx5_reg_pplm)
{
	struct cx5_link *link = &cx5->link;
	u8 want[NIC_FEC_GROUPS];

#define TAKE(group, speed) \
	want[group] = GET(pplm_reg, reg, fec_override_admin_##speed); \
	if (write && !may_want(group, want[group])) \
		return MLX5_CMD_STAT_BAD_PARAM_ERR;
	FEC_GROUPS(TAKE)
	if (write)
		memcpy(link->fec, want, sizeof(link->fec));
	memset(reg, 0, CX5_BYTES(pplm_reg));
	SET(pplm_reg, reg, local_port, 1);
#define GIVE(group, speed) \
	SET(pplm_reg, reg, fec_override_cap_##speed, \
	    cx5_link_fec_capable(group)); \
	SET(pplm_reg, reg, fec_override_admin_##speed, link->fec[group]);
	FEC_GROUPS(GIVE)
	if (cx5_port_up(cx5))
		SET(pplm_reg, reg, fec_mode_active, link->end.now.fec);
	return MLX5_CMD_STAT_OK;
}

/* Each part of the register is changed only where its mask says so. */
CX5_REGISTER(cx5_reg_pfcc)
{
	struct cx5_pause *pause = &cx5->pause;

	if (write) {
		u8 tx = GET(pfcc_reg, reg, prio_mask_tx);
		u8 rx = GET(pfcc_reg, reg, prio_mask_rx);

		if (!GET(pfcc_reg, reg, pptx_mask_n))
			pause->tx = GET(pfcc_reg, reg, pptx);
		if (!GET(pfcc_reg, reg, pprx_mask_n))
			pause->rx = GET(pfcc_reg, reg, pprx);
		pause->prio_tx = (pause->prio_tx & ~tx) |
				 (GET(pfcc_reg, reg, pfctx) & tx);
		pause->prio_rx = (pause->prio_rx & ~rx) |
				 (GET(pfcc_reg, reg, pfcrx) & rx);
	}
	memset(reg, 0, CX5_BYTES(pfcc_reg));
	SET(pfcc_reg, reg, local_port, 1);
	SET(pfcc_reg, reg, pptx, pause->tx);
	SET(pfcc_reg, reg, pprx, pause->rx);
	SET(pfcc_reg, reg, pfctx, pause->prio_tx);
	SET(pfcc_reg, reg, pfcrx, pause->prio_rx);
	return MLX5_CMD_STAT_OK;
}

/* The LED that shows where the port is: ethtool -p. */
CX5_REGISTER(cx5_reg_mlcr)
{
	if (write)
		cx5->beacon = GET(mlcr_reg, reg, beacon_duration);
	SET(mlcr_reg, reg, beacon_duration, cx5->beacon);
	SET(mlcr_reg, reg, beacon_remain, cx5->beacon);
	return MLX5_CMD_STAT_OK;
}
