/* SPDX-License-Identifier: GPL-2.0 */
/*
 * KUnit tests of mlx5e: a send queue in memory without a device behind it, the
 * frames that are sent on it with a stored VLAN tag, and the WQEs they become.
 */
#ifndef __MLX5_EN_XDP_TX_TEST_H__
#define __MLX5_EN_XDP_TX_TEST_H__

#include <kunit/test.h>
#include <linux/if_vlan.h>
#include "en/xdp.h"
#include "en/xdp_rx_meta.h"

#define SQ_LOG_SIZE	6
#define SQ_SIZE		BIT(SQ_LOG_SIZE)
#define SQN		0x123
#define SQ_MTU		(ETH_DATA_LEN + ETH_HLEN + VLAN_HLEN)
#define PACKET_LEN	100
#define FRAG_LEN	200
#define TCI		0xa123

/* Where a WQE without an inlined header has its data */
#define DS_DATA		MLX5E_TX_WQE_EMPTY_DS_COUNT

struct tx_fixture {
	struct device *pdev;
	struct net_device *dev;
	struct mlx5_core_dev *mdev;
	struct mlx5e_channel *c;
	struct mlx5e_xdpsq *sq;
	struct mlx5e_xdpsq_stats stats;
	struct mlx5_buf_list buf;
	struct xdp_rxq_info rxq;
};

/* What the device can do, what the queue inlines, what the program stored, and
 * what the frame is made of.
 */
struct tx_case {
	const char *name;
	bool inserts;
	u8 inline_mode;
	u16 proto;
	bool frags;
	u32 len;
	/* expected */
	bool sent;
	u32 trailer;
	u32 wire_len;
};

#define INSERT_C	((MLX5_ETH_WQE_INSERT_VLAN << 16) | TCI)
#define INSERT_S	(((MLX5_ETH_WQE_INSERT_VLAN | MLX5_ETH_WQE_SVLAN) \
			  << 16) | TCI)
/* The first two bytes of an inlined header follow its size */
#define INLINED		((MLX5E_XDP_MIN_INLINE << 16) | 0x0001)
#define NONE		MLX5_INLINE_MODE_NONE
#define L2		MLX5_INLINE_MODE_L2
#define CTAG		ETH_P_8021Q
#define STAG		ETH_P_8021AD

/* Sent without and with a tag, on a device that inserts it */
extern const struct tx_case mlx5e_tt_plain, mlx5e_tt_ctag;

int mlx5e_tt_init(struct kunit *test);
const void *mlx5e_tt_gen_params(const void *prev, char *desc);
void *mlx5e_tt_alloc(struct kunit *test, size_t size);
void mlx5e_tt_set_device(struct tx_fixture *fix, const struct tx_case *c);
void mlx5e_tt_free_descs(void *sq);
void *mlx5e_tt_page(struct kunit *test);
void mlx5e_tt_fill_buff(struct kunit *test, struct xdp_buff *xdp, void *va,
			struct page *frag, const struct tx_case *c);
struct xdp_frame *mlx5e_tt_frame(struct kunit *test,
				 const struct tx_case *c);
int mlx5e_tt_xmit(struct kunit *test, struct xdp_frame **frames, int n);
struct mlx5e_tx_wqe *mlx5e_tt_wqe(struct tx_fixture *fix, u16 i);
u32 mlx5e_tt_want_pc(const struct tx_case *c);
void mlx5e_tt_expect_bytes(struct kunit *test, const struct tx_case *c,
			   const u8 *bytes, u32 from, u32 to);
void mlx5e_tt_expect_wqe(struct kunit *test, const struct tx_case *c,
			 u16 i, const u8 *data, dma_addr_t dma);
void mlx5e_tt_expect_session(struct kunit *test, u16 i, int n);

#endif /* __MLX5_EN_XDP_TX_TEST_H__ */
