// The driver sets the values of the descriptor when the packet is complete, and the buffer is
// gone by then. The skb has the stored values already.

@include@
position p;
@@
 #include <net/xdp_sock_drv.h>@p
+#include "gve_rx_meta.h"

@rx_hash@
identifier skb;
position p;
@@
 gve_rx_skb_hash(struct sk_buff *skb, ...)
 {
 ... when any
+if (gve_rx_has_stored_hash(skb))
+	return;
+
 skb_set_hash@p(skb, ...);
 }

@rx_hwtstamp@
identifier skb, desc;
position p;
@@
 gve_rx_skb_hwtstamp(..., const struct gve_rx_compl_desc_dqo *desc)
 {
 struct sk_buff *skb = ...;
 ...
+if (gve_rx_has_stored_hwtstamp(skb))
+	return;
+
 if (desc->ts_sub_nsecs_low@p & GVE_DQO_RX_HWTSTAMP_VALID)
 { ... }
 }

@rx_timestamp@
identifier ctx, buf, ts;
position p;
@@
 gve_xdp_rx_timestamp(const struct xdp_md *ctx, u64 *ts)
 {
 ...
+if (!xdp_rx_meta_timestamp(&buf->xdp, ts))
+	return 0;
 if (!gve_is_clock_enabled@p(buf->gve))
 return -ENODATA;
 ...
 }
