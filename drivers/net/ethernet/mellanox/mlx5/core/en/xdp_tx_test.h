/* SPDX-License-Identifier: GPL-2.0 */
/*
 * KUnit tests of mlx5e: a send queue in memory without a device behind it, and
 * the packets that XDP sends on it with a stored VLAN tag.
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

/* What becomes of a packet: a tag may find no place, or make it too long. */
enum tx_fate {
	TX_SENT,
	TX_NO_PLACE,
	TX_TOO_LONG,
};

/* What the queue inlines, what the program stored, and of how many bytes linear
 * part and fragment are.
 */
struct tx_case {
	const char *name;
	u8 inline_mode;
	u16 proto;
	u32 headroom;
	u32 len;
	u32 frag;
	enum tx_fate fate;
};

#define NONE		MLX5_INLINE_MODE_NONE
#define L2		MLX5_INLINE_MODE_L2
#define CTAG		ETH_P_8021Q
#define STAG		ETH_P_8021AD

int mlx5e_tt_init(struct kunit *test);
void *mlx5e_tt_alloc(struct kunit *test, size_t size);
void mlx5e_tt_free_descs(void *sq);
void mlx5e_tt_fill_buff(struct kunit *test, struct xdp_buff *xdp, void *va,
			struct page *frag, const struct tx_case *c);
void mlx5e_tt_expect_packet(struct kunit *test, const struct tx_case *c,
			    u16 i, u32 first_ds);
void mlx5e_tt_expect_wqe(struct kunit *test, const struct tx_case *c, u16 i);
void mlx5e_tt_expect_session(struct kunit *test, u16 i, int n);
void mlx5e_tt_expect_untouched(struct kunit *test, const struct tx_case *c,
			       const struct xdp_buff *xdp);

#endif /* __MLX5_EN_XDP_TX_TEST_H__ */
