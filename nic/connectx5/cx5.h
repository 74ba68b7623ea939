/* SPDX-License-Identifier: GPL-2.0 */
/*
 * ConnectX-5: what the parts of the model have of each other.
 *
 * Objects refer to each other by number, as in the commands that make them, and
 * are looked up when they are used: a guest may destroy them in any order.
 */
#ifndef CX5_H
#define CX5_H

#include "nic/nic.h"
#include "format.h"

#define CX5_EQS		64
#define CX5_CQS		1024
#define CX5_WQS		1024	/* SQs, and as many RQs */
#define CX5_TIRS	1024
#define CX5_MKEYS	4096
#define CX5_TABLES	256
#define CX5_COUNTERS	256

#define CX5_LOG_RING_MAX	16	/* entries of a work or event queue */
#define CX5_LOG_CQ_MAX	20
#define CX5_LOG_STRIDE_MAX	10	/* bytes of an entry of a work queue */
#define CX5_FRAME_MAX		(256 * 1024 + 1024)	/* one LSO, all of it */
#define CX5_KHZ			78125	/* of its clock */
#define CX5_MTU_MAX		10000
#define CX5_FRAME_MIN		60	/* padded, as on a wire */
#define CX5_FCS_LEN		4

/* The kinds of numbers that commands hand out. */
enum cx5_kind {
	CX5_EQ, CX5_CQ, CX5_RQ, CX5_SQ, CX5_RQT, CX5_TIR, CX5_TIS, CX5_MKEY,
	CX5_PD, CX5_TD, CX5_UAR, CX5_QCOUNTER, CX5_TABLE, CX5_GROUP,
	CX5_FLOW_COUNTER, CX5_KINDS,
};

/**
 * struct cx5_pages - a buffer of the guest, as a list of pages
 * @addr: bus address of each page
 * @n: number of pages
 * @shift: log2 of the bytes of a page
 * @offset: where in the first page it begins
 */
struct cx5_pages {
	u64 *addr;
	u32 n;
	u8 shift;
	u32 offset;
};

struct cx5_eq {
	struct cx5_pages pages;
	u64 mask;		/* event types, by bit */
	u32 pi, ci;
	u8 log_size;
	u8 vector;
	bool armed;
};

struct cx5_cq {
	struct cx5_pages pages;
	u64 dbr;		/* consumer index, and the last arm */
	u32 eqn;
	u32 pi;
	u32 ci;			/* as last read of the doorbell record */
	u32 told;		/* @pi at the last event */
	u8 log_size;
	u8 log_stride;		/* 6 or 7 */
	u8 in_stride;		/* where the 64 bytes begin */
	bool armed;
	bool overrun_ok;
	bool error;
};

/**
 * struct cx5_wq - the ring under a receive or send queue
 * @pages: where it is
 * @dbr: address of the producer's counter
 * @log_size: log2 of the entries
 * @log_stride: log2 of an entry's bytes
 * @type: MLX5_WQ_TYPE_...
 */
struct cx5_wq {
	struct cx5_pages pages;
	u64 dbr;
	u8 log_size;
	u8 log_stride;
	u8 type;
};

struct cx5_rq {
	struct cx5_wq wq;
	u32 num;
	u32 cqn;
	u32 counter;		/* set of counters */
	u8 state;
	bool keep_vlan;
	u16 taken;		/* WQEs begun, as the driver counts them */
	u16 posted;		/* as last read of the doorbell record */
	u16 head;		/* striding: the entry in use */
	u32 stride;		/* striding: the next one in it */
	u8 log_strides;		/* striding: of a WQE */
	u8 log_stride_size;
	u64 packets, dropped, errors;
	u8 context[CX5_BYTES(rqc)];
};

struct cx5_sq {
	struct cx5_wq wq;
	u32 num;
	u32 cqn;
	u8 state;
	u16 done;		/* WQEBBs executed */
	u32 sent;		/* of a large send: bytes of its data */
	u64 packets, errors;
	u8 context[CX5_BYTES(sqc)];
};

struct cx5_rqt {
	u32 n;
	u32 rqn[512];
};

struct cx5_tir {
	u8 context[CX5_BYTES(tirc)];
	bool indirect;
	u32 rqn, rqtn;
	u8 hash_fn;
	bool symmetric;
	u32 fields;		/* MLX5_HASH_FIELD_SEL_... */
	u8 key[40];
};

