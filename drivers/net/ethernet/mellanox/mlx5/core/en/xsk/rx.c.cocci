// XDP_PASS of a zero-copy buffer, from either kind of RQ.

@include@
position p;
@@
 #include "en/xdp.h"@p
+#include "en/xdp_rx_meta.h"

@pass@
identifier rq, xdp, skb;
position p;
@@
 mlx5e_xsk_construct_skb(struct mlx5e_rq *rq, struct xdp_buff *xdp)
 {
 ... when any
 skb_put_data@p(skb, ...);
+mlx5e_xsk_save_rx_meta(rq, skb, xdp);
 ... when any
 }
