/* SPDX-License-Identifier: GPL-2.0 */
/*
 * One program of a chain: it finds the packet's number and carries out the
 * operations that the test chose for it. Each BPF object includes this once.
 *
 * Define PROG_READERS first for the driver's metadata readers, which only
 * device-bound programs may call.
 */
#ifndef TESTS_LAYER_PATH_PROGRAM_BPF_H
#define TESTS_LAYER_PATH_PROGRAM_BPF_H

#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

#include "shared.h"
#include "bpf/xdp_rx_meta.bpf.h"

struct rxm_test test SEC(".data.test");

/* Bytes between two pointers of the kernel's. A newer verifier knows that these are pointers,
 * and refuses to calculate with 32 bits of one, which the compiler would do.
 */
static __always_inline __u64 distance(const void *from, const void *to)
{
	__u64 bytes = to - from;

	barrier_var(bytes);
	return bytes;
}

extern void *bpf_cast_to_kern_ctx(void *obj) __ksym;

#ifdef PROG_READERS
extern int bpf_xdp_metadata_rx_hash(const struct xdp_md *ctx, __u32 *hash,
				    enum xdp_rss_hash_type *type) __ksym;
extern int bpf_xdp_metadata_rx_vlan_tag(const struct xdp_md *ctx,
					__be16 *proto, __u16 *tci) __ksym;
extern int bpf_xdp_metadata_rx_timestamp(const struct xdp_md *ctx,
					 __u64 *ns) __ksym;
#endif

static __always_inline int op_header(struct xdp_md *ctx, __u32 seq)
{
	struct rxm_packet pkt = test.packet;

	pkt.seq = seq;
	return bpf_xdp_store_bytes(ctx, 0, &pkt, sizeof(pkt));
}

static __always_inline int op_set_meta(struct xdp_md *ctx, __u32 word)
{
	void *data = (void *)(long)ctx->data;
	__u32 *meta = (void *)(long)ctx->data_meta;

	if ((void *)(meta + 1) > data)
		return -1;
	*meta = word;
	return 0;
}

static __always_inline int op_get_meta(struct xdp_md *ctx, struct rxm_res *res)
{
	void *data = (void *)(long)ctx->data;
	__u32 *meta = (void *)(long)ctx->data_meta;

	res->b = data - (void *)meta;
	if ((void *)(meta + 1) > data)
		return -1;
	res->a = *meta;
	return 0;
}

/* The type that the packet's bytes have */
static __always_inline int op_type(struct xdp_md *ctx, struct rxm_res *res)
{
	__be16 word[2] = {};
	int ret;

	ret = bpf_xdp_load_bytes(ctx, 12, word, sizeof(word));
	res->a = bpf_ntohs(word[0]);
	res->b = bpf_ntohs(word[1]);
	return ret;
}

static __always_inline int op_load(struct xdp_md *ctx, __u32 code,
				   struct rxm_res *res)
{
	enum xdp_rss_hash_type type = 0;
	__u32 hash = 0;
	__be16 proto = 0;
	__u16 tci = 0;
	__u64 ns = 0;
	int ret = -1;

	if (code == OP_LOAD_HASH)
		ret = bpf_xdp_load_rx_hash(ctx, &hash, &type);
	else if (code == OP_LOAD_VLAN)
		ret = bpf_xdp_load_rx_vlan_tag(ctx, &proto, &tci);
	else if (code == OP_LOAD_TS)
		ret = bpf_xdp_load_rx_timestamp(ctx, &ns);
#ifdef PROG_READERS
	else if (code == OP_RX_HASH)
		ret = bpf_xdp_metadata_rx_hash(ctx, &hash, &type);
	else if (code == OP_RX_VLAN)
		ret = bpf_xdp_metadata_rx_vlan_tag(ctx, &proto, &tci);
	else if (code == OP_RX_TS)
		ret = bpf_xdp_metadata_rx_timestamp(ctx, &ns);
#endif

	/* At most one value was written: a refused load writes nothing. */
	res->a = hash + tci;
	res->b = type + bpf_ntohs(proto) + ns;
	return ret;
}

static __always_inline int op_keep_hash(struct xdp_md *ctx, struct rxm_res *res)
{
#ifdef PROG_READERS
	return op_load(ctx, OP_RX_HASH, res) ?:
	       bpf_xdp_store_rx_hash(ctx, res->a, res->b);
#else
	return -1;
#endif
}

static __always_inline int op_room(struct xdp_md *ctx, struct rxm_res *res)
{
	struct xdp_buff *xdp = bpf_cast_to_kern_ctx(ctx);

	res->a = distance(xdp->data_hard_start, xdp->data);
	return 0;
}

static int op_wait_turn(__u32 i, void *none)
{
	return 0;
}

/* The verifier inlines a store whose type it knows. The tests of carriers use this type; the
 * others are called. So it is with the TPID of 802.1Q below.
 */
static __always_inline int op_store_hash(struct xdp_md *ctx,
					 const struct rxm_op *op)
{
	int ret;

	if (op->b != XDP_RSS_TYPE_L4_IPV4_UDP)
		return bpf_xdp_store_rx_hash(ctx, op->a, op->b);
	ret = bpf_xdp_store_rx_hash(ctx, op->a, XDP_RSS_TYPE_L4_IPV4_UDP);
	/* Without this the compiler makes one call of both. */
	barrier_var(ret);
	return ret;
}

static __always_inline int op_store_vlan(struct xdp_md *ctx,
					 const struct rxm_op *op)
{
	int ret;

	if (op->b != 0x8100)
		return bpf_xdp_store_rx_vlan_tag(ctx, bpf_htons(op->b), op->a);
	ret = bpf_xdp_store_rx_vlan_tag(ctx, bpf_htons(0x8100), op->a);
	barrier_var(ret);
	return ret;
}

