// SPDX-License-Identifier: GPL-2.0
/*
 * RX metadata that XDP programs stored: into the skb on XDP_PASS, and a VLAN
 * tag out on the wire.
 */
#include <linux/if_vlan.h>
#include <linux/mlx5/driver.h>
#include <net/gro.h>
#include "en/xdp.h"
#include "en/xdp_rx_meta.h"

static_assert(sizeof(struct xdp_rx_meta_kept) <=
	      sizeof_field(struct sk_buff, cb));

/* HW-GRO counts in an skb that it has just made; XDP is refused with it, and
 * what is counted must not look like flags.
 */
static_assert(offsetof(struct xdp_rx_meta_kept, flags) >=
	      offsetofend(struct napi_gro_cb, count));

#ifdef CONFIG_64BIT
/* The tag lies in what was padding: copying a frame's data costs no more. */
static_assert(sizeof(struct mlx5e_xmit_data) == 24);
#endif

void __mlx5e_xdp_apply_rx_meta(struct sk_buff *skb)
{
	struct xdp_rx_meta_kept *cb = mlx5e_xdp_rx_meta_cb(skb);

	xdp_rx_meta_kept_to_skb(cb, skb);
	memset(cb, 0, sizeof(*cb));
}

/* Whether the device can insert a tag into what @sq sends: the tag lies in the
 * WQE where the size of an inlined header does, so it is one or the other.
 * Insertion that was switched off stays off, as it does for skbs.
 */
static bool mlx5e_xdp_sq_inserts_vlan(const struct mlx5e_xdpsq *sq,
				      __be16 proto)
{
	return sq->min_inline_mode == MLX5_INLINE_MODE_NONE &&
	       MLX5_CAP_ETH(sq->channel->mdev, wqe_vlan_insert) &&
	       vlan_hw_offload_capable(sq->channel->netdev->features, proto);
}

/* The eth segment's words for a tag. Devices insert S-tags as well as C-tags:
 * see mlx5e_sq_xmit_wqe().
 */
void __mlx5e_xdp_insert_vlan(const struct xdp_frame *frame,
			     struct mlx5e_xmit_data *xdptxd)
{
	const struct xdp_rx_meta *meta = xdp_frame_rx_meta(frame);
	u32 type = MLX5_ETH_WQE_INSERT_VLAN;

	if (meta->vlan_proto == htons(ETH_P_8021AD))
		type |= MLX5_ETH_WQE_SVLAN;

	xdptxd->insert_vlan = cpu_to_be32(type << 16 | meta->vlan_tci);
}

/* Where the device does not insert the tag it is put into the packet, rather
 * than into a header inlined only for it: the SQ inlines the first
 * MLX5E_XDP_MIN_INLINE bytes of a packet, be they tagged or not, and a
 * multi-packet WQE takes the frame like any other. The room for it was claimed
 * when the tag was stored.
 */
int __mlx5e_xdp_tx_vlan_tag(struct mlx5e_xdpsq *sq, struct xdp_frame *frame)
{
	__be16 proto = xdp_frame_rx_meta(frame)->vlan_proto;
	int err = 0;

	if (unlikely(xdp_get_frame_len(frame) + VLAN_HLEN > sq->hw_mtu))
		err = -EMSGSIZE;
	else if (unlikely(!mlx5e_xdp_sq_inserts_vlan(sq, proto)))
		err = xdp_frame_push_rx_vlan_tag(frame);

	if (unlikely(err))
		sq->stats->err++;
	return err;
}

static int mlx5e_xdp_xmit_tag(struct xdp_frame *frame, void *sq)
{
	return __mlx5e_xdp_tx_vlan_tag(sq, frame);
}

/**
 * mlx5e_xdp_xmit_tags - see to the stored VLAN tags of frames in ndo_xdp_xmit()
 * @sq: where they will be sent
 * @n: number of frames
 * @frames: not yet mapped; those that cannot be sent are moved to the end
 *
 * Return: number of frames that can be sent.
 */
int mlx5e_xdp_xmit_tags(struct mlx5e_xdpsq *sq, int n,
			struct xdp_frame **frames)
{
	return xdp_xmit_rx_vlan_tags(frames, n, mlx5e_xdp_xmit_tag, sq);
}

/**
 * mlx5e_xdp_tx_refuse - give up XDP_TX of a frame that cannot be sent
 * @rq: where its packet came from
 * @xdp: its buffer
 * @frame: what the buffer was converted to
 *
 * A page of a regular RQ still belongs to it. A zero-copy buffer went back when
 * it was copied into @frame, and must not be recycled once more.
 *
 * Return: false, mlx5e_xmit_xdp_buff()'s word for it.
 */
bool mlx5e_xdp_tx_refuse(struct mlx5e_rq *rq, const struct xdp_buff *xdp,
			 struct xdp_frame *frame)
{
	if (xdp->rxq->mem.type == MEM_TYPE_XSK_BUFF_POOL) {
		__set_bit(MLX5E_RQ_FLAG_XDP_XMIT, rq->flags);
		xdp_return_frame(frame);
	}
	return false;
}
