/* SPDX-License-Identifier: GPL-2.0 */
/*
 * devmap: stored VLAN tags of redirected frames.
 *
 * devmap.c includes this file behind the definition of its bulk queue.
 */

static noinline unsigned int __bq_frame_len(struct net_device *dev,
					    const struct xdp_frame *frame)
{
	if (frame->flags & XDP_FLAGS_RX_VLAN_TAG)
		this_cpu_ptr(dev->xdp_bulkq)->has_rx_vlan_tags = true;

	return xdp_get_frame_len(frame);
}

/* For the check of a frame's length before it is put on the bulk queue of @dev.
 * One test finds the frames with fragments, whose length takes more to count,
 * and those with a stored tag. The queue remembers the latter.
 */
static inline unsigned int bq_frame_len(struct net_device *dev,
					const struct xdp_frame *frame)
{
	if (likely(!(frame->flags & (XDP_FLAGS_HAS_FRAGS |
				     XDP_FLAGS_RX_VLAN_TAG))))
		return frame->len;

	return __bq_frame_len(dev, frame);
}

/* Send the first @n frames of a queue, with their stored tags. A devmap program
 * may have stored some, too.
 *
 * A queue is empty after a flush. With PREEMPT_RT another task may be between
 * the check of a frame and its enqueue, so the queue does not forget there.
 */
static int bq_xmit(struct xdp_dev_bulk_queue *bq, int n, u32 flags)
{
	struct net_device *dev = bq->dev;

	if (likely(!bq->has_rx_vlan_tags && !bq->xdp_prog))
		return dev->netdev_ops->ndo_xdp_xmit(dev, n, bq->q, flags);

	if (flags & XDP_XMIT_FLUSH && !IS_ENABLED(CONFIG_PREEMPT_RT))
		bq->has_rx_vlan_tags = false;
	return xdp_dev_xmit(dev, n, bq->q, flags);
}
