// SPDX-License-Identifier: GPL-2.0
/* The versions, the capabilities and the address of the card. */
#include <string.h>

#include "nic/lines.h"

#include "capabilities.h"
#include "e810.h"

/*
 * The driver looks at the version of the interface only. It was written for 1.5
 * (EXP_FW_API_VER_MINOR). With 1.7 it would also want health reports and default
 * configurations of the link.
 */
#define FW_MAJOR	6
#define FW_MINOR	1
#define FW_PATCH	8
#define API_MAJOR	1
#define API_MINOR	5

/* The device has 2048 queues of each kind for eight functions. */
#define LUT_ENTRIES	ICE_LUT_PF_SIZE
#define LUT_WIDTH	8

/* The bits of the capability for PTP, from ice_type.h of the driver */
#define TS_FUNC_ENA		BIT(0)
#define TS_SRC_TMR_OWND		BIT(1)
#define TS_TMR_ENA		BIT(2)
#define TS_TMR0_OWND		BIT(3)
#define TS_DEV_ENA		BIT(24)
#define TS_TMR0_ENA		BIT(25)

/**
 * struct cap - a capability
 * @id: its number
 * @number: the first value; its meaning depends on the capability
 * @logical: the second value
 * @device: the first value, where the device has another one than the function
 */
struct cap {
	u16 id;
	u32 number;
	u32 logical;
	u32 device;
};

/*
 * Not here, so the driver does not use it: SR-IOV, RDMA, DCB, updates of the
 * flash. The filters of the flow director are in registers.
 */
static const struct cap caps[] = {
	{ AQ_CAP(VALID_FUNCTIONS), BIT(E810_PF), 0, 0 },
	{ AQ_CAP(VSI), E810_VSIS, 0, E810_VSIS },
	{ AQ_CAP(RSS), LUT_ENTRIES, LUT_WIDTH, 0 },
	{ AQ_CAP(RXQS), E810_QUEUES, 0, 0 },
	{ AQ_CAP(TXQS), E810_QUEUES, 0, 0 },
	{ AQ_CAP(MSIX), 0, 0, 0 },
	{ AQ_CAP(FD), 0, 0, 0 },
	{ AQ_CAP(1588), TS_FUNC_ENA | TS_SRC_TMR_OWND | TS_TMR_ENA, 0,
	  TS_DEV_ENA | TS_TMR0_OWND | TS_TMR0_ENA },
	{ AQ_CAP(MAX_MTU), ICE_AQ_SET_MAC_FRAME_SIZE_MAX, 0, 0 },
};

E810_HANDLER(e810_get_ver)
{
	struct AQ_STRUCT(aqc_get_ver) *ver = E810_LIBIE_PARAMS(cmd, get_ver);

	ver->rom_ver = 0;
	ver->fw_build = 0;
	ver->fw_branch = 0;
	ver->fw_major = FW_MAJOR;
	ver->fw_minor = FW_MINOR;
	ver->fw_patch = FW_PATCH;
	ver->api_branch = 0;
	ver->api_major = API_MAJOR;
	ver->api_minor = API_MINOR;
	ver->api_patch = 0;
	return AQ_RC(OK);
}

E810_HANDLER(e810_driver_ver)
{
	e810_trace(card, "driver version %.32s", cmd->buf);
	return AQ_RC(OK);
}

static void put_cap(struct e810 *card, u8 *at, const struct cap *cap,
		    bool device)
{
	struct AQ_STRUCT(aqc_list_caps_elem) elem = {
		.cap = cpu_to_le16(cap->id),
		.major_ver = 1,
		.number = cpu_to_le32(device && cap->device ? cap->device :
							      cap->number),
		.logical_id = cpu_to_le32(cap->logical),
	};

	if (cap->id == AQ_CAP(MSIX))
		elem.number = cpu_to_le32(card->nic.config.vectors);
	memcpy(at, &elem, sizeof(elem));
}

/* With too small a buffer, the answer is the number of capabilities. */
E810_HANDLER(e810_list_caps)
{
	struct AQ_STRUCT(aqc_list_caps) *params =
		E810_LIBIE_PARAMS(cmd, list_caps);
	const u32 size = sizeof(struct AQ_STRUCT(aqc_list_caps_elem));
	bool device = le16_to_cpu(cmd->desc->opcode) == 0x000b;

	params->count = cpu_to_le32(ARRAY_SIZE(caps));
	if (cmd->len < ARRAY_SIZE(caps) * size)
		return AQ_RC(ENOMEM);
	for (size_t i = 0; i < ARRAY_SIZE(caps); i++)
		put_cap(card, cmd->buf + i * size, &caps[i], device);
	e810_answer(cmd, ARRAY_SIZE(caps) * size);
	return AQ_RC(OK);
}

E810_HANDLER(e810_mac_read)
{
	struct ice_aqc_manage_mac_read *params =
		E810_PARAMS(cmd, manage_mac_read);
	struct ice_aqc_manage_mac_read_resp resp = {
		.lport_num = E810_PORT,
		.addr_type = ICE_AQC_MAN_MAC_ADDR_TYPE_LAN,
	};

	memcpy(resp.mac_addr, card->port.mac, sizeof(resp.mac_addr));
	memcpy(cmd->buf, &resp, sizeof(resp));
	params->flags = cpu_to_le16(ICE_AQC_MAN_MAC_LAN_ADDR_VALID |
				    ICE_AQC_MAN_MAC_PORT_ADDR_VALID);
	params->num_addr = 1;
	e810_answer(cmd, sizeof(resp));
	return AQ_RC(OK);
}

/* The driver's own address replaces the burnt-in one until a core reset. */
E810_HANDLER(e810_mac_write)
{
	struct ice_aqc_manage_mac_write *params =
		E810_PARAMS(cmd, manage_mac_write);

	if (params->mac_addr[0] & 1)
		return AQ_RC(EINVAL);
	memcpy(card->port.mac, params->mac_addr, sizeof(card->port.mac));
	return AQ_RC(OK);
}
