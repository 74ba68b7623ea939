/* SPDX-License-Identifier: GPL-2.0 */
/* RDMA's types that mlx5's headers embed. The models use no member of them. */
#ifndef NIC_COMPAT_IB_VERBS_H
#define NIC_COMPAT_IB_VERBS_H

struct ib_grh { unsigned char raw[40]; };
struct ib_ah { void *none; };

#endif