struct cx5_mkey {
	u8 variant;		/* the low byte of a key */
	u8 mode;		/* MLX5_MKC_ACCESS_MODE_... */
	bool free, umr, read, write, any_len;
	u64 start, len;
	u8 log_page;
	u32 n;			/* bytes at xlt */
	u8 *xlt;		/* the translations, as the guest gave them */
	u64 *end;		/* KLM: where each piece ends, or NULL */
};

struct cx5_flow_counter {
	u64 packets, bytes;
};

struct cx5_qcounter {
	u32 out_of_buffer;
};

/* Counters of the port, since power-on. */
struct cx5_stats {
	u64 packets, bytes;
	u64 multicast, broadcast;
	u64 multicast_bytes, broadcast_bytes;
	u64 dropped, errors, too_long;
	u64 by_size[10];	/* 64, 65-127, ... 8192-10239 */
};

/**
 * struct cx5_packet - a frame and what its headers say
 * @frame: the bytes, from the destination address on
 * @len: how many
 * @match: the same in the form a flow table compares, 64 bytes a block
 * @l3: offset of the IP header, 0: none
 * @l3_len: bytes of IP, its header included
 * @l4: offset of the TCP or UDP header, 0: none or in another fragment
 * @proto: of IP
 * @version: 4, 6 or 0
 * @frag: a fragment
 * @tagged: the first tag is 802.1Q, at offset 12
 * @tci: of that tag
 * @l3_ok: checksum of the IPv4 header is right, or it is IPv6
 * @l4_ok: checksum of TCP or UDP is right
 * @stripped: the tag was taken out of @frame
 * @hash: as it will be reported
 * @hash_type: the same, in the CQE's form
 * @timestamp: nanoseconds, of the machine
 * @flow_tag: of the rule that decided
 * @forced: what control said, CX5_FORCE_... bits
 */
struct cx5_packet {
	u8 *frame;
	u32 len;
	u8 match[CX5_BYTES(fte_match_param)];
	u16 l3, l4;
	u32 l3_len, payload;
	u8 proto, version;
	bool frag, tagged, l3_ok, l4_ok, stripped;
	u16 tci;
	u32 hash;
	u8 hash_type;
	u64 timestamp;
	u32 flow_tag;
	u32 forced;
};

#define CX5_FORCE_HASH		(1 << 0)
#define CX5_FORCE_TYPE		(1 << 1)
#define CX5_FORCE_VLAN		(1 << 2)
#define CX5_FORCE_TIME		(1 << 3)
#define CX5_FORCE_NO_VLAN	(1 << 4)

/* Faults that control asked for; a number counts down. */
struct cx5_faults {
	u32 fail_command;	/* the N-th from now on, 0: none */
	u16 fail_opcode;	/* only of this opcode, 0: of any */
	u8 fail_status;
	u32 cqe_error;		/* of the next N received packets */
	u8 cqe_syndrome;
	u32 sq_error;		/* of the next N WQEs that send */
	u8 sq_syndrome;
	u32 drop_irq;		/* the next N interrupts */
	bool health_stopped;
	u64 health_at;		/* its value then */
	bool hash_plain;	/* Toeplitz without symmetry, whatever asked */
};

struct cx5_numbers {
	void **slot;
	u32 size, max, first, used;
};

/**
 * struct cx5_work - how much is done, and what is left to do
 * @left: units that this entry may still take; work.c
 * @waiting: there is work left over,
 * @due: until then
 * @remind: when to tell of completions once more, 0: of none
 * @commands: entries of the command queue to execute, by bit
 * @sq: send queues with entries to execute, by bit from number 1 on
 * @next: the last of them that had its turn
 */
struct cx5_work {
	int64_t left;
	bool waiting;
	u64 due;
	u64 remind;
	u32 commands;
	u64 sq[CX5_WQS / 64];
	u32 next;
};

struct cx5_flow_table;

struct cx5 {
	struct nic nic;
	bool enabled;		/* ENABLE_HCA was */
	bool issi;
	u8 caps[CX5_BYTES(cmd_hca_cap)];	/* current ones */

	u64 cmdq;		/* address of the command queue, 0: none */
	u32 commands;		/* executed since power-on */
	struct cx5_work work;

	struct cx5_numbers numbers[CX5_KINDS];
	u64 xlt_bytes;		/* of all mkeys */
	u32 rules;		/* of all flow tables */

