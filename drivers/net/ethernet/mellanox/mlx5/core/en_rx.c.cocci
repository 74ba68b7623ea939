// XDP_PASS: save the stored values in the new skb, and apply them after the driver
// has set the values of the CQE.

@include@
position p;
@@
 #include "en/xdp.h"@p
+#include "en/xdp_rx_meta.h"

// All packets of the ring use one xdp_buff, which is set up only if there is a
// program. Without a program it has the flags of another packet.
// sites: 2
@linear@
identifier fn = {mlx5e_skb_from_cqe_linear, mlx5e_skb_from_cqe_mpwrq_linear};
identifier rq, prog, skb;
statement S;
position p;
@@
 fn(struct mlx5e_rq *rq, ...)
 {
 ... when any
 struct bpf_prog *prog;
 ... when any
 skb = mlx5e_build_linear_skb@p(...);
 if (unlikely(!skb)) S
+if (prog)
+	mlx5e_xdp_save_rx_meta(skb, &rq->mxbuf.xdp);
 ... when any
 }

// These functions set up the xdp_buff for every packet.
// sites: 2
@nonlinear@
identifier fn = {mlx5e_skb_from_cqe_nonlinear,
		 mlx5e_skb_from_cqe_mpwrq_nonlinear};
identifier mxbuf, skb;
statement S;
position p;
@@
 fn(...)
 {
 ... when any
 struct mlx5e_xdp_buff *mxbuf = ...;
 <...
 skb = mlx5e_build_linear_skb@p(...);
 if (unlikely(!skb)) S
+mlx5e_xdp_save_rx_meta(skb, &mxbuf->xdp);
 ...>
 }

@apply@
identifier skb;
position p;
@@
 mlx5e_build_rx_skb(..., struct sk_buff *skb)
 {
 ... when any
 skb->protocol = eth_type_trans@p(skb, ...);
+mlx5e_xdp_apply_rx_meta(skb);
 ... when any
 }
