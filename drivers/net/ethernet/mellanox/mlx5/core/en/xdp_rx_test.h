/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Fixture of the KUnit tests of mlx5e: the parts of a receive queue that need
 * no device.
 */
#ifndef __MLX5_EN_XDP_RX_TEST_H__
#define __MLX5_EN_XDP_RX_TEST_H__

#include <net/xdp_rx_meta_kunit_nic.h>
#include "en/xdp.h"
#include "en/xdp_rx_meta.h"
#include "lib/clock.h"

struct mlx5_clock *mlx5e_rx_test_clock(struct kunit *test, u64 start_ns);
void mlx5e_rx_test_set_filter(struct kunit *test, struct mlx5e_rq *rq,
			      int filter);
void *mlx5e_rx_test_set_page(struct mlx5e_frag_page *frag, struct page *page);
void mlx5e_rx_test_set_linear_page(struct kunit *test, struct mlx5e_rq *rq);

#endif /* __MLX5_EN_XDP_RX_TEST_H__ */
