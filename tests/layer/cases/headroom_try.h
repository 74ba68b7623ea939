/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Operations some of which find no headroom. A packet goes its way whether it
 * got what it asked for or not; every second packet asks for nothing.
 */
#ifndef TESTS_LAYER_CASES_HEADROOM_TRY_H
#define TESTS_LAYER_CASES_HEADROOM_TRY_H

#include <errno.h>

#include "tests/lib/harness.h"
#include "tests/lib/net.h"
#include "tests/layer/path/values.h"
#include "tests/layer/path/path.h"

#define HEADROOM_PACKETS	40

#define META_WORD	0x600dcafe

/* How long a packet is after all that was not refused. */
static unsigned int headroom_len(const struct way_try *list, unsigned int n)
{
	unsigned int len = WAY_LEN, i;

	for (i = 0; i < n; i++) {
		if (list[i].ret)
			continue;
		if (list[i].op.code == OP_HEAD)
			len -= list[i].op.a;
		if (list[i].op.code == OP_TAIL)
			len += list[i].op.a;
	}
	return len;
}

static int headroom_seen(const struct rxm_seen *seen,
			 const struct way_want *want, unsigned int len,
			 unsigned int meta_len)
{
	if (way_check_skb(seen, want))
		return -EBADMSG;
	if (seen->len == len && seen->meta_len == meta_len)
		return 0;
	net_say("%u bytes, not %u, and %u of metadata, not %u", seen->len, len,
		seen->meta_len, meta_len);
	return -EMSGSIZE;
}

static int headroom_try(const struct way *way, unsigned int at,
			const struct way_try *list, unsigned int n,
			unsigned int meta_len)
{
	const struct way_run run = { .packets = HEADROOM_PACKETS };
	unsigned int len = headroom_len(list, n), i;
	struct way_want want[2] = {};
	int bad;

	way_steps(2);
	way_try(at, 0, list, n);
	bad = way_go(way, &run) ?: way_tried(at, 0, list, n, &want[0]);
	for (i = 0; way->seen[0] && i < HEADROOM_PACKETS && !bad; i++)
		bad = headroom_seen(&way_bpf->bss->seen[0][i], &want[i & 1],
				    i & 1 ? WAY_LEN : len, i & 1 ? 0 : meta_len);
	return bad;
}

/* Stores all three, with values of which way_try() works out the skb. */
#define STORES		OK(STORE_HASH(0xabcd0123, RSS_L4)),		\
			OK(STORE_VLAN(0x2fff, 0x88a8)), OK(STORE_TS(77))
#define LOADS		GIVES(0xabcd0123, RSS_L4, LOAD_HASH),		\
			GIVES(0x2fff, 0x88a8, LOAD_VLAN),		\
			GIVES(0, 77, LOAD_TS)

/* Metadata gets as far as the skb where the variant keeps it. */
#define TRY_META(meta, ...)						\
	do {								\
		const struct way_try list_[] = { __VA_ARGS__ };		\
		_Static_assert(ARRAY_SIZE(list_) <= RXM_OPS, "too long"); \
		EXPECT_EQ(0, headroom_try(&variant->way, variant->at, list_, \
					  ARRAY_SIZE(list_),		\
					  variant->keeps_meta ?		\
					  (meta) : 0));			\
	} while (0)
#define TRY(...)	TRY_META(0, __VA_ARGS__)

#define EXPECT_META_WORD()						\
	do {								\
		if (variant->keeps_meta)				\
			EXPECT_EQ(META_WORD, way_bpf->bss->seen[0][0].meta); \
	} while (0)

#endif /* TESTS_LAYER_CASES_HEADROOM_TRY_H */
