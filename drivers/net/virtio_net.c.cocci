// Options: --no-includes --macro-file @scripts@/virtio-net.h
// A virtio device may report a hash, but no tag and no timestamp. It inserts no tag.

@include@
position p;
@@
 #include <net/xdp_sock_drv.h>@p
+#include <net/xdp_rx_meta.h>

// The header that the device wrote for the packet, as long as a program may read it.
@saved@
position p;
@@
 struct receive_queue@p {
 ...
 struct xdp_rxq_info xdp_rxq;
+/* Header of the packet that the XDP program has */
+struct virtio_net_hdr_v1_hash xdp_hdr;
 ...
 };

// Whether the program can read the hash. The driver looks at xdp_enabled for each packet, so the
// answer is in the same cache line.
@reads_hash@
position p;
@@
 struct virtnet_info@p {
 ...
 bool xdp_enabled;
+/* The program can call the metadata reader. */
+bool xdp_reads_hash;
 ...
 };

@set_prog@
identifier vi, prog;
symbol true;
position p;
@@
 virtnet_xdp_set(..., struct bpf_prog *prog, ...)
 {
 <...
 vi->xdp_enabled =@p true;
+vi->xdp_reads_hash = virtnet_xdp_reads_hash(vi, prog);
 ...>
 }

@helpers@
position p;
@@
+/* Only programs that are bound to the device can call the metadata reader. */
+static bool virtnet_xdp_reads_hash(const struct virtnet_info *vi,
+				   const struct bpf_prog *prog)
+{
+	return vi->has_rss_hash_report && bpf_prog_is_dev_bound(prog->aux);
+}
+
+/* The program may move the start of the packet or overwrite the header before
+ * it calls the reader.
+ */
+static void virtnet_xdp_save_hdr(const struct xdp_buff *xdp,
+				 const struct net_device *dev)
+{
+	const struct virtnet_info *vi = netdev_priv(dev);
+	struct receive_queue *rq;
+
+	if (likely(!vi->xdp_reads_hash))
+		return;
+
+	rq = &vi->rq[xdp->rxq->queue_index];
+	memcpy(&rq->xdp_hdr, xdp->data - vi->hdr_len, sizeof(rq->xdp_hdr));
+}
+
 virtnet_xdp_handler@p(...)
 {
 ...
 }

// Before the program can overwrite the header.
@save@
identifier prog, buff, netdev;
expression act;
position p;
@@
 virtnet_xdp_handler(struct bpf_prog *prog, struct xdp_buff *buff,
		     struct net_device *netdev, ...)
 {
 ... when any
+virtnet_xdp_save_hdr(buff, netdev);
 act = bpf_prog_run_xdp@p(prog, buff);
 ... when any
 }

// XDP_TX bypasses the core, which pushes the tags of redirected frames. A packet
// that cannot be sent with its tag is dropped and counted.
@xdp_tx@
identifier prog, buff, frame, netdev;
expression act;
position p;
@@
 virtnet_xdp_handler(struct bpf_prog *prog, struct xdp_buff *buff,
		     struct net_device *netdev, ...)
 {
 ... when any
 act = bpf_prog_run_xdp(prog, buff);
 <...
+if (xdp_buff_push_rx_vlan_tag(buff)) {
+	trace_xdp_exception(netdev, prog, act);
+	return XDP_DROP;
+}
 frame = xdp_convert_buff_to_frame@p(buff);
 ...>
 }

@rx_hash@
identifier ctx, hash, type, buff, vi, hdr;
position p;
@@
 virtnet_xdp_rx_hash(const struct xdp_md *ctx, u32 *hash,
		     enum xdp_rss_hash_type *type)
 {
 ... when any
-hdr =@p (struct virtio_net_hdr_v1_hash *)(buff->data - vi->hdr_len);
+hdr = &vi->rq[buff->rxq->queue_index].xdp_hdr;
 ... when any
 }

@rx_hash_stored@
identifier ctx, hash, type, buff;
position p;
@@
 virtnet_xdp_rx_hash(const struct xdp_md *ctx, u32 *hash,
		     enum xdp_rss_hash_type *type)
 {
 ... when any
+if (!xdp_rx_meta_hash(buff, hash, type))
+	return 0;
 if (!(buff->rxq->dev->features & NETIF_F_RXHASH))@p
 return -ENODATA;
 ... when any
 }

// Set the ops only if the device reports hashes. The default readers of the core
// return stored values on other devices.
@ops@
identifier dev, vi;
symbol virtnet_xdp_metadata_ops;
position p;
@@
 virtnet_probe(...)
 {
 <...
 if (vi->has_rss || vi->has_rss_hash_report) {
 ...
-dev->xdp_metadata_ops =@p &virtnet_xdp_metadata_ops;
 }
+if (vi->has_rss_hash_report)
+	dev->xdp_metadata_ops = &virtnet_xdp_metadata_ops;
 ...>
 }

// The device refused to report hashes.
@no_ops@
identifier dev, vi;
symbol false;
position p;
@@
 virtnet_probe(...)
 {
 <...
 dev->hw_features &= ~NETIF_F_RXHASH;
+dev->xdp_metadata_ops = NULL;
 vi->has_rss_hash_report =@p false;
 ...>
 }

// XDP_PASS: three functions build an skb from a buffer.
@pass_small@
local idexpression struct sk_buff *skb;
identifier metasize;
symbol xdp;
position p;
@@
 receive_small_xdp(...)
 {
 <...
 if (metasize)@p
 skb_metadata_set(skb, metasize);
+xdp_buff_rx_meta_to_skb(&xdp, skb);
 ...>
 }

@pass_mergeable@
local idexpression struct sk_buff *skb;
symbol xdp;
position p;
@@
 build_skb_from_xdp_buff(...)
 {
 <...
+xdp_buff_rx_meta_to_skb(xdp, skb);
 return@p skb;
 ...>
 }

@pass_xsk@
local idexpression struct sk_buff *skb;
symbol xdp;
position p;
@@
 xsk_construct_skb(...)
 {
 <...
+xdp_buff_rx_meta_to_skb(xdp, skb);
 xsk_buff_free@p(xdp);
 return skb;
 ...>
 }

// After a program ran, the header of the packet is zero and reports no hash. This
// must not clear a stored hash. A new skb has no hash.
@no_hash@
expression kind;
position p;
@@
 virtio_skb_set_hash(...)
 {
 <...
-kind =@p PKT_HASH_TYPE_NONE;
+return;
 ...>
 }

// The tests are included because what they test is static.
@kunit_test@
declarer name MODULE_LICENSE;
position p;
@@
 MODULE_LICENSE@p("GPL");
+
+#ifdef CONFIG_VIRTIO_NET_RX_META_KUNIT_TEST
+#include "virtio_net_rx_meta_test.c"
+#include "virtio_net_probe_test.c"
+#endif
