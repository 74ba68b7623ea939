// SPDX-License-Identifier: GPL-2.0
/*
 * What the card would tell its neighbour by LLDP: the DCB configuration of the
 * driver, which it sets again after a core reset. The capabilities have no DCB,
 * so the driver's own agent is at work and the card sends none of it.
 */
#include <string.h>

#include "e810.h"
#include "lldp.h"

E810_HANDLER(e810_lldp_set_mib)
{
	struct ice_aqc_lldp_set_local_mib *params =
		E810_PARAMS(cmd, lldp_set_local_mib);
	u16 len = le16_to_cpu(params->length);

	if (!len || len > cmd->len || len > sizeof(card->lldp.mib))
		return AQ_RC(EINVAL);
	memcpy(card->lldp.mib, cmd->buf, len);
	card->lldp.len = len;
	return AQ_RC(OK);
}

/* Nothing is known of the neighbour. */
E810_HANDLER(e810_lldp_get_mib)
{
	struct ice_aqc_lldp_get_mib *params = E810_PARAMS(cmd, lldp_get_mib);

	if ((params->type & ICE_AQ_LLDP_MIB_TYPE_M) != ICE_AQ_LLDP_MIB_LOCAL ||
	    !card->lldp.len)
		return AQ_RC(ENOENT);
	memcpy(cmd->buf, card->lldp.mib, card->lldp.len);
	params->local_len = cpu_to_le16(card->lldp.len);
	params->remote_len = 0;
	e810_answer(cmd, card->lldp.len);
	return AQ_RC(OK);
}
