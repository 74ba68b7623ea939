/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Short forms to count an event of a ring, and to read how many there were.
 */
#ifndef _ICE_RING_STATS_H_
#define _ICE_RING_STATS_H_

static inline void ice_stat_inc(u64 *stat)
{
	(*stat)++;
}

/**
 * ice_stats_inc - increment a value of the statistics of a Tx ring
 * @stats: pointer to the struct ice_ring_stats of the ring
 * @member: member of its struct ice_txq_stats
 */
#define ice_stats_inc(stats, member) \
	ice_stat_inc(&(stats)->tx_stats.member)

/**
 * ice_stats_read - read a value of the statistics of a Tx ring
 * @stats: pointer to the struct ice_ring_stats of the ring
 * @member: member of its struct ice_txq_stats
 */
#define ice_stats_read(stats, member)	((stats)->tx_stats.member)

#endif /* _ICE_RING_STATS_H_ */
