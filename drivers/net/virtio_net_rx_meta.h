/* SPDX-License-Identifier: GPL-2.0 */
/*
 * virtio_net: RX metadata that the device reported and that a program stored.
 *
 * Part of virtio_net.c, which includes it where everything it uses is defined.
 */

/* What the device reported for the packet in @buff lies in front of it. The
 * program may move the packet's start, or write there, before it asks.
 */
static void virtnet_rx_meta_save(struct virtnet_info *vi,
				 const struct xdp_buff *buff)
{
	struct receive_queue *rq = &vi->rq[buff->rxq->queue_index];

	if (vi->has_rss_hash_report)
		memcpy(&rq->xdp_hdr, buff->data - vi->hdr_len,
		       sizeof(rq->xdp_hdr));
}

static int virtnet_xdp_rx_vlan_tag(const struct xdp_md *ctx, __be16 *vlan_proto,
				   u16 *vlan_tci)
{
	return xdp_rx_meta_vlan_tag((void *)ctx, vlan_proto, vlan_tci);
}

static int virtnet_xdp_rx_timestamp(const struct xdp_md *ctx, u64 *timestamp)
{
	return xdp_rx_meta_timestamp((void *)ctx, timestamp);
}

/* The header goes in front of the packet, too. */
static bool virtnet_xdp_push_tag(const struct virtnet_info *vi,
				 struct xdp_frame *frame)
{
	return !xdp_frame_push_rx_vlan_tag(frame) &&
	       frame->headroom >= vi->hdr_len;
}

/* Puts stored tags into the packets. What cannot be sent is moved behind the
 * rest, whose order stays: the caller of ndo_xdp_xmit() frees what is behind
 * the number of frames that it is told.
 */
static int virtnet_xdp_push_tags(const struct virtnet_info *vi, int n,
				 struct xdp_frame **frames)
{
	int sent = 0, i;

	for (i = 0; i < n; i++) {
		struct xdp_frame *frame = frames[i];

		if (unlikely(!virtnet_xdp_push_tag(vi, frame)))
			continue;
		if (unlikely(i != sent))
			memmove(frames + sent + 1, frames + sent,
				(i - sent) * sizeof(*frames));
		frames[sent++] = frame;
	}
	return sent;
}
