/* SPDX-License-Identifier: GPL-2.0 */
/* Operations that move a packet's bounds, some of which find no headroom. */
#ifndef TESTS_LAYER_CASES_HEADROOM_TRY_H
#define TESTS_LAYER_CASES_HEADROOM_TRY_H

#include "tests/layer/path/path.h"

#define HEADROOM_PACKETS	40
#define META_WORD		0x600dcafe

int headroom_try(const struct path *path, unsigned int prog,
		 const struct path_try *tries, unsigned int n,
		 unsigned int meta_len);

/* Store all three values, and load them */
#define STORES		OK(STORE_HASH(0xabcd0123, RSS_L4)),		\
			OK(STORE_VLAN(0x2fff, 0x88a8)), OK(STORE_TS(77))
#define LOADS		GIVES(0xabcd0123, RSS_L4, LOAD_HASH),		\
			GIVES(0x2fff, 0x88a8, LOAD_VLAN),		\
			GIVES(0, 77, LOAD_TS)

/* A variant has the path, the position of the program that tries (prog), and
 * whether metadata reaches the skb (keeps_meta).
 */
#define TRY_META(meta, ...)						\
	do {								\
		const struct path_try tries_[] = { __VA_ARGS__ };	\
		_Static_assert(ARRAY_SIZE(tries_) <= RXM_OPS, "too long"); \
		EXPECT_EQ(0, headroom_try(&variant->path, variant->prog, \
					  tries_, ARRAY_SIZE(tries_),	\
					  variant->keeps_meta ?		\
					  (meta) : 0));			\
	} while (0)
#define TRY(...)	TRY_META(0, __VA_ARGS__)

#define EXPECT_META_WORD()						\
	do {								\
		if (variant->keeps_meta)				\
			EXPECT_EQ(META_WORD,				\
				  path_bpf->bss->seen[0][0].meta);	\
	} while (0)

#endif /* TESTS_LAYER_CASES_HEADROOM_TRY_H */
