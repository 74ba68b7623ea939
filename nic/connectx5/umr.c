// SPDX-License-Identifier: GPL-2.0
/* User-mode memory registration: a WQE that changes the memory of a key. */
#include <stdlib.h>
#include <string.h>

#include "nic/bytes.h"

#include "cx5.h"
#include "format.h"
#include "mkey.h"
#include "sq.h"

#define OCTWORD		16

/* The translations follow the WQE's three segments: control, UMR and mkey. */
#define INLINE_OFF	(sizeof(struct mlx5_wqe_ctrl_seg) + \
			 sizeof(struct mlx5_wqe_umr_ctrl_seg) + \
			 sizeof(struct mlx5_mkey_seg))

/* Changes only the members that the driver's mask names. */
static void change_context(struct cx5_mkey *mkey, u64 mask,
			   const struct mlx5_mkey_seg *seg)
{
	if (mask & MLX5_MKEY_MASK_FREE)
		mkey->free = seg->status & MLX5_MKEY_STATUS_FREE;
	if (mask & MLX5_MKEY_MASK_LEN)
		mkey->len = be64_to_cpu(seg->len);
	if (mask & MLX5_MKEY_MASK_START_ADDR)
		mkey->start = be64_to_cpu(seg->start_addr);
	if (mask & MLX5_MKEY_MASK_PAGE_SIZE)
		mkey->log_page = seg->log2_page_size & 0x3f;
}

/**
 * cx5_umr() - execute a UMR
 * @cx5: the card
 * @wqe: the WQE
 * @ds: its length, in units of 16 bytes
 *
 * Return: 0; -1 when the key is wrong, the list does not fit, or the
 * translations are not inline in the WQE.
 */
int cx5_umr(struct cx5 *cx5, const u8 *wqe, u32 ds)
{
	struct mlx5_wqe_umr_ctrl_seg umr;
	struct mlx5_mkey_seg seg;
	struct cx5_mkey *mkey;
	u64 off, len;

	if (ds * OCTWORD < INLINE_OFF)
		return -1;
	memcpy(&umr, wqe + sizeof(struct mlx5_wqe_ctrl_seg), sizeof(umr));
	memcpy(&seg, wqe + INLINE_OFF - sizeof(seg), sizeof(seg));
	mkey = cx5_mkey_find(cx5, get_be32(wqe + offsetof(struct
							  mlx5_wqe_ctrl_seg,
							  umr_mkey)));
	if (!mkey || !mkey->umr)
		return -1;
	len = (u64)be16_to_cpu(umr.xlt_octowords) * OCTWORD;
	if (len) {
		off = 0;
		if (umr.flags & MLX5_UMR_TRANSLATION_OFFSET_EN)
			off = ((u64)be32_to_cpu(umr.xlt_offset_47_16) << 16 |
			       be16_to_cpu(umr.xlt_offset)) * OCTWORD;
		if (!(umr.flags & MLX5_UMR_INLINE) ||
		    len > ds * OCTWORD - INLINE_OFF ||
		    off > mkey->n || len > mkey->n - off)
			return -1;
		memcpy(mkey->xlt + off, wqe + INLINE_OFF, len);
		free(mkey->end);
		mkey->end = NULL;
	}
	change_context(mkey, be64_to_cpu(umr.mkey_mask), &seg);
	return 0;
}
