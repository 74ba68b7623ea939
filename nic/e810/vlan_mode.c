// SPDX-License-Identifier: GPL-2.0
/* Single or double VLAN mode, which the driver chooses once a package is in. */
#include <string.h>

#include "nic/lines.h"

#include "e810.h"
#include "vlan_mode.h"

/* The parameters come before the mode itself, and follow it. */
E810_HANDLER(e810_set_vlan_mode)
{
	const struct ice_aqc_set_vlan_mode *set = (const void *)cmd->buf;

	if (set->l2tag_prio_tagging > ICE_AQ_VLAN_PRIO_TAG_MAX)
		return AQ_RC(EINVAL);
	card->port.prio_tagging = set->l2tag_prio_tagging;
	return AQ_RC(OK);
}

E810_HANDLER(e810_get_vlan_mode)
{
	struct ice_aqc_get_vlan_mode mode = {
		.vlan_mode = card->rules.double_vlan ?
			     ICE_AQ_VLAN_MODE_DVM_ENA : 0,
		.l2tag_prio_tagging = card->port.prio_tagging,
	};

	memcpy(cmd->buf, &mode, sizeof(mode));
	e810_answer(cmd, sizeof(mode));
	return AQ_RC(OK);
}

E810_HANDLER(e810_set_port_params)
{
	struct ice_aqc_set_port_params *params =
		E810_PARAMS(cmd, set_port_params);
	u16 flags = le16_to_cpu(params->cmd_flags);
	bool twice = flags & ICE_AQC_SET_P_PARAMS_DOUBLE_VLAN_ENA;

	if (twice != card->rules.double_vlan)
		e810_trace(card, "%s VLAN mode", twice ? "double" : "single");
	card->rules.double_vlan = twice;
	return AQ_RC(OK);
}
