// SPDX-License-Identifier: GPL-2.0
/* Objects that are no more than a number. */
#include "cx5.h"
#include "format.h"
#include "resources.h"

/* The object of all these numbers: it shows that a number is in use. */
static char token;

static u8 alloc(struct cx5 *cx5, enum cx5_kind kind, u32 *num)
{
	return cx5_num_new(cx5, kind, &token, num) ? MLX5_CMD_STAT_NO_RES_ERR :
						     MLX5_CMD_STAT_OK;
}

static u8 release(struct cx5 *cx5, enum cx5_kind kind, u32 num)
{
	return cx5_num_take(cx5, kind, num) ? MLX5_CMD_STAT_OK :
					      MLX5_CMD_STAT_BAD_RES_ERR;
}

CX5_HANDLER(cx5_alloc_pd)
{
	u32 num = 0;
	u8 status = alloc(cx5, CX5_PD, &num);

	SET(alloc_pd_out, out, pd, num);
	return status;
}

CX5_HANDLER(cx5_dealloc_pd)
{
	return release(cx5, CX5_PD, GET(dealloc_pd_in, in, pd));
}

CX5_HANDLER(cx5_alloc_td)
{
	u32 num = 0;
	u8 status = alloc(cx5, CX5_TD, &num);

	SET(alloc_transport_domain_out, out, transport_domain, num);
	return status;
}

CX5_HANDLER(cx5_dealloc_td)
{
	return release(cx5, CX5_TD, GET(dealloc_transport_domain_in, in,
				     transport_domain));
}

CX5_HANDLER(cx5_alloc_uar)
{
	u32 num = 0;
	u8 status = alloc(cx5, CX5_UAR, &num);

	SET(alloc_uar_out, out, uar, num);
	return status;
}

CX5_HANDLER(cx5_dealloc_uar)
{
	return release(cx5, CX5_UAR, GET(dealloc_uar_in, in, uar));
}

CX5_HANDLER(cx5_create_tis)
{
	u32 num = 0;
	u8 status = alloc(cx5, CX5_TIS, &num);

	SET(create_tis_out, out, tisn, num);
	return status;
}

CX5_HANDLER(cx5_modify_tis)
{
	return cx5_num_find(cx5, CX5_TIS, GET(modify_tis_in, in, tisn)) ?
	       MLX5_CMD_STAT_OK : MLX5_CMD_STAT_BAD_RES_ERR;
}

CX5_HANDLER(cx5_destroy_tis)
{
	return release(cx5, CX5_TIS, GET(destroy_tis_in, in, tisn));
}
