// SPDX-License-Identifier: GPL-2.0
/* Commands for the card as a whole. */
#include <string.h>

#include "caps.h"
#include "cx5.h"
#include "format.h"
#include "hca.h"

#define ISSI_SUPPORTED	0x3	/* 0 and 1 */

CX5_HANDLER(cx5_enable_hca)
{
	cx5->enabled = true;
	return MLX5_CMD_STAT_OK;
}

CX5_HANDLER(cx5_disable_hca)
{
	cx5->enabled = false;
	return MLX5_CMD_STAT_OK;
}

CX5_HANDLER(cx5_query_issi)
{
	SET(query_issi_out, out, current_issi, cx5->issi);
	SET(query_issi_out, out, supported_issi_dw0, ISSI_SUPPORTED);
	return MLX5_CMD_STAT_OK;
}

CX5_HANDLER(cx5_set_issi)
{
	u16 issi = GET(set_issi_in, in, current_issi);

	if (issi > 1)
		return MLX5_CMD_STAT_BAD_PARAM_ERR;
	cx5->issi = issi;
	return MLX5_CMD_STAT_OK;
}

/* The model has memory of its own and needs no pages of the guest. */
CX5_HANDLER(cx5_query_pages)
{
	return MLX5_CMD_STAT_OK;
}

CX5_HANDLER(cx5_manage_pages)
{
	return MLX5_CMD_STAT_OK;
}

CX5_HANDLER(cx5_init_hca)
{
	return cx5->enabled ? MLX5_CMD_STAT_OK : MLX5_CMD_STAT_NOT_READY;
}

/* Destroys the objects that the driver has left. */
CX5_HANDLER(cx5_teardown_hca)
{
	if (cx5_num_used(cx5))
		cx5_trace(cx5, "teardown: %u objects were left",
			  cx5_num_used(cx5));
	cx5->left += cx5_num_used(cx5);
	cx5_num_free_all(cx5);
	cx5->rx_root = 0;
	cx5->admin_up = false;
	cx5->carrier = false;
	cx5_caps_init(cx5);
	return MLX5_CMD_STAT_OK;
}

CX5_HANDLER(cx5_query_adapter)
{
	u8 *block = AT(query_adapter_out, out, query_adapter_struct);
	static const char psid[16] = "LAB0000000001";

	SET(query_adapter_param_block, block, ieee_vendor_id, 0x2c9);
	memcpy(AT(query_adapter_param_block, block, vsd_contd_psid), psid,
	       sizeof(psid));
	return MLX5_CMD_STAT_OK;
}

CX5_HANDLER(cx5_query_special_contexts)
{
	SET(query_special_contexts_out, out, resd_lkey, 0x100);
	return MLX5_CMD_STAT_OK;
}

/* Accepts the command and ignores it. */
CX5_HANDLER(cx5_nothing)
{
	return MLX5_CMD_STAT_OK;
}
