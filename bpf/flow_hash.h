/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A flow and its Toeplitz hash, for BPF programs and for user space.
 */
#ifndef __FLOW_HASH_H__
#define __FLOW_HASH_H__

#ifndef __VMLINUX_H__
#include <linux/types.h>
#endif
#include <bpf/bpf_endian.h>

/* As a function of its own in BPF, one without a result may leave a pointer to the stack in
 * R0, and the verifier of Linux 6.12 refuses that.
 */
#ifdef __bpf__
#define FLOW_INLINE	static __always_inline
#else
#define FLOW_INLINE	static inline
#endif

/* Two IPv6 addresses and two ports */
#define FLOW_WORDS_MAX		9
#define FLOW_WORDS_IPV4		2
#define FLOW_WORDS_IPV6		8

#define FLOW_BEHIND_AH		1
#define FLOW_BEHIND_SEGMENTS	2	/* of segment routing, RFC 8754 */

#define TOEPLITZ_KEY_LEN	40
#define TOEPLITZ_NIBBLES	(FLOW_WORDS_MAX * 8)

/**
 * struct flow - the input of a packet's hash
 * @word: the input of RSS in the published order, in network byte order: source
 *	  address, destination address, source and destination port
 * @words: number of valid words: 2 or 8 for addresses only, 3 or 9 with ports
 * @type: &enum xdp_rss_hash_type
 * @proto: protocol after the IP header and its extension headers
 * @fragment: the packet is a fragment, so no protocol header has to follow
 * @behind: FLOW_BEHIND_*: headers between the IP header and @proto
 */
struct flow {
	__be32 word[FLOW_WORDS_MAX];
	__u32 words;
	__u32 type;
	__u8 proto;
	__u8 fragment;
	__u8 behind;
};

/**
 * struct toeplitz - an expanded key
 * @part: for each four bits of the input and each value of them, what they add to
 *	  the hash
 *
 * These 4.5 KiB stay in the first-level cache. A flow costs 24 or 72 look-ups;
 * going through the bits would cost 96 or 288 tests.
 */
struct toeplitz {
	__u32 part[TOEPLITZ_NIBBLES][16];
};

/* volatile: in BPF the table is read-only data that the loader fills in. The compiler
 * must not rely on the zeroes that it sees.
 */
static inline __u32 toeplitz_word(const volatile struct toeplitz *table,
				  __u32 index, __be32 word)
{
	__u32 bits = bpf_ntohl(word);
	__u32 hash = 0;
	int i;

#ifdef __bpf__
#pragma unroll
#endif
	for (i = 0; i < 8; i++)
		hash ^= table->part[index * 8 + i][(bits >> (28 - 4 * i)) & 15];
	return hash;
}

/**
 * flow_hash() - compute the Toeplitz hash of a flow
 * @table: the expanded key
 * @flow: flow
 *
 * Return: hash, host byte order.
 */
static inline __u32 flow_hash(const volatile struct toeplitz *table,
			      const struct flow *flow)
{
	__u32 hash = 0;
	__u32 i;

	for (i = 0; i < FLOW_WORDS_MAX && i < flow->words; i++)
		hash ^= toeplitz_word(table, i, flow->word[i]);
	return hash;
}

/* Return: whether the source is the greater end, by address and then by port. */
static inline int flow_is_reversed(const struct flow *flow, __u32 addr_words)
{
	__u32 ports, i;

	for (i = 0; i < FLOW_WORDS_IPV6 / 2 && i < addr_words; i++) {
		__u32 src = bpf_ntohl(flow->word[i]);
		__u32 dst = bpf_ntohl(flow->word[addr_words + i]);

		if (src != dst)
			return src > dst;
	}

	if (flow->words == 2 * addr_words)
		return 0;
	ports = bpf_ntohl(flow->word[2 * addr_words]);
	return ports >> 16 > (ports & 0xffff);
}

/**
 * flow_sort() - make both directions of a flow equal
 * @flow: flow; its lesser end becomes the source
 *
 * A key that repeats every 16 bits would make the hash symmetric too. But such a
 * key reduces the input to the exclusive-or of the two ends: many flows between two
 * regular networks collide, the hash has only 16 random bits, and users cannot
 * choose the key. Sorting works with every key and loses only the direction.
 */
FLOW_INLINE void flow_sort(struct flow *flow)
{
	__u32 half = flow->words < FLOW_WORDS_IPV6 ? 1 : FLOW_WORDS_IPV6 / 2;
	__u32 i;

	if (!flow_is_reversed(flow, half))
		return;

	for (i = 0; i < FLOW_WORDS_IPV6 / 2 && i < half; i++) {
		__be32 word = flow->word[i];

		flow->word[i] = flow->word[half + i];
		flow->word[half + i] = word;
	}

	if (flow->words > 2 * half) {
		__be32 ports = flow->word[2 * half];

		flow->word[2 * half] = ports << 16 | ports >> 16;
	}
}

#endif /* __FLOW_HASH_H__ */
