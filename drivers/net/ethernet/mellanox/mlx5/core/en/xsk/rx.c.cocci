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

// A legacy RQ takes its buffers from the pool in batches, and sets no RQ in them.
@reader_rq@
identifier mxbuf, rq, cqe;
position p;
@@
 mlx5e_xsk_skb_from_cqe_linear(struct mlx5e_rq *rq, ...)
 {
 ... when any
 mxbuf->cqe =@p cqe;
+/* The allocation of a legacy RQ does not set it. */
+mxbuf->rq = rq;
 ... when any
 }
