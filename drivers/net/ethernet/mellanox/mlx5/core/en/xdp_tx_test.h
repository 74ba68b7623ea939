/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Fixture of the KUnit tests of mlx5e: a send queue in memory without a device
 * behind it, and the packets that XDP sends on it with a stored VLAN tag.
 */
#ifndef __MLX5_EN_XDP_TX_TEST_H__
#define __MLX5_EN_XDP_TX_TEST_H__

#include <net/xdp_rx_meta_kunit_nic.h>
#include "en/xdp.h"
#include "en/xdp_rx_meta.h"

#define SQ_LOG_SIZE	6
#define SQ_SIZE		BIT(SQ_LOG_SIZE)
#define SQN		0x123
#define SQ_MTU		(ETH_DATA_LEN + ETH_HLEN + VLAN_HLEN)
#define TCI		0xa123

struct tx_fixture {
	struct device *pdev;
	struct net_device *dev;
	struct mlx5e_channel *c;
	struct mlx5e_xdpsq *sq;
	struct mlx5e_xdpsq_stats stats;
	struct mlx5_buf_list buf;
	struct xdp_rxq_info rxq;
};

/* Whether the driver sends a packet, or drops it because it has no room for its
 * tag or is too long.
 */
enum tx_result {
	TX_SENT,
	TX_NO_ROOM,
	TX_TOO_LONG,
};

/**
 * struct tx_case - a packet to be sent
 * @name: of the case
 * @inline_mode: of the send queue
 * @proto: TPID of the stored tag, or 0
 * @headroom: bytes in front of the packet; 0 for XDP_PACKET_HEADROOM
 * @len: bytes in the linear part
 * @frag: bytes in the fragment, if there is one
 * @result: expected
 */
struct tx_case {
	const char *name;
	u8 inline_mode;
	u16 proto;
	u32 headroom;
	u32 len;
	u32 frag;
	enum tx_result result;
};

#define NONE		MLX5_INLINE_MODE_NONE
#define L2		MLX5_INLINE_MODE_L2
#define CTAG		ETH_P_8021Q
#define STAG		ETH_P_8021AD

int mlx5e_tx_test_init(struct kunit *test);
void mlx5e_tx_test_free_descs(void *sq);
void mlx5e_tx_test_fill_buff(struct kunit *test, struct xdp_buff *xdp, void *va,
			     struct page *frag, const struct tx_case *c);
void mlx5e_tx_test_expect_packet(struct kunit *test, const struct tx_case *c,
				 u16 i, u32 ds);
void mlx5e_tx_test_expect_wqe(struct kunit *test, const struct tx_case *c,
			      u16 i);
void mlx5e_tx_test_expect_session(struct kunit *test, u16 i, int n);
void mlx5e_tx_test_expect_untouched(struct kunit *test, const struct tx_case *c,
				    const struct xdp_buff *xdp);

#endif /* __MLX5_EN_XDP_TX_TEST_H__ */
