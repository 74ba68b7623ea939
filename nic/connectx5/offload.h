/* SPDX-License-Identifier: GPL-2.0 */
/* Checksums and segmentation of sent packets. */
#ifndef CX5_OFFLOAD_H
#define CX5_OFFLOAD_H

#include <linux/types.h>

struct cx5;

void cx5_offload_csum(u8 *frame, u32 len, u8 cs_flags);
int cx5_offload_lso(struct cx5 *cx5, u8 *frame, u32 len, u32 headers, u16 mss,
		    u8 cs_flags, u32 *sent);

#endif /* CX5_OFFLOAD_H */
