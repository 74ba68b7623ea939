// SPDX-License-Identifier: GPL-2.0
/*
 * Fixture of the KUnit tests of mlx5e: the clock, the filter of timestamps and
 * the pages of a receive queue.
 */
#include <linux/clocksource.h>
#include <net/netmem.h>
#include "en/xdp_rx_test.h"

static u64 rx_test_cycles(struct cyclecounter *cc)
{
	return 0;
}

/* A clock that counts half nanoseconds and was started at @start_ns */
struct mlx5_clock *mlx5e_rx_test_clock(struct kunit *test, u64 start_ns)
{
	struct mlx5_clock *clock = rx_meta_test_zalloc(test, sizeof(*clock));
	struct mlx5_timer *timer = &clock->timer;

	seqlock_init(&clock->lock);
	timer->cycles = (struct cyclecounter) {
		.read	= rx_test_cycles,
		.mask	= CLOCKSOURCE_MASK(41),
		.mult	= 1,
		.shift	= 1,
	};
	timecounter_init(&timer->tc, &timer->cycles, start_ns);
	return clock;
}

/* Which packets get a timestamp */
void mlx5e_rx_test_set_filter(struct kunit *test, struct mlx5e_rq *rq,
			      int filter)
{
	rq->hwtstamp_config =
		rx_meta_test_zalloc(test, sizeof(*rq->hwtstamp_config));
	rq->hwtstamp_config->rx_filter = filter;
}

/* Returns where the page is. */
void *mlx5e_rx_test_set_page(struct mlx5e_frag_page *frag, struct page *page)
{
	frag->netmem = page_to_netmem(page);
	return page_address(page);
}

/* A page for the linear part of the next packet, which has fragments behind it.
 * The packet frees it.
 */
void mlx5e_rx_test_set_linear_page(struct kunit *test, struct mlx5e_rq *rq)
{
	struct mlx5e_mpw_linear_info *info =
		rx_meta_test_zalloc(test, sizeof(*info));

	mlx5e_rx_test_set_page(&info->frag_page,
			       rx_meta_test_pool_page(test, rq->page_pool));
	info->max_frags = 1;
	rq->mpwqe.linear_info = info;
}
