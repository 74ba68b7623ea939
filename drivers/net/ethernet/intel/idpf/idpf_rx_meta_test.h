/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Fixture of the KUnit tests of idpf: queues without a device behind them.
 *
 * The driver makes its queues and their buffers itself, and polls them. A test
 * writes packets and descriptors as the hardware does, with a BPF program
 * attached. Then it checks the skbs that reach the stack, or the descriptors on
 * the XDP Tx queue.
 */
#ifndef _IDPF_RX_META_TEST_H_
#define _IDPF_RX_META_TEST_H_

#include <net/xdp_rx_meta_kunit_nic.h>
#include "idpf.h"

#define IDPF_TEST_LEN	100
/* Number of descriptors of a queue. Tests use less, so no queue wraps. */
#define IDPF_TEST_COUNT	16
/* Bytes of a packet that header split takes for its headers */
#define IDPF_TEST_HDR	54
/* Packet type of UDP in IPv4. The device tells the driver its packet types. */
#define IDPF_TEST_PTYPE	24

/* Kind of the Rx queue */
enum idpf_test_rx {
	IDPF_TEST_RX_PAGES,
	IDPF_TEST_RX_SPLIT,
	/* The hardware did not find the end of the headers. */
	IDPF_TEST_RX_SPLIT_FAILED,
	IDPF_TEST_RX_ZC,
};

/**
 * struct idpf_test - queues and what they need
 * @adapter: adapter of the vport
 * @vport: vport of the queues
 * @config: its configuration
 * @configs: configuration of each vport
 * @q_vector: vector of the queues
 * @q_vector_idxs: its index, and that of queues without an interrupt
 * @msix: its interrupt
 * @dev: device that buffers are mapped for
 * @netdev: network device of the vport
 * @rx: Rx queue
 * @bufq: its buffer queue
 * @tx: XDP Tx queue
 * @pool: pool of a zero-copy queue
 * @kind: kind of the Rx queue
 * @next: index of the next buffer to receive into
 * @from: number of bytes of the packet that were received
 * @bufs: number of buffers with a part of the packet
 * @tap: collects what @netdev passes to the stack
 * @tails: tail registers of the queues
 * @dyn_ctl: register of the interrupt
 */
struct idpf_test {
	struct idpf_adapter adapter;
	struct idpf_vport vport;
	struct idpf_vport_config config;
	struct idpf_vport_config *configs;
	struct idpf_q_vector q_vector;
	u16 q_vector_idxs[2];
	struct msix_entry msix;
	struct device *dev;
	struct net_device *netdev;
	struct idpf_rx_queue *rx;
	struct idpf_buf_queue *bufq;
	struct idpf_tx_queue *tx;
	struct xsk_buff_pool *pool;
	enum idpf_test_rx kind;
	int next;
	u32 from;
	u32 bufs;
	struct rx_meta_test_tap tap;
	u32 tails[2];
	u32 dyn_ctl;
};

int idpf_test_init(struct kunit *test);
void idpf_test_make_queues(struct kunit *test, enum idpf_test_rx kind,
			   const struct rx_meta_test_prog *prog);
struct virtchnl2_rx_flex_desc_adv_nic_3 *
idpf_test_receive(struct idpf_test *t, u32 len, bool eop, bool mark);
void idpf_test_poll(struct idpf_test *t);

#endif /* _IDPF_RX_META_TEST_H_ */
