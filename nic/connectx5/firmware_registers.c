// SPDX-License-Identifier: GPL-2.0
/*
 * Registers that say what the firmware is (MCQS, MCQI) and which registers and
 * features of registers it has (PCAM, MCAM).
 */
#include <string.h>

#include "cap_evidence.h"
#include "cx5.h"
#include "firmware.h"
#include "firmware_registers.h"
#include "format.h"
#include "register_ids.h"

/* The registers of PCAM are bits of its mask, register 0x5000 last. */
#define PORT_REG(id, source) \
	{ CX5_PAGE_PCAM, CX5_OFF(pcam_reg, port_access_reg_cap_mask) + 127 - \
	  ((id) - 0x5000), 1, 1, 1, #id, source }
#define MCAM(field, source) \
	CAP(CX5_PAGE_MCAM, mcam_reg, 0, \
	    mng_access_reg_cap_mask.access_regs.field, 1, 1, source)

/* The feature masks of both registers have no bit that is set. */
static const struct cx5_cap caps[] = {
	PORT_REG(CX5_REG_PCAP, LINUX("port.c, mlx5_set_port_caps()")),
	PORT_REG(CX5_REG_PMLP, LINUX("port.c, mlx5_query_module_num()")),
	PORT_REG(CX5_REG_PMTU, LINUX("port.c, mlx5_set_port_mtu()")),
	PORT_REG(CX5_REG_PTYS, LINUX("port.c, mlx5_query_port_ptys()")),
	PORT_REG(CX5_REG_PAOS,
		 LINUX("port.c, mlx5_set_port_admin_status()")),
	PORT_REG(CX5_REG_PFCC, LINUX("port.c, mlx5_query_port_pause()")),
	PORT_REG(CX5_REG_PPCNT, LINUX("en_stats.c, without PCAM")),
	PORT_REG(CX5_REG_PPLM,
		 TESTED("user manual, features: supporting all FEC modes")),
	PORT_REG(CX5_REG_PCMR, LINUX("port.c, mlx5_set_port_fcs()")),
	PORT_REG(CX5_REG_PCAM, CX6("pcam_reg: 1")),

	MCAM(mcqs, TESTED("Documentation, mlx5 devlink info: fw.version 16.26.0100")),
	MCAM(mcqi, TESTED("Documentation, mlx5 devlink info: fw.version 16.26.0100")),
};

/**
 * cx5_register_cap_at() - look up what a bit of PCAM or MCAM belongs to
 * @page: CX5_PAGE_...
 * @bit: offset of the bit in that register
 *
 * Return: the capability, NULL when no entry has that bit.
 */
const struct cx5_cap *cx5_register_cap_at(u16 page, u32 bit)
{
	for (size_t i = 0; i < ARRAY_SIZE(caps); i++)
		if (caps[i].page == page && bit >= caps[i].off &&
		    bit < caps[i].off + caps[i].bits)
			return &caps[i];
	return NULL;
}

/* Of each register there is group 0 only: other groups are all zeroes. */
static void fill(u16 page, u8 *reg, bool group0)
{
	for (size_t i = 0; group0 && i < ARRAY_SIZE(caps); i++)
		if (caps[i].page == page)
			cx5_set(reg, caps[i].off, caps[i].bits, caps[i].val);
}

CX5_REGISTER(cx5_reg_pcam)
{
	u8 group = GET(pcam_reg, reg, access_reg_group);
	u8 feature = GET(pcam_reg, reg, feature_group);

	memset(reg, 0, CX5_BYTES(pcam_reg));
	SET(pcam_reg, reg, access_reg_group, group);
	SET(pcam_reg, reg, feature_group, feature);
	fill(CX5_PAGE_PCAM, reg, !group);
	return MLX5_CMD_STAT_OK;
}

CX5_REGISTER(cx5_reg_mcam)
{
	u8 group = GET(mcam_reg, reg, access_reg_group);
	u8 feature = GET(mcam_reg, reg, feature_group);

	memset(reg, 0, CX5_BYTES(mcam_reg));
	SET(mcam_reg, reg, access_reg_group, group);
	SET(mcam_reg, reg, feature_group, feature);
	fill(CX5_PAGE_MCAM, reg, !group);
	return MLX5_CMD_STAT_OK;
}

/* The headers that describe the device do not have these values. */
enum {
	MCQS_BOOT_IMAGE = 1,
	MCQI_CAPABILITIES = 0,
	MCQI_VERSION = 1,
};

/* The firmware has one component: the image that it booted. */
CX5_REGISTER(cx5_reg_mcqs)
{
	if (write || GET(mcqs_reg, reg, component_index))
		return MLX5_CMD_STAT_BAD_PARAM_ERR;
	memset(reg, 0, CX5_BYTES(mcqs_reg));
	SET(mcqs_reg, reg, last_index_flag, 1);
	SET(mcqs_reg, reg, identifier, MCQS_BOOT_IMAGE);
	return MLX5_CMD_STAT_OK;
}

static void say_version(u8 *data)
{
	static const char text[] = "16.35.4030";

	SET(mcqi_version, data, version, CX5_FW_VERSION);
	SET(mcqi_version, data, version_string_length, sizeof(text) - 1);
	memcpy(AT(mcqi_version, data, version_string), text, sizeof(text) - 1);
}

CX5_REGISTER(cx5_reg_mcqi)
{
	u8 type = GET(mcqi_reg, reg, info_type);
	u8 *data = AT(mcqi_reg, reg, data);

	if (write || GET(mcqi_reg, reg, component_index) ||
	    GET(mcqi_reg, reg, offset))
		return MLX5_CMD_STAT_BAD_PARAM_ERR;
	memset(data, 0, CX5_BYTES(mcqi_version));
	if (type == MCQI_VERSION) {
		SET(mcqi_reg, reg, info_size, CX5_BYTES(mcqi_version));
		say_version(data);
	} else if (type == MCQI_CAPABILITIES) {
		SET(mcqi_reg, reg, info_size, CX5_BYTES(mcqi_cap));
		SET(mcqi_cap, data, supported_info_bitmask,
		    1 << MCQI_CAPABILITIES | 1 << MCQI_VERSION);
	} else {
		return MLX5_CMD_STAT_BAD_PARAM_ERR;
	}
	return MLX5_CMD_STAT_OK;
}
