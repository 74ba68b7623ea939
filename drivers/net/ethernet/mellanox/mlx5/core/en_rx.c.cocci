// XDP_PASS: apply the stored values after the driver has set the values of the CQE.

@include@
position p;
@@
 #include "en/xdp.h"@p
+#include "en/xdp_rx_meta.h"

// The xdp_buff of the RQ is set up for each packet that a program runs on. Its flags are those
// of this packet until the next one.
@apply@
identifier rq, skb;
position p;
@@
 mlx5e_build_rx_skb(..., struct mlx5e_rq *rq, struct sk_buff *skb)
 {
 ... when any
 skb->protocol = eth_type_trans@p(skb, ...);
+mlx5e_xdp_apply_rx_meta(rq, skb);
 ... when any
 }
