/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The counters of the tunnel program, from BPF.
 */
#ifndef __COUNT_H__
#define __COUNT_H__

static __always_inline void count(struct tunnel_stats *stats, __u32 which)
{
	if (which < TUNNEL_COUNTERS)
		stats->counter[which]++;
}

static __always_inline void count_flow(struct tunnel_stats *stats, __u32 kind)
{
	count(stats, TUNNEL_FLOWS);
	if (kind < TUNNEL_KINDS)
		stats->kind[kind]++;
}

#endif /* __COUNT_H__ */
