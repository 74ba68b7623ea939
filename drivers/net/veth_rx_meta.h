/* SPDX-License-Identifier: GPL-2.0 */
/*
 * veth: the peer's receive queue for a redirected frame.
 *
 * Part of veth.c, which includes it where everything it uses is defined.
 */

/* Queue of @rcv for a frame: the one its stored hash says, else the CPU's. A
 * queue on its way up or down has no ring; the caller saw to it that the CPU's
 * has one.
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

/* Send the frames from @i on that go to one queue of @rcv.
 *
 * A frame that cannot be sent is swapped behind the @sent ones, where the
 * caller of ndo_xdp_xmit frees it: a full queue must not cost the other queues
 * their frames. Several CPUs may fill one queue, so its counters are updated
 * under the lock of its ring.
 *
 * A queue other than the CPU's is woken at once. A batch may come without
 * XDP_XMIT_FLUSH, and the one that flushes need not hold a frame for it.
 *
 * Returns how many frames it looked at.
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
