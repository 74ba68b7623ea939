/* SPDX-License-Identifier: GPL-2.0 */
/* A driver of the E810, as far as tests need one. */
#ifndef TESTS_MODEL_E810_CARD_DRIVER_H
#define TESTS_MODEL_E810_CARD_DRIVER_H

#include "nic/e810/ice_format.h"
#include "tests/model/common_driver.h"

#include "admin_queue.h"

#define RX_BUFFER	2048
#define RX_ENTRIES	32
#define TX_ENTRIES	256
/* What the clock advances in a tick to go as the machine's time, in 2^-32 ns */
#define CLOCK_NOMINAL	0x13b13b13bULL

/**
 * struct e810_driver - what a driver of the E810 has for itself
 * @params: the parameters that the last command answered
 * @out_len: bytes of the buffer that it answered
 * @vsi: number of the VSI
 * @rx: address of the receive ring of each queue
 * @rx_buf: address of its buffers
 * @tx: address of the transmit ring
 * @tx_next: the next descriptor
 */
struct e810_driver {
	u8 params[16];
	u16 out_len;
	u16 vsi;
	u32 rx[4], rx_buf[4];
	u32 tx, tx_next;
};

struct e810_driver *own(struct driver *drv);
void driver_write32(struct driver *drv, u32 off, u32 val);
u16 driver_cmd(struct driver *drv, u16 opcode, const void *params,
	       size_t params_len, const void *data, size_t len, u16 room);
void driver_vsi(struct driver *drv, const struct ice_aqc_vsi_props *change);
u16 driver_mac(struct driver *drv, const u8 *mac);
void driver_rxq(struct driver *drv, u32 queue, u32 buffer, bool tag_first);
void driver_rxq_split(struct driver *drv, u32 queue, u32 room, u32 levels);
void driver_txq(struct driver *drv);
void driver_start(struct driver *drv);
void driver_clock_rate(struct driver *drv, u64 increment);
void driver_clock_start(struct driver *drv);
void driver_update(struct driver *drv, u32 type, const void *section,
		   u32 len);
struct ice_32b_rx_flex_desc_nic *driver_rx_desc(struct driver *drv, u32 queue,
						u32 index);
void driver_tx_desc(struct driver *drv, u64 addr, u64 qw1);
void driver_tx_ring(struct driver *drv);

#endif /* TESTS_MODEL_E810_CARD_DRIVER_H */
