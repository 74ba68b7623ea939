/* SPDX-License-Identifier: GPL-2.0 */
/*
 * virtio_net: the hash that the device reported, for the metadata reader.
 *
 * virtio_net.c includes this file behind the definitions that it uses.
 */

/* Only programs that are bound to the device can call the reader. The answer is
 * kept in struct virtnet_info while @prog is attached.
 */
static bool virtnet_xdp_reads_hash(const struct virtnet_info *vi,
				   const struct bpf_prog *prog)
{
	return vi->has_rss_hash_report && bpf_prog_is_dev_bound(prog->aux);
}

static noinline void __virtnet_rx_meta_save(const struct virtnet_info *vi,
					    const struct xdp_buff *xdp)
{
	struct receive_queue *rq = &vi->rq[xdp->rxq->queue_index];

	memcpy(&rq->xdp_hdr, xdp->data - vi->hdr_len, sizeof(rq->xdp_hdr));
}

/* Save the header that the device wrote in front of the packet. The program may
 * move the start of the packet or overwrite the header before it calls the
 * reader.
 */
static void virtnet_rx_meta_save(const struct xdp_buff *xdp,
				 const struct net_device *dev)
{
	const struct virtnet_info *vi = netdev_priv(dev);

	if (unlikely(vi->xdp_reads_hash))
		__virtnet_rx_meta_save(vi, xdp);
}
