// XDP_PASS: the skb is made while the buffer is at hand, but gets what the CQE
// says later. It carries what was stored from one place to the other.

@include@
position p;
@@
 #include "en/xdp.h"@p
+#include "en/xdp_rx_meta.h"

// One buffer serves the whole ring. Where it is set up only for a program, it is
// another packet's when none runs.
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
+	mlx5e_xdp_keep_rx_meta(skb, &rq->mxbuf.xdp);
 ... when any
 }

// Here it is set up for every packet.
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
+mlx5e_xdp_keep_rx_meta(skb, &mxbuf->xdp);
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
