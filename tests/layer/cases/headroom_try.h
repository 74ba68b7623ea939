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
static unsigned int headroom_len(const struct path_try *tries, unsigned int n)
{
	unsigned int len = PATH_LEN, i;

	for (i = 0; i < n; i++) {
		if (tries[i].ret)
			continue;
		if (tries[i].op.code == OP_HEAD)
			len -= tries[i].op.a;
		if (tries[i].op.code == OP_TAIL)
			len += tries[i].op.a;
	}
	return len;
}

static int headroom_seen(const struct rxm_seen *seen,
			 const struct path_want *want, unsigned int len,
			 unsigned int meta_len)
{
	if (path_check_skb(seen, want))
		return -EBADMSG;
	if (seen->len == len && seen->meta_len == meta_len)
		return 0;
	net_say("%u bytes, not %u, and %u of metadata, not %u", seen->len, len,
		seen->meta_len, meta_len);
	return -EMSGSIZE;
}

static int headroom_try(const struct path *path, unsigned int at,
			const struct path_try *tries, unsigned int n,
			unsigned int meta_len)
{
	const struct path_run run = { .packets = HEADROOM_PACKETS };
	unsigned int len = headroom_len(tries, n), i;
	struct path_want want[2] = {};
	int bad;

	path_lists(2);
	path_try(at, 0, tries, n);
	bad = path_go(path, &run) ?: path_check_tries(at, 0, tries, n, &want[0]);
	for (i = 0; path->observers[0] && i < HEADROOM_PACKETS && !bad; i++)
		bad = headroom_seen(&path_bpf->bss->seen[0][i], &want[i & 1],
				    i & 1 ? PATH_LEN : len, i & 1 ? 0 : meta_len);
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
		const struct path_try tries_[] = { __VA_ARGS__ };		\
		_Static_assert(ARRAY_SIZE(tries_) <= RXM_OPS, "too long"); \
		EXPECT_EQ(0, headroom_try(&variant->path, variant->at, tries_, \
					  ARRAY_SIZE(tries_),		\
					  variant->keeps_meta ?		\
					  (meta) : 0));			\
	} while (0)
#define TRY(...)	TRY_META(0, __VA_ARGS__)

#define EXPECT_META_WORD()						\
	do {								\
		if (variant->keeps_meta)				\
			EXPECT_EQ(META_WORD, path_bpf->bss->seen[0][0].meta); \
	} while (0)

#endif /* TESTS_LAYER_CASES_HEADROOM_TRY_H */
