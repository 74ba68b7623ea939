/* SPDX-License-Identifier: GPL-2.0 */
/*
 * veth: stored values for the skb on XDP_PASS, and choice of the peer's receive
 * queue for redirected frames.
 *
 * veth.c includes this file behind the definitions that it uses.
 */

/* Frames whose queues are looked up at a time */
#define VETH_RX_META_BATCH	VETH_XDP_TX_BULK_SIZE
/* In place of the queue of a frame that was tried */
#define VETH_RX_META_DONE	U16_MAX

/* XDP_PASS of an skb, which exists before the program runs: stored values
 * override those of the sender. Stands where veth_xdp_rcv_skb() asks whether
 * the packet has fragments: most packets have neither these nor stored values,
 * and one test finds both.
 */
static bool veth_xdp_rx_meta_to_skb(const struct xdp_buff *xdp,
				    struct sk_buff *skb)
{
	if (likely(!(xdp->flags & (XDP_FLAGS_HAS_FRAGS | XDP_FLAGS_RX_META))))
		return false;

	xdp_buff_rx_meta_to_skb(xdp, skb);
	return xdp_buff_has_frags(xdp);
}

/* For veth_xdp_xmit(), whose loop fills the queue of the CPU. A frame with a
 * stored hash ends the loop like one that is too long. One test finds it and
 * the frames with fragments, whose length takes more to count.
 */
static unsigned int veth_xdp_frame_len(const struct xdp_frame *frame)
{
	if (likely(!(frame->flags & (XDP_FLAGS_HAS_FRAGS |
				     XDP_FLAGS_RX_HASH))))
		return frame->len;

	return frame->flags & XDP_FLAGS_RX_HASH ? UINT_MAX :
						  xdp_get_frame_len(frame);
}

/* The stored hash of a frame selects its queue. Frames without one go to the
 * queue of the CPU.
 */
static u16 veth_xdp_frame_queue(const struct net_device *rcv, u16 cpu_queue,
				const struct xdp_frame *frame)
{
	if (!(frame->flags & XDP_FLAGS_RX_HASH))
		return cpu_queue;

	return reciprocal_scale(xdp_frame_rx_meta(frame)->hash,
				rcv->real_num_rx_queues);
}

/* Several CPUs may fill a queue, so the lock of its ring protects its counters.
 */
static void veth_xdp_count(struct veth_rq *rq, int sent, int refused)
{
	u64_stats_update_begin(&rq->stats.syncp);
	rq->stats.vs.peer_tq_xdp_xmit += sent;
	rq->stats.vs.peer_tq_xdp_xmit_err += refused;
	u64_stats_update_end(&rq->stats.syncp);
}

/* Put the frames for the queue of frame @i into it, in order. @queues has the
 * queue of each frame, and VETH_RX_META_DONE afterwards.
 *
 * Returns a mask of the frames that do not fit.
 */
static u32 veth_xdp_xmit_queue(const struct net_device *rcv, struct veth_rq *rq,
			       struct xdp_frame **frames, u16 *queues, int i,
			       int n, bool ndo_xmit)
{
	unsigned int max_len = rcv->mtu + rcv->hard_header_len + VLAN_HLEN;
	u16 queue = queues[i];
	u32 refused = 0;
	int tried = 0;

	spin_lock(&rq->xdp_ring.producer_lock);
	for (; i < n; i++) {
		if (queues[i] != queue)
			continue;
		queues[i] = VETH_RX_META_DONE;
		tried++;
		if (unlikely(xdp_get_frame_len(frames[i]) > max_len ||
			     __ptr_ring_produce(&rq->xdp_ring,
						veth_xdp_to_ptr(frames[i]))))
			refused |= BIT(i);
	}
	if (ndo_xmit)
		veth_xdp_count(rq, tried - hweight32(refused),
			       hweight32(refused));
	spin_unlock(&rq->xdp_ring.producer_lock);
	return refused;
}

/* Send up to VETH_RX_META_BATCH frames, queue by queue: a queue is locked and
 * woken once.
 *
 * A queue that is not up has no ring, and the queue of the CPU, which the
 * caller found to be up, gets its frames. A queue other than the CPU's is woken
 * here. The bulk may come without XDP_XMIT_FLUSH, and the bulk with
 * XDP_XMIT_FLUSH may have no frame for it.
 *
 * Returns a mask of the frames that do not fit into their queue.
 */
static u32 veth_xdp_xmit_batch(struct net_device *rcv, struct veth_rq *cpu_rq,
			       struct xdp_frame **frames, int n, bool ndo_xmit)
{
	struct veth_priv *priv = netdev_priv(rcv);
	u16 queues[VETH_RX_META_BATCH];
	u32 refused = 0;
	int i;

	for (i = 0; i < n; i++)
		queues[i] = veth_xdp_frame_queue(rcv, cpu_rq - priv->rq,
						 frames[i]);

	for (i = 0; i < n; i++) {
		struct veth_rq *rq;

		if (queues[i] == VETH_RX_META_DONE)
			continue;
		rq = &priv->rq[queues[i]];
		if (unlikely(!rcu_access_pointer(rq->napi)))
			rq = cpu_rq;
		refused |= veth_xdp_xmit_queue(rcv, rq, frames, queues, i, n,
					       ndo_xmit);
		if (rq != cpu_rq)
			__veth_xdp_flush(rq);
	}

	return refused;
}

/* Send the frames of a bulk from @sent on, where the loop of veth_xdp_xmit()
 * ended. Frames that do not fit into their queues are swapped behind the sent
 * ones, for the caller of ndo_xdp_xmit() to free.
 *
 * Returns the number of frames of the bulk that were sent.
 */
static noinline int veth_xdp_xmit_rest(struct net_device *rcv,
				       struct veth_rq *cpu_rq,
				       struct xdp_frame **frames, int sent,
				       int n, bool ndo_xmit)
{
	int i, j, batch;
	u32 refused;

	for (i = sent; i < n; i += batch) {
		batch = min(n - i, VETH_RX_META_BATCH);
		refused = veth_xdp_xmit_batch(rcv, cpu_rq, frames + i, batch,
					      ndo_xmit);
		if (likely(!refused && sent == i)) {
			sent += batch;
			continue;
		}
		for (j = 0; j < batch; j++) {
			if (refused & BIT(j))
				continue;
			swap(frames[sent], frames[i + j]);
			sent++;
		}
	}

	return sent;
}
