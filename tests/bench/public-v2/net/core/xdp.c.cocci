// Give the skb what its frame has, and the copy of a zero-copy buffer the bytes.

@include@
position p;
@@
 #include <net/xdp_sock_drv.h>@p
+#include <net/xdp_v2.h>

// Without the flags, so the values are lost all the same.
@zc@
identifier xdp, frame;
symbol metasize;
position p;
@@
 xdp_convert_zc_to_xdp_frame(struct xdp_buff *xdp)
 {
 ... when any
 frame->metasize =@p metasize;
+memcpy(&frame->rx_meta, xdp->rx_meta, sizeof(frame->rx_meta));
 ... when any
 }

@timestamp@
identifier frame, skb;
symbol hard_start;
expression list es;
position p;
@@
 __xdp_build_skb_from_frame(struct xdp_frame *frame, struct sk_buff *skb, ...)
 {
+ktime_t timestamp;
 ... when any
+timestamp = xdp_v2_timestamp(frame);
 skb =@p build_skb_around(skb, hard_start, es);
 ... when any
 }

@build_skb@
identifier frame, skb, dev;
position p;
@@
 __xdp_build_skb_from_frame(struct xdp_frame *frame, struct sk_buff *skb,
			    struct net_device *dev)
 {
 ... when any
 skb->protocol =@p eth_type_trans(skb, dev);
+xdp_v2_to_skb(frame, skb, timestamp);
 ... when any
 }
