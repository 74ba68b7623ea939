/* SPDX-License-Identifier: GPL-2.0 */
/* Updates of the tunnel program's counters, from BPF. */
#ifndef __TUNNEL_COUNTERS_H__
#define __TUNNEL_COUNTERS_H__

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

/* @why is what the parser returned. */
static __always_inline void count_pass(struct tunnel_stats *stats, __u32 why)
{
	count(stats, TUNNEL_WHY(why));
	if (TUNNEL_WHY(why) == TUNNEL_UNREADABLE && why >> 8 < TUNNEL_UNREADS)
		stats->unread[why >> 8]++;
}

#endif /* __TUNNEL_COUNTERS_H__ */
