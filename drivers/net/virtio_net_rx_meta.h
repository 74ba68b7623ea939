/* SPDX-License-Identifier: GPL-2.0 */
/*
 * virtio_net: the hash that the device reported, for the metadata reader.
 *
 * virtio_net.c includes this file behind the definitions that it uses.
 */

/* Save the header that the device wrote in front of the packet. The program may
 * move the start of the packet or overwrite the header before it calls the
 * reader. Only programs that are bound to the device can call it.
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
