/* SPDX-License-Identifier: GPL-2.0 */
/*
 * veth: choice of the peer's receive queue for redirected frames.
 *
 * veth.c includes this file behind the definitions that it uses.
 */

/* The stored hash of a frame selects its queue of @rcv. Frames without one go
 * to the queue of the CPU. So do frames whose queue is not up: it has no ring
 * then. The caller checked that the queue of the CPU is up.
 */
static struct veth_rq *veth_xdp_frame_rq(struct net_device *rcv,
					 struct veth_rq *cpu_rq,
					 const struct xdp_frame *frame)
{
	struct veth_priv *priv = netdev_priv(rcv);
	struct veth_rq *rq;

	if (likely(!(frame->flags & XDP_FLAGS_RX_HASH)))
		return cpu_rq;

	rq = &priv->rq[reciprocal_scale(xdp_frame_rx_meta(frame)->hash,
					rcv->real_num_rx_queues)];
	return likely(rcu_access_pointer(rq->napi)) ? rq : cpu_rq;
}

static bool veth_xdp_produce(struct veth_rq *rq, struct xdp_frame *frame,
			     unsigned int max_len)
{
	return likely(xdp_get_frame_len(frame) <= max_len &&
		      !__ptr_ring_produce(&rq->xdp_ring,
					  veth_xdp_to_ptr(frame)));
}

/* Send the frames from @i on, up to the first one for another queue of @rcv.
 *
 * A frame that does not fit into its queue is swapped behind the @sent ones,
 * for the caller of ndo_xdp_xmit() to free. Frames for other queues are still
 * sent. Several CPUs may fill a queue, so the lock of its ring protects its
 * counters.
 *
 * A queue other than the CPU's is woken at once. The bulk may come without
 * XDP_XMIT_FLUSH, and the bulk with XDP_XMIT_FLUSH may have no frame for it.
 *
 * Returns the number of frames processed.
 */
static int veth_xdp_xmit_run(struct net_device *rcv, struct veth_rq *cpu_rq,
			     struct xdp_frame **frames, int i, int n, int *sent,
			     bool ndo_xmit)
{
	unsigned int max_len = rcv->mtu + rcv->hard_header_len + VLAN_HLEN;
	struct veth_rq *rq = veth_xdp_frame_rq(rcv, cpu_rq, frames[i]);
	int first = i, done = 0;

	spin_lock(&rq->xdp_ring.producer_lock);
	do {
		if (veth_xdp_produce(rq, frames[i], max_len)) {
			swap(frames[*sent + done], frames[i]);
			done++;
		}
		i++;
	} while (i < n && veth_xdp_frame_rq(rcv, cpu_rq, frames[i]) == rq);

	if (ndo_xmit) {
		u64_stats_update_begin(&rq->stats.syncp);
		rq->stats.vs.peer_tq_xdp_xmit += done;
		rq->stats.vs.peer_tq_xdp_xmit_err += i - first - done;
		u64_stats_update_end(&rq->stats.syncp);
	}
	spin_unlock(&rq->xdp_ring.producer_lock);

	*sent += done;
	if (rq != cpu_rq)
		__veth_xdp_flush(rq);

	return i - first;
}
