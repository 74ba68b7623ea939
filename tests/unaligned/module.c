// SPDX-License-Identifier: GPL-2.0
/*
 * unaligned offset=N: store values in a buffer that starts at any address.
 *
 * User space decides where AF_XDP's chunks lie, and many CPUs fault on an access that
 * is not aligned. x86 does not fault, and its kernel has no check for it. So this
 * compiles the core's own source once more, with the compiler's check. The module
 * loads only if all values are right and no access was misaligned. With fault=1 it
 * makes a misaligned access, to see that it is noticed.
 */
#include <linux/module.h>
#include <linux/skbuff.h>
#include <linux/slab.h>

#include "handler.h"

/* The kernel has exported them already. */
#undef EXPORT_SYMBOL_GPL
#define EXPORT_SYMBOL_GPL(symbol)

#include "xdp_rx_meta.c"
#include "xdp_rx_meta_kfuncs.c"

#define LEN	64
#define HASH	0xcafef00d
#define TYPE	XDP_RSS_TYPE_L4_IPV4_TCP
#define TPID	cpu_to_be16(ETH_P_8021AD)
#define TCI	0xa123
#define TIME	0x0123456789abcdefULL

static unsigned int offset;
module_param(offset, uint, 0);
MODULE_PARM_DESC(offset, "where the buffer starts");

static bool fault;
module_param(fault, bool, 0);
MODULE_PARM_DESC(fault, "make an access that is misaligned");

#define EXPECT(what)							\
	do {								\
		if (!(what)) {						\
			pr_info("unaligned: not so: %s\n", #what);	\
			return -EINVAL;					\
		}							\
	} while (0)

static int try_store(struct xdp_buff *xdp)
{
	struct xdp_md *ctx = (struct xdp_md *)xdp;

	EXPECT(!bpf_xdp_store_rx_hash(ctx, HASH, TYPE));
	EXPECT(!bpf_xdp_store_rx_vlan_tag(ctx, TPID, TCI));
	EXPECT(!bpf_xdp_store_rx_timestamp(ctx, TIME));
	return 0;
}

static int try_load(struct xdp_buff *xdp)
{
	struct xdp_md *ctx = (struct xdp_md *)xdp;
	enum xdp_rss_hash_type type;
	__be16 proto;
	u32 hash;
	u16 tci;
	u64 ns;

	EXPECT(!bpf_xdp_load_rx_hash(ctx, &hash, &type));
	EXPECT(hash == HASH && type == TYPE);
	EXPECT(!bpf_xdp_load_rx_vlan_tag(ctx, &proto, &tci));
	EXPECT(proto == TPID && tci == TCI);
	EXPECT(!bpf_xdp_load_rx_timestamp(ctx, &ns));
	EXPECT(ns == TIME);
	return 0;
}

static int try_skb(struct sk_buff *skb)
{
	EXPECT(skb->hash == HASH && skb->l4_hash);
	EXPECT(skb->vlan_proto == TPID && skb_vlan_tag_get(skb) == TCI);
	EXPECT(ktime_to_ns(skb_hwtstamps(skb)->hwtstamp) == TIME);
	return 0;
}

static int try_pass(struct xdp_buff *xdp)
{
	struct sk_buff *skb = alloc_skb(LEN, GFP_KERNEL);
	int err;

	if (!skb)
		return -ENOMEM;
	xdp_buff_rx_meta_to_skb(xdp, skb);
	err = try_skb(skb);
	kfree_skb(skb);
	return err;
}

static int try_save(struct xdp_buff *xdp)
{
	struct sk_buff *skb = alloc_skb(LEN, GFP_KERNEL);
	struct xdp_rx_meta_saved saved;
	int err;

	if (!skb)
		return -ENOMEM;
	xdp_rx_meta_save(&saved, xdp);
	xdp_rx_meta_saved_to_skb(&saved, skb);
	err = try_skb(skb);
	kfree_skb(skb);
	return err;
}

/* The copy that xdp_convert_zc_to_xdp_frame() makes, and an skb of it */
static int try_frame(struct xdp_buff *xdp)
{
	struct xdp_frame *frame = kzalloc(sizeof(*frame) +
					  sizeof(struct xdp_rx_meta),
					  GFP_KERNEL);
	struct sk_buff *skb = alloc_skb(LEN, GFP_KERNEL);
	int err = -ENOMEM;

	if (frame && skb) {
		xdp_frame_rx_meta_copy(frame, xdp);
		xdp_frame_rx_meta_to_skb(frame, skb);
		err = try_skb(skb);
	}
	kfree_skb(skb);
	kfree(frame);
	return err;
}

static int try_push(struct xdp_buff *xdp)
{
	static const u8 tag[] = { 0x88, 0xa8, TCI >> 8, TCI & 0xff };
	const u8 *end = xdp->data_end;

	EXPECT(!xdp_buff_push_rx_vlan_tag(xdp));
	EXPECT(xdp->data == end - LEN - VLAN_HLEN);
	EXPECT(!memcmp(xdp->data + 2 * ETH_ALEN, tag, sizeof(tag)));
	return 0;
}

static int try_all(void *memory)
{
	struct xdp_rxq_info rxq = {};
	struct xdp_buff xdp;

	xdp_init_buff(&xdp, PAGE_SIZE, &rxq);
	xdp_prepare_buff(&xdp, memory + offset, XDP_PACKET_HEADROOM, LEN, true);
	return try_store(&xdp) ?: try_load(&xdp) ?: try_pass(&xdp) ?:
	       try_save(&xdp) ?: try_frame(&xdp) ?: try_push(&xdp);
}

static int __init unaligned_init(void)
{
	u8 *memory = kzalloc(2 * PAGE_SIZE, GFP_KERNEL);
	int err;

	if (!memory)
		return -ENOMEM;
	err = try_all(memory);
	if (fault)
		*(volatile u64 *)(memory + offset) = 1;
	kfree(memory);
	return err ?: misaligned ? -EFAULT : 0;
}
module_init(unaligned_init);

static void __exit unaligned_exit(void)
{
}
module_exit(unaligned_exit);

MODULE_DESCRIPTION("Stored RX metadata at any address");
MODULE_LICENSE("GPL");