static __always_inline int op_run(struct xdp_md *ctx, const struct rxm_op *op,
				  struct rxm_res *res, __u32 seq)
{
	switch (op->code) {
	case OP_STORE_HASH:
		return op_store_hash(ctx, op);
	case OP_STORE_VLAN:
		return op_store_vlan(ctx, op);
	case OP_STORE_TS:
		return bpf_xdp_store_rx_timestamp(ctx, op->b);
	case OP_CLEAR:
		return bpf_xdp_clear_rx_meta(ctx, op->a);
	case OP_HEAD:
		return bpf_xdp_adjust_head(ctx, op->a);
	case OP_META:
		return bpf_xdp_adjust_meta(ctx, op->a);
	case OP_TAIL:
		return bpf_xdp_adjust_tail(ctx, op->a);
	case OP_HEADER:
		return op_header(ctx, seq);
	case OP_SET_META:
		return op_set_meta(ctx, op->a);
	case OP_GET_META:
		return op_get_meta(ctx, res);
	case OP_SPAN:
		res->a = ctx->data_end - ctx->data;
		res->b = bpf_xdp_get_buff_len(ctx);
		return 0;
	case OP_TYPE:
		return op_type(ctx, res);
	case OP_KEEP_HASH:
		return op_keep_hash(ctx, res);
	case OP_ROOM:
		return op_room(ctx, res);
	case OP_WAIT:
		bpf_loop(op->a, op_wait_turn, NULL, 0);
		return 0;
	case OP_DROP:
		return 0;
	default:
		return op_load(ctx, op->code, res);
	}
}

static __always_inline void op_done(struct rxm_prog *prog, __u32 list, __u32 i,
				    const struct rxm_res *res)
{
	struct rxm_res *last = &prog->res[list][i];

	if (prog->ran[list] && (res->ret != last->ret || res->a != last->a ||
			       res->b != last->b))
		__sync_fetch_and_add(&prog->differs[list][i], 1);
	*last = *res;
}

/*
 * Global, as prog_ops() is, so that the verifier checks an operation once and
 * not for each place of a list. Returns the operation's code.
 */
__noinline int prog_op(struct xdp_md *ctx, __u32 h, __u32 list, __u32 i,
		      __u32 seq)
{
	struct rxm_res res = {};
	struct rxm_op op;

	if (h >= RXM_PROGS || list >= RXM_LISTS || i >= RXM_OPS)
		return OP_END;

	op = test.prog[h].op[list][i];
	if (op.code == OP_END)
		return OP_END;
	res.ret = op_run(ctx, &op, &res, seq);
	op_done(&test.prog[h], list, i, &res);
	return op.code;
}

/* Return: XDP_DROP, or 0 for the verdict that all packets get. */
__noinline int prog_ops(struct xdp_md *ctx, __u32 h, __u32 seq, __u32 target)
{
	int act = 0, code;
	__u32 list, i;

	if (h >= RXM_PROGS || !test.prog[h].lists)
		return 0;

	list = seq % test.prog[h].lists + target * test.prog[h].lists;
	list &= RXM_LISTS - 1;
	for (i = 0; i < RXM_OPS; i++) {
		code = prog_op(ctx, h, list, i, seq);
		if (code == OP_END)
			break;
		if (code == OP_DROP)
			act = XDP_DROP;
	}
	__sync_fetch_and_add(&test.prog[h].ran[list], 1);
	return act;
}

/* The header of a live frame is rewritten: its page may have been used before. */
static __always_inline int prog_seq(struct xdp_md *ctx, __u32 h, __u32 *seq)
{
	struct rxm_packet pkt;

	*seq = 0;
	if (test.any)
		return 0;
	if (bpf_xdp_load_bytes(ctx, 0, &pkt, sizeof(pkt)) ||
	    pkt.type != bpf_htons(RXM_ETHERTYPE) || pkt.run != test.run)
		return -1;

	*seq = pkt.seq;
	if (h || !test.number)
		return 0;
	*seq = test.next_seq++;
	return op_header(ctx, *seq);
}

static __always_inline void prog_count(struct xdp_md *ctx, __u32 h, __u32 seq)
{
	__sync_fetch_and_add(&test.prog[h].runs, 1);
	if (seq >= RXM_SEQS)
		return;
	test.prog[h].at[seq].count++;
	test.prog[h].at[seq].queue = ctx->rx_queue_index;
}

/* Return: the verdict on one packet, XDP_PASS when it is not a test packet; or
 * 0 for the verdict that all packets get.
 */
static __always_inline int prog_enter(struct xdp_md *ctx, __u32 h, __u32 target)
{
	__u32 seq;
	int act;

	if (prog_seq(ctx, h, &seq))
		return XDP_PASS;
	act = prog_ops(ctx, h, seq, target);
	/* This comes last: a test that waits for it then reads the results. */
	prog_count(ctx, h, seq);
	return act;
}

/* A verdict without a map. A program in a map must not use that map: each
 * would hold a reference to the other forever.
 */
static __always_inline int prog_verdict_plain(__u32 h)
{
	switch (test.prog[h].act) {
	case ACT_PASS:
		return XDP_PASS;
	case ACT_TX:
		return XDP_TX;
	case ACT_REDIRECT:
		return bpf_redirect(test.prog[h].to, 0);
	default:
		return XDP_DROP;
	}
}

#endif /* TESTS_LAYER_PATH_PROGRAM_BPF_H */