	/* Flow steering of received packets: the root table, 0: none */
	u32 rx_root;

	/* The port */
	bool cable;		/* the wire is plugged */
	bool admin_up;		/* PAOS */
	bool vport_up;		/* MODIFY_VPORT_STATE */
	bool link;		/* as last reported */
	u16 mtu;		/* of a frame with FCS */
	u8 vport[CX5_BYTES(nic_vport_context)];
	struct cx5_stats rx, tx;
	u64 rx_no_buffer, rx_no_rule;
	u32 left;		/* objects that a driver tore down over */

	struct cx5_faults faults;
	u8 *tx_buf;		/* a packet gathered from its segments */
	u8 *seg_buf;		/* one segment of it */
	u8 *rx_buf;
};

/* work.c: how much at once, and the rest later */
void cx5_work_begin(struct cx5 *cx5);
bool cx5_work_over(const struct cx5 *cx5);
bool cx5_work_broke(const struct cx5 *cx5);
bool cx5_work_waits(const struct cx5 *cx5);
void cx5_work_put_sq(struct cx5 *cx5, u32 sqn);
void cx5_work_drop_sq(struct cx5 *cx5, u32 sqn);
void cx5_work_put_commands(struct cx5 *cx5, u32 vector);
void cx5_work_drop_all(struct cx5 *cx5);
void cx5_work_remind(struct cx5 *cx5);
void cx5_work_timer(struct nic *nic);

static inline void cx5_work_spend(struct cx5 *cx5, u64 units)
{
	cx5->work.left -= units;
}

/* numbers.c: from numbers to objects */
int cx5_num_new(struct cx5 *cx5, enum cx5_kind kind, void *object, u32 *num);
void *cx5_num_find(struct cx5 *cx5, enum cx5_kind kind, u32 num);
void *cx5_num_take(struct cx5 *cx5, enum cx5_kind kind, u32 num);
u32 cx5_num_used(const struct cx5 *cx5);
void cx5_num_init(struct cx5 *cx5);
void cx5_num_free_all(struct cx5 *cx5);

/* dma.c: the guest's memory */
int cx5_read(struct cx5 *cx5, u64 addr, void *buf, size_t len);
int cx5_write(struct cx5 *cx5, u64 addr, const void *buf, size_t len);
int cx5_pages_init(struct cx5_pages *pages, const u8 *pas, size_t pas_len,
		   u8 shift, u32 offset, u64 len);
void cx5_pages_free(struct cx5_pages *pages);
int cx5_pages_read(struct cx5 *cx5, const struct cx5_pages *pages, u64 off,
		   void *buf, size_t len);
int cx5_pages_write(struct cx5 *cx5, const struct cx5_pages *pages, u64 off,
		    const void *buf, size_t len);

/* mkey.c: keys to the guest's memory */
int cx5_mkey_read(struct cx5 *cx5, u32 key, u64 addr, void *buf, size_t len);
int cx5_mkey_write(struct cx5 *cx5, u32 key, u64 addr, const void *buf,
		   size_t len);
struct cx5_mkey *cx5_mkey_find(struct cx5 *cx5, u32 key);
void cx5_mkey_free(struct cx5 *cx5, struct cx5_mkey *mkey);

/* mmio.c, uar.c: BAR 0 */
u64 cx5_mmio_read(struct nic *nic, u64 off, unsigned int size);
void cx5_mmio_write(struct nic *nic, u64 off, u64 val, unsigned int size);
void cx5_uar_write(struct cx5 *cx5, u64 off, u64 val, unsigned int size);

/* command_queue.c, commands.c: commands */
typedef u8 (*cx5_handler)(struct cx5 *cx5, const u8 *in, u32 inlen, u8 *out,
			  u32 outlen);

/**
 * struct cx5_command - a command the card knows
 * @opcode: MLX5_CMD_OP_...
 * @name: for traces
 * @in: bytes it takes at least
 * @out: bytes it answers at least
 * @run: executes it; MLX5_CMD_STAT_... Where that is 0, @out is the answer.
 */
struct cx5_command {
	u16 opcode;
	const char *name;
	u32 in, out;
	cx5_handler run;
};

void cx5_cmdq_ring(struct cx5 *cx5, u32 vector);
void cx5_cmdq_run(struct cx5 *cx5, u32 vector);
const struct cx5_command *cx5_command_find(u16 opcode);
u8 cx5_command_exec(struct cx5 *cx5, const u8 *in, u32 inlen, u8 *out,
		    u32 outlen);

