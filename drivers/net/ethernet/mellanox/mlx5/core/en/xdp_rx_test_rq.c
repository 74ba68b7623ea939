// SPDX-License-Identifier: GPL-2.0
/*
 * Fixture of the KUnit tests of mlx5e: the clock, the filter of timestamps and
 * the pages of a receive queue.
 */
#include <linux/clocksource.h>
#include "en/xdp_rx_test.h"

static u64 rx_test_cycles(const struct cyclecounter *cc)
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
	rq->tstamp = rx_meta_test_zalloc(test, sizeof(*rq->tstamp));
	rq->tstamp->rx_filter = filter;
}

/* Returns where the page is. */
void *mlx5e_rx_test_set_page(struct mlx5e_frag_page *frag, struct page *page)
{
	frag->page = page;
	return page_address(page);
}

/* The driver takes a page for the linear part of each packet itself. */
void mlx5e_rx_test_set_linear_page(struct kunit *test, struct mlx5e_rq *rq)
{
}
