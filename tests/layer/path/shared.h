/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Types that the guest tests of the layer share with their BPF programs.
 *
 * A packet passes a chain of up to three programs. Each program carries out a
 * list of operations that the test chose for this packet, and records what
 * each operation returned. So one set of programs serves every test.
 *
 * Include <linux/types.h> or vmlinux.h before this header.
 */
#ifndef TESTS_LAYER_PATH_SHARED_H
#define TESTS_LAYER_PATH_SHARED_H

#define RXM_ETHERTYPE	0x88b5	/* IEEE 802, for local experiments */
#define RXM_PROGS	3	/* programs in a chain */
#define RXM_LISTS	64	/* lists of operations, taken in turn */
#define RXM_OPS		12	/* operations in a list */
#define RXM_SEQS	512	/* packets of a run */
#define RXM_OBSERVERS	4	/* devices with an observer on them */
#define RXM_FILL	32	/* bytes of a known pattern, at RXM_FILL_AT */

enum rxm_code {
	OP_END,
	OP_STORE_HASH,		/* a: hash, b: type */
	OP_STORE_VLAN,		/* a: TCI, b: TPID in host order */
	OP_STORE_TS,		/* b: ns */
	OP_LOAD_HASH,
	OP_LOAD_VLAN,
	OP_LOAD_TS,
	OP_CLEAR,		/* a: which */
	OP_HEAD,		/* a: delta for bpf_xdp_adjust_head() */
	OP_META,		/* a: delta for bpf_xdp_adjust_meta() */
	OP_TAIL,		/* a: delta for bpf_xdp_adjust_tail() */
	OP_HEADER,		/* rewrite the packet's header */
	OP_SET_META,		/* a: first word of the metadata */
	OP_GET_META,
	OP_SPAN,		/* length of the linear part, and of all */
	OP_TYPE,		/* EtherType, and the next 16 bits */
	OP_RX_HASH,		/* the driver's readers */
	OP_RX_VLAN,
	OP_RX_TS,
	OP_KEEP_HASH,		/* store the reader's hash; a, b: that hash */
	OP_ROOM,		/* bytes in front of the packet */
	OP_WAIT,		/* a: turns of a loop that does nothing */
	OP_DROP,		/* XDP_DROP for this packet */
};

struct rxm_op {
	__u32 code;
	__u32 a;
	__u64 b;
};

struct rxm_res {
	__s32 ret;
	__u32 a;
	__u64 b;
};

enum rxm_act {
	ACT_PASS,
	ACT_DROP,
	ACT_TX,
	ACT_REDIRECT,		/* bpf_redirect() to ifindex "to" */
	ACT_DEVMAP,		/* bpf_redirect_map() with key "to" */
	ACT_DEVHASH,
	ACT_CPUMAP,
	ACT_BROADCAST,		/* every entry of the broadcast map */
	ACT_XSK,		/* the AF_XDP socket of queue 0 */
};

/**
 * struct rxm_prog - one program of a chain
 * @act: &enum rxm_act
 * @to: target of the redirect, as @act takes it
 * @lists: for packet number seq, list seq % @lists is carried out
 * @op: the lists
 * @res: last result of each operation
 * @differs: how often a result differed from the one before
 * @ran: how often each list was carried out
 * @runs: packets that this program has seen
 * @at: per packet, how often the program saw it, and its receive queue
 */
struct rxm_prog {
	__u32 act;
	__u32 to;
	__u32 lists;
	__u32 runs;
	struct rxm_op op[RXM_LISTS][RXM_OPS];
	struct rxm_res res[RXM_LISTS][RXM_OPS];
	__u32 differs[RXM_LISTS][RXM_OPS];
	__u32 ran[RXM_LISTS];
	struct {
		__u16 count;
		__u16 queue;
	} at[RXM_SEQS];
};

/**
 * struct rxm_seen - an skb as the observer at its device's ingress saw it
 * @count: how often this packet arrived
 * @hash: skb->hash
 * @recalc: what skb_get_hash() returned
 * @tci: VLAN tag in the skb; @proto in host order, 0: no tag
 * @hwtstamp: skb_hwtstamps(skb)->hwtstamp
 * @len: bytes from the Ethernet header on
 * @meta_len: bytes of XDP metadata in front of it
 * @meta: first word of that metadata
 * @l4: skb->l4_hash
 * @intact: the bytes behind the header are as they were sent
 */
struct rxm_seen {
	__u64 hwtstamp;
	__u32 hash;
	__u32 recalc;
	__u32 len;
	__u32 meta;
	__u16 tci;
	__u16 proto;
	__u16 count;
	__u8 meta_len;
	__u8 l4 : 1;
	__u8 intact : 1;
};

/**
 * struct rxm_packet - start of every test packet
 * @run: number of the test, so that late packets of another test do not count
 * @seq: number of the packet within it
 * @fill: byte i is 0xa0 + i
 */
struct rxm_packet {
	__u8 dst[6];
	__u8 src[6];
	__u16 type;
	__u16 pad;
	__u32 run;
	__u32 seq;
	__u8 fill[RXM_FILL];
};

/**
 * struct rxm_test - state that a test shares with all programs, in one map
 * @prog: the chain of programs
 * @packet: what OP_HEADER writes
 * @run: number of this test
 * @number: the first program numbers the packets itself
 * @next_seq: next number that it gives
 * @any: take any packet for number 0
 * @target: ifindexes; where a device map's program sends to @target[k], it
 *	    carries out the list k * lists further on
 */
struct rxm_test {
	struct rxm_prog prog[RXM_PROGS];
	struct rxm_packet packet;
	__u32 run;
	__u32 number;
	__u32 next_seq;
	__u32 any;
	__u32 target[RXM_OBSERVERS];
};

#define RXM_FILL_AT	24	/* offset of fill[], and so of the known bytes */

#endif /* TESTS_LAYER_PATH_SHARED_H */