/* the handlers that the table of commands.c names */
#define CX5_HANDLER(name) \
	u8 name(struct cx5 *cx5, const u8 *in, u32 inlen, u8 *out, u32 outlen)
CX5_HANDLER(cx5_enable_hca);
CX5_HANDLER(cx5_disable_hca);
CX5_HANDLER(cx5_init_hca);
CX5_HANDLER(cx5_teardown_hca);
CX5_HANDLER(cx5_query_issi);
CX5_HANDLER(cx5_set_issi);
CX5_HANDLER(cx5_query_pages);
CX5_HANDLER(cx5_manage_pages);
CX5_HANDLER(cx5_query_hca_cap);
CX5_HANDLER(cx5_set_hca_cap);
CX5_HANDLER(cx5_query_adapter);
CX5_HANDLER(cx5_query_special_contexts);
CX5_HANDLER(cx5_nothing);
CX5_HANDLER(cx5_create_eq);
CX5_HANDLER(cx5_destroy_eq);
CX5_HANDLER(cx5_query_eq);
CX5_HANDLER(cx5_create_cq);
CX5_HANDLER(cx5_destroy_cq);
CX5_HANDLER(cx5_query_cq);
CX5_HANDLER(cx5_modify_cq);
CX5_HANDLER(cx5_create_rq);
CX5_HANDLER(cx5_modify_rq);
CX5_HANDLER(cx5_destroy_rq);
CX5_HANDLER(cx5_query_rq);
CX5_HANDLER(cx5_create_sq);
CX5_HANDLER(cx5_modify_sq);
CX5_HANDLER(cx5_destroy_sq);
CX5_HANDLER(cx5_query_sq);
CX5_HANDLER(cx5_create_mkey);
CX5_HANDLER(cx5_destroy_mkey);
CX5_HANDLER(cx5_alloc_pd);
CX5_HANDLER(cx5_dealloc_pd);
CX5_HANDLER(cx5_alloc_td);
CX5_HANDLER(cx5_dealloc_td);
CX5_HANDLER(cx5_alloc_uar);
CX5_HANDLER(cx5_dealloc_uar);
CX5_HANDLER(cx5_create_tis);
CX5_HANDLER(cx5_modify_tis);
CX5_HANDLER(cx5_destroy_tis);
CX5_HANDLER(cx5_alloc_q_counter);
CX5_HANDLER(cx5_dealloc_q_counter);
CX5_HANDLER(cx5_query_q_counter);
CX5_HANDLER(cx5_create_tir);
CX5_HANDLER(cx5_modify_tir);
CX5_HANDLER(cx5_destroy_tir);
CX5_HANDLER(cx5_query_tir);
CX5_HANDLER(cx5_create_rqt);
CX5_HANDLER(cx5_modify_rqt);
CX5_HANDLER(cx5_destroy_rqt);
CX5_HANDLER(cx5_create_flow_table);
CX5_HANDLER(cx5_modify_flow_table);
CX5_HANDLER(cx5_destroy_flow_table);
CX5_HANDLER(cx5_set_flow_table_root);
CX5_HANDLER(cx5_create_flow_group);
CX5_HANDLER(cx5_destroy_flow_group);
CX5_HANDLER(cx5_set_fte);
CX5_HANDLER(cx5_delete_fte);
CX5_HANDLER(cx5_alloc_flow_counter);
CX5_HANDLER(cx5_dealloc_flow_counter);
CX5_HANDLER(cx5_query_flow_counter);
CX5_HANDLER(cx5_query_nic_vport_context);
CX5_HANDLER(cx5_modify_nic_vport_context);
CX5_HANDLER(cx5_query_vport_state);
CX5_HANDLER(cx5_modify_vport_state);
CX5_HANDLER(cx5_query_vport_counter);
CX5_HANDLER(cx5_access_reg);

/* caps.c */
void cx5_caps_init(struct cx5 *cx5);

/* eq.c: events */
void cx5_event(struct cx5 *cx5, u32 eqn, u8 type, u8 sub, const void *data,
	       size_t len);
void cx5_event_async(struct cx5 *cx5, u8 type, u8 sub, const void *data,
		     size_t len);
bool cx5_event_wanted(struct cx5 *cx5, u8 type);
void cx5_eq_doorbell(struct cx5 *cx5, u32 val, bool arm);
void cx5_eq_free(struct cx5_eq *eq);

