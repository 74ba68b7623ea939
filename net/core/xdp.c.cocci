// Set the stored values in an skb that is built from a frame, copy them to the
// clone of a zero-copy buffer, and return them from the default readers.

@include@
position p;
@@
 #include <net/xdp_sock_drv.h>@p
+#include <net/xdp_rx_meta.h>

// In the clone of a zero-copy buffer the values lie between frame and data.
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

// The headroom of a frame counts the bytes behind struct xdp_frame.
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

// One test finds fragments and stored values, and most frames have neither.
@build_skb@
identifier frame, skb, dev;
identifier update = {xdp_update_skb_shared_info, xdp_update_skb_frags_info};
expression list es;
position p;
@@
 __xdp_build_skb_from_frame(struct xdp_frame *frame, struct sk_buff *skb,
			    struct net_device *dev)
 {
 ... when any
 if (unlikely(
-xdp_frame_has_frags(frame)
+xdp_frame_rx_meta_to_skb(frame, skb)
    ))
 	update@p(skb, es);
 ... when any
 }

// The skb has the memory of the buffer, or a copy of the packet. Drivers that fill in the skb
// afterwards set the stored values once more.
// when: xdp_build_skb_from_buff
@from_buff@
identifier xdp, skb;
expression dev;
position p;
@@
 xdp_build_skb_from_buff(const struct xdp_buff *xdp)
 {
 ... when any
 skb->protocol = eth_type_trans@p(skb, dev);
+xdp_buff_rx_meta_to_skb(xdp, skb);
 ... when any
 }

// Before the buffer returns to its pool
// when: xdp_build_skb_from_zc
@from_zc@
identifier xdp, skb;
position p;
@@
 xdp_build_skb_from_zc(struct xdp_buff *xdp)
 {
 ... when any
 struct sk_buff *skb = NULL;
 ... when any
+xdp_buff_rx_meta_to_skb(xdp, skb);
 xsk_buff_free@p(xdp);
 ... when any
 }

// The default readers serve programs that are bound to a device whose driver has
// no reader. They return stored values, which need no driver.
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
