// An skb made of a frame gets what was stored, and a zero-copy frame's clone has
// room for it.

@include@
position p;
@@
 #include <net/xdp_sock_drv.h>@p
+#include <net/xdp_rx_meta.h>

// The clone of a zero-copy buffer: the area lies between frame and data.
@zc_room@
identifier xdp, frame;
symbol totsize;
position p;
@@
 xdp_convert_zc_to_xdp_frame(struct xdp_buff *xdp)
 {
 ... when any
 if (
-    sizeof(*frame)
+    xdp_frame_reserved(xdp)
     + totsize@p > ...)
 return NULL;
 ... when any
 }

@zc_data@
identifier xdp, frame;
symbol addr;
position p;
@@
 xdp_convert_zc_to_xdp_frame(struct xdp_buff *xdp)
 {
 ... when any
 addr +=@p
-	sizeof(*frame)
+	xdp_frame_reserved(xdp)
 ;
 ... when any
 }

// The frame's headroom does not count the frame itself, but what is behind it.
@zc_copy@
identifier xdp, frame;
symbol metasize;
position p;
@@
 xdp_convert_zc_to_xdp_frame(struct xdp_buff *xdp)
 {
 ... when any
 frame->headroom =@p
-	metasize
+	xdp_frame_reserved(xdp) - sizeof(*frame) + metasize
 ;
+xdp_frame_rx_meta_copy(frame, xdp);
 ... when any
 }

// After eth_type_trans(), which knows nothing of a tag beside the packet; before
// the frame is scrubbed.
@build_skb@
identifier frame, skb, dev;
position p;
@@
 __xdp_build_skb_from_frame(struct xdp_frame *frame, struct sk_buff *skb,
			    struct net_device *dev)
 {
 ... when any
 skb->protocol = eth_type_trans@p(skb, dev);
+xdp_frame_rx_meta_to_skb(frame, skb);
 ... when any
 }

// The readers of a program that is bound to a device whose driver has none: what
// was stored, they need no driver for.
@rx_timestamp@
identifier ctx, ns;
position p;
@@
 bpf_xdp_metadata_rx_timestamp(const struct xdp_md *ctx, u64 *ns)
 {
-return@p -EOPNOTSUPP;
+if (!xdp_rx_meta_timestamp((const struct xdp_buff *)ctx, ns))
+	return 0;
+
+return -EOPNOTSUPP;
 }

@rx_hash@
identifier ctx, hash, type;
position p;
@@
 bpf_xdp_metadata_rx_hash(const struct xdp_md *ctx, u32 *hash,
			  enum xdp_rss_hash_type *type)
 {
-return@p -EOPNOTSUPP;
+if (!xdp_rx_meta_hash((const struct xdp_buff *)ctx, hash, type))
+	return 0;
+
+return -EOPNOTSUPP;
 }

@rx_vlan_tag@
identifier ctx, proto, tci;
position p;
@@
 bpf_xdp_metadata_rx_vlan_tag(const struct xdp_md *ctx, __be16 *proto, u16 *tci)
 {
-return@p -EOPNOTSUPP;
+const struct xdp_buff *xdp = (const struct xdp_buff *)ctx;
+
+if (!xdp_rx_meta_vlan_tag(xdp, proto, tci))
+	return 0;
+
+return -EOPNOTSUPP;
 }
