/* SPDX-License-Identifier: GPL-2.0 */
/* What mlx5's headers embed of RDMA's types; nobody looks into them. */
#ifndef NIC_COMPAT_IB_VERBS_H
#define NIC_COMPAT_IB_VERBS_H

struct ib_grh { unsigned char raw[40]; };
struct ib_ah { void *none; };

#endif
