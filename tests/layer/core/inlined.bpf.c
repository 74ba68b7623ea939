// SPDX-License-Identifier: GPL-2.0
/*
 * A call of a kfunc in each program. The verifier replaces that of a program whose name
 * begins with in_, and leaves that of one whose name begins with call_.
 */
#include "vmlinux.h"
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

#include "inlined.h"
#include "xdp_rx_meta.bpf.h"

extern void *bpf_cast_to_kern_ctx(void *obj) __ksym;

struct inlined_before before;
struct inlined_after after;
__u8 filling[INLINED_FILL];

/* The verifier does not know these. */
__u32 hash = 0xcafe1234, type = XDP_RSS_L3_IPV4, pick;
__u16 proto = bpf_htons(0x8100), tci = 0xa064;
__u64 ns = 1234567890123456789;

/* The headroom behind the frame, so that a byte too much is noticed */
static __always_inline int fill_headroom(struct xdp_md *ctx)
{
	return bpf_xdp_adjust_head(ctx, -INLINED_FILL) ?:
	       bpf_xdp_store_bytes(ctx, 0, filling, sizeof(filling)) ?:
	       bpf_xdp_adjust_head(ctx, INLINED_FILL);
}

static __always_inline int prepare(struct xdp_md *ctx)
{
	if (fill_headroom(ctx))
		return -1;
	if ((before.stored & XDP_RX_META_HASH &&
	     bpf_xdp_store_rx_hash(ctx, ~hash, type)) ||
	    (before.stored & XDP_RX_META_VLAN_TAG &&
	     bpf_xdp_store_rx_vlan_tag(ctx, bpf_htons(0x88a8), ~tci)) ||
	    (before.stored & XDP_RX_META_TIMESTAMP &&
	     bpf_xdp_store_rx_timestamp(ctx, ~ns)))
		return -1;
	if (before.head && bpf_xdp_adjust_head(ctx, before.head))
		return -1;
	return before.meta ? bpf_xdp_adjust_meta(ctx, before.meta) : 0;
}

static __always_inline __u64 distance(const void *from, const void *to)
{
	__u64 bytes = to - from;

	barrier_var(bytes);
	return bytes;
}

/* Other ways to read the memory of the kernel are missing where nothing can be traced. */
static __always_inline void copy_headroom(const void *start)
{
	const struct in6_addr *from;
	int i;

	for (i = 0; i < INLINED_WORDS; i++) {
		from = bpf_core_cast(start + i / 4 * sizeof(*from),
				     struct in6_addr);
		after.words[i] = from->in6_u.u6_addr32[i % 4];
	}
}

static __always_inline int report(struct xdp_md *ctx, int ret,
				  const struct inlined_given *given)
{
	struct xdp_buff *xdp = bpf_cast_to_kern_ctx(ctx);

	after.ret = ret;
	after.flags = xdp->flags;
	after.data = distance(xdp->data_hard_start, xdp->data);
	after.meta = distance(xdp->data_hard_start, xdp->data_meta);
	after.given = *given;
	copy_headroom(xdp->data_hard_start);
	return XDP_PASS;
}

#define CASE(name, call)						\
SEC("xdp")								\
int name(struct xdp_md *ctx)						\
{									\
	struct inlined_given given = { 1, 2, 3, 4, 5 };			\
									\
	if (prepare(ctx))						\
		return XDP_ABORTED;					\
	return report(ctx, (call), &given);				\
}

#define HASH(name, type)	CASE(name, bpf_xdp_store_rx_hash(ctx, hash, type))
#define VLAN(name, tpid) \
	CASE(name, bpf_xdp_store_rx_vlan_tag(ctx, bpf_htons(tpid), tci))

CASE(none, 0)

HASH(in_hash_ip4, 0x001)
HASH(in_hash_ip6, 0x002)
HASH(in_hash_ip4_options, 0x005)
HASH(in_hash_l4, 0x008)
HASH(in_hash_udp4, 0x029)
HASH(in_hash_icmp, 0x100)
HASH(in_hash_all_bits, 0x1ff)
HASH(call_hash_no_layer, 0)
HASH(call_hash_options_only, 0x004)
HASH(call_hash_unknown_bit, 0x200)
HASH(call_hash_unknown_bit_too, 0x229)
HASH(call_hash_high_bit, 0x80000029)
HASH(call_hash_from_memory, type)

VLAN(in_vlan_8021q, 0x8100)
VLAN(in_vlan_8021ad, 0x88a8)
VLAN(call_vlan_none, 0)
VLAN(call_vlan_host_order, 0x0081)
VLAN(call_vlan_qinq, 0x9100)
VLAN(call_vlan_ones, 0xffff)
CASE(call_vlan_from_memory, bpf_xdp_store_rx_vlan_tag(ctx, proto, tci))

CASE(in_timestamp, bpf_xdp_store_rx_timestamp(ctx, ns))

CASE(in_load_hash, bpf_xdp_load_rx_hash(ctx, &given.hash, &given.type))
CASE(in_load_vlan,
     bpf_xdp_load_rx_vlan_tag(ctx, &given.proto, &given.tci))
CASE(in_load_timestamp, bpf_xdp_load_rx_timestamp(ctx, &given.ns))

/* Two paths lead to one call. The verifier comes there with one type first, and must not
 * take the other for it.
 */
static __always_inline enum xdp_rss_hash_type either(__u32 one, __u32 other)
{
	__u64 chosen = one;

	asm volatile("if %[pick] == 0 goto +1;"
		     "%[chosen] = %[other];"
		     : [chosen] "+r"(chosen)
		     : [pick] "r"((__u64)pick), [other] "i"(other));
	return chosen;
}

HASH(in_hash_either, either(0x029, 0x008))
HASH(call_hash_first_invalid, either(0x200, 0x029))
HASH(call_hash_second_invalid, either(0x029, 0x200))
HASH(call_hash_second_without_layer, either(0x029, 0))

char LICENSE[] SEC("license") = "GPL";
