/* SPDX-License-Identifier: GPL-2.0 */
/* A driver of the E810, as far as tests need one. It works by actions only. */
#ifndef TESTS_MODEL_PRETEND_DRIVER_H
#define TESTS_MODEL_PRETEND_DRIVER_H

#include "nic/e810/ice_format.h"
#include "tests/model/action.h"

#include "admin_queue.h"

#define RX_BUFFER	2048
#define RX_ENTRIES	32
#define TX_ENTRIES	256

/**
 * struct driver - the driver of both cards
 * @machine: the machine
 * @second: ACTION_SECOND to drive the second card, or 0
 * @next: memory from here on is free
 * @actions: gets all actions
 * @params: the parameters that the last command answered
 * @out: the buffer that it answered
 * @out_len: bytes of @out
 * @vsi: number of the VSI
 * @rx: address of the receive ring of each queue
 * @rx_buf: address of its buffers
 * @tx: address of the transmit ring
 * @tx_next: the next descriptor
 */
struct driver {
	struct machine *machine;
	u8 second;
	u32 next;
	struct action_list *actions;
	u8 params[16];
	u8 out[AQ_BUFFER_MAX];
	u16 out_len;
	u16 vsi;
	u32 rx[4], rx_buf[4];
	u32 tx, tx_next;
};

struct driver *driver_new(struct machine *machine,
			  struct action_list *actions);
void driver_free(struct driver *drv);
uint64_t driver_act(struct driver *drv, u8 kind, const void *p, size_t len);
u32 driver_take(struct driver *drv, u32 len);
void driver_put(struct driver *drv, u32 addr, const void *data, size_t len);
void driver_write(struct driver *drv, u32 off, u32 val);
u64 driver_read(struct driver *drv, u32 off, u8 size);
void driver_frame(struct driver *drv, const void *frame, size_t len);
const char *driver_say(struct driver *drv, const char *line);
unsigned int driver_finish(struct driver *drv, unsigned int most);

u16 driver_cmd(struct driver *drv, u16 opcode, const void *params,
	       size_t params_len, const void *data, size_t len, u16 room);
void driver_vsi(struct driver *drv, const struct ice_aqc_vsi_props *change);
u16 driver_mac(struct driver *drv, const u8 *mac);
void driver_rxq(struct driver *drv, u32 queue, u32 buffer, bool tag_first);
void driver_txq(struct driver *drv);
void driver_start(struct driver *drv);
void driver_update(struct driver *drv, u32 type, const void *section,
		   u32 len);
struct ice_32b_rx_flex_desc_nic *driver_rx_desc(struct driver *drv, u32 queue,
						u32 index);
void driver_tx_desc(struct driver *drv, u64 addr, u64 qw1);
void driver_tx_ring(struct driver *drv);

#endif /* TESTS_MODEL_PRETEND_DRIVER_H */
