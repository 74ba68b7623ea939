/* SPDX-License-Identifier: GPL-2.0 */
/*
 * virtio_net: the hash that the device reported, for the metadata reader.
 *
 * Part of virtio_net.c, which includes it where everything it uses is defined.
 */

/* What the device reported for the packet in @xdp lies in front of it. The
 * program may move the packet's start, or write there, before it asks. Only
 * programs that are bound to the device can ask.
 */
static void virtnet_rx_meta_save(const struct bpf_prog *prog,
				 const struct xdp_buff *xdp,
				 const struct net_device *dev)
{
	const struct virtnet_info *vi = netdev_priv(dev);
	struct receive_queue *rq;

	if (!bpf_prog_is_dev_bound(prog->aux) || !vi->has_rss_hash_report)
		return;

	rq = &vi->rq[xdp->rxq->queue_index];
	memcpy(&rq->xdp_hdr, xdp->data - vi->hdr_len, sizeof(rq->xdp_hdr));
}
