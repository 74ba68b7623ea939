/* SPDX-License-Identifier: GPL-2.0 */
/* A driver of the card, as far as tests need one. */
#ifndef TESTS_MODEL_CONNECTX5_CARD_DRIVER_H
#define TESTS_MODEL_CONNECTX5_CARD_DRIVER_H

#include "nic/connectx5/format.h"
#include "tests/model/common_driver.h"

#include "mailboxes.h"

/**
 * struct ring - a queue
 * @num: its number, 0: the card refused to create it
 * @addr: address of the ring
 * @dbr: address of the doorbell record
 * @ci: completions consumed
 * @pi: entries posted
 * @log: log2 of the entries
 */
struct ring {
	u32 num, addr, dbr, ci;
	u16 pi;
	u8 log;
};

void driver_put32(struct driver *drv, u32 addr, u32 val);
u8 driver_cmd(struct driver *drv, u8 *in, size_t inlen, size_t outlen, u16 op);
u8 driver_delivery(const struct driver *drv);
#define DRIVER_CMD(drv, op, type, in) \
	driver_cmd(drv, in, CX5_BYTES(type##_in), CX5_BYTES(type##_out), \
		   MLX5_CMD_OP_##op)

void driver_port_up(struct driver *drv);
u32 driver_eq(struct driver *drv, u8 vector, u64 mask);
struct ring driver_cq(struct driver *drv, u32 eqn, u8 log);
struct ring driver_rq(struct driver *drv, u32 cqn, u8 log, u8 log_stride,
		      bool striding);
struct ring driver_sq(struct driver *drv, u32 cqn, u8 log);
u8 driver_rq_state(struct driver *drv, u32 rqn, u8 from, u8 to);
u8 driver_sq_state(struct driver *drv, u32 sqn, u8 from, u8 to);
u32 driver_mkey(struct driver *drv);
u32 driver_mkey_list(struct driver *drv, u8 mode, u8 log_page, u64 len,
		     const void *list, size_t list_len);
u32 driver_tir(struct driver *drv, u32 rqn);
u32 driver_table(struct driver *drv, u8 log);
u32 driver_group(struct driver *drv, u32 table, u32 last, bool by_mac);
u8 driver_rule(struct driver *drv, u32 table, u32 group, u32 index, u8 type,
	       u32 dest, const u8 *mac);
u8 driver_root(struct driver *drv, u32 table);
void driver_receive_all(struct driver *drv, u32 rqn);
void driver_receive_hashed(struct driver *drv, u32 rqn, u32 fields);

void driver_post(struct driver *drv, struct ring *sq, const void *wqe,
		 size_t len);
struct mlx5_cqe64 *driver_cqe(struct driver *drv, struct ring *cq);
size_t driver_wqe(u8 *wqe, const struct ring *sq, u8 opcode, u8 flags,
		  size_t len);
void driver_seg(u8 *seg, u32 key, u64 addr, u32 len);

#endif /* TESTS_MODEL_CONNECTX5_CARD_DRIVER_H */