/* cq.c: completions */
int cx5_cq_push(struct cx5 *cx5, u32 cqn, struct mlx5_cqe64 *cqe, u8 opcode);
void cx5_cq_arm(struct cx5 *cx5, u32 cqn, u32 val);
void cx5_cq_remind(struct cx5 *cx5);
void cx5_cq_free(struct cx5_cq *cq);

/* wq.c: rings of work */
int cx5_wq_init(struct cx5_wq *wq, const u8 *wqc, const u8 *pas,
		size_t pas_len, unsigned int log_stride_min);
void cx5_wq_free(struct cx5_wq *wq);
int cx5_wq_read(struct cx5 *cx5, const struct cx5_wq *wq, u32 index,
		void *buf, size_t len);
int cx5_wq_posted(struct cx5 *cx5, const struct cx5_wq *wq, u16 *count);

/* rq.c, scatter.c: received packets into the guest's memory */
void cx5_rq_receive(struct cx5 *cx5, u32 rqn, const struct cx5_packet *pkt);
bool cx5_rq_has_buffer(struct cx5 *cx5, struct cx5_rq *rq);
void cx5_rq_free(struct cx5_rq *rq);
int cx5_rq_place(struct cx5 *cx5, struct cx5_rq *rq,
		 const struct cx5_packet *pkt, struct mlx5_cqe64 *cqe);

/* sq.c, send.c, umr.c: work of the driver */
void cx5_sq_doorbell(struct cx5 *cx5, u32 sqn);
void cx5_sq_run(struct cx5 *cx5, u32 sqn);
void cx5_sq_free(struct cx5_sq *sq);
int cx5_send(struct cx5 *cx5, const u8 *wqe, u32 ds);
int cx5_send_large(struct cx5 *cx5, const u8 *wqe, u32 ds, u32 *sent);
int cx5_send_multi(struct cx5 *cx5, const u8 *wqe, u32 ds, u64 *packets);
int cx5_umr(struct cx5 *cx5, const u8 *wqe, u32 ds);

/* offload.c: what happens to a packet on its way out */
void cx5_offload_csum(u8 *frame, u32 len, u8 cs_flags);
int cx5_offload_lso(struct cx5 *cx5, u8 *frame, u32 len, u32 headers, u16 mss,
		    u8 cs_flags, u32 *sent);

/* csum.c */
u32 cx5_csum_add(u32 sum, const void *data, size_t len);
u16 cx5_csum_fold(u32 sum);
u32 cx5_csum_pseudo(const u8 *ip, u8 version, u8 proto, u32 l4_len);

/* parse.c */
void cx5_parse(struct cx5_packet *pkt);
void cx5_parse_match(struct cx5_packet *pkt);
void cx5_parse_csum(struct cx5_packet *pkt);

/* rss.c, tir.c */
u32 cx5_toeplitz(const u8 *key, const u8 *data, size_t len);
void cx5_rss_hash(const struct cx5_tir *tir, struct cx5_packet *pkt,
		  bool plain);
void cx5_tir_receive(struct cx5 *cx5, u32 tirn, struct cx5_packet *pkt);

/* flow_table.c, steer.c */
void cx5_flow_table_free(struct cx5 *cx5, struct cx5_flow_table *table);
void cx5_steer(struct cx5 *cx5, struct cx5_packet *pkt);
void cx5_flow_say(struct cx5 *cx5);

/* physical_port.c: the wire */
void cx5_wire_rx(struct nic *nic, const void *frame, size_t len);
void cx5_wire_send(struct cx5 *cx5, u8 *frame, u32 len);
void cx5_wire_link(struct nic *nic, bool up);
void cx5_port_receive(struct cx5 *cx5, struct cx5_packet *pkt);
bool cx5_port_up(const struct cx5 *cx5);
void cx5_port_update(struct cx5 *cx5);
void cx5_port_init(struct cx5 *cx5);

/* internal_timer.c */
u64 cx5_now(struct cx5 *cx5);
u64 cx5_ticks(u64 ns);

/* control.c, inject.c */
void cx5_control(struct nic *nic, const char *line);
const char *cx5_inject(struct cx5 *cx5, int n, char **word);
void cx5_say(struct cx5 *cx5, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

/* trace.c */
void cx5_trace(struct cx5 *cx5, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

#endif /* CX5_H */
