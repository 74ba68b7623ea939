// Readers return what was stored; a frame with a stored tag is sent with it.

@include@
position p;
@@
 #include "en/params.h"@p
+#include "en/xdp_rx_meta.h"

// A page, or the copy of a zero-copy buffer: the tag is seen to before anything
// looks at the packet, because it may have to go into it.
@tx@
identifier sq, rq, xdp, xdptxd, xdpf;
position p;
@@
 mlx5e_xmit_xdp_buff(struct mlx5e_xdpsq *sq, struct mlx5e_rq *rq,
		     struct xdp_buff *xdp)
 {
 ... when any
+if (mlx5e_xdp_tx_vlan_tag(sq, xdpf))
+	return mlx5e_xdp_tx_refuse(rq, xdp, xdpf);
+mlx5e_xdp_insert_vlan(xdpf, xdptxd);
 xdptxd->data = xdpf->data@p;
 ... when any
 }

@xmit_tags@
identifier n, frames;
local idexpression struct mlx5e_xdpsq *sq;
position p;
@@
 mlx5e_xdp_xmit(..., int n, struct xdp_frame **frames, ...)
 {
 ... when any
 sq =@p ...;
+n = mlx5e_xdp_xmit_tags(sq, n, frames);
 ... when any
 }

@xmit@
identifier xdptxd, xdpf;
position p;
@@
 mlx5e_xdp_xmit(...)
 {
 <...
+mlx5e_xdp_insert_vlan(xdpf, xdptxd);
 xdptxd->data = xdpf->data@p;
 ...>
 }

// All frames of a multi-packet WQE share one eth segment, and the tag is in it.
@mpwqe@
identifier sq, xdptxd, check_result, meta;
position p;
@@
 mlx5e_xmit_xdp_frame_mpwqe(struct mlx5e_xdpsq *sq,
			    struct mlx5e_xmit_data *xdptxd, int check_result,
			    struct xsk_tx_metadata *meta)
 {
 ... when any
+if (unlikely(xdptxd->insert_vlan)) {
+	if (sq->mpwqe.wqe)
+		mlx5e_xdp_mpwqe_complete(sq);
+	return mlx5e_xmit_xdp_frame(sq, xdptxd, 0, meta);
+}
 if (xdptxd->has_frags)@p { ... }
 ... when any
 }

// The tag takes the place of the inline size, which is zero then.
@wqe@
identifier sq, xdptxd, eseg;
expression E;
position p;
@@
 mlx5e_xmit_xdp_frame(struct mlx5e_xdpsq *sq, struct mlx5e_xmit_data *xdptxd,
		      ...)
 {
 ... when any
 eseg->inline_hdr.sz =@p E;
+if (unlikely(xdptxd->insert_vlan))
+	eseg->trailer = xdptxd->insert_vlan;
 ... when any
 }

@rx_timestamp@
identifier ctx, ts, buf;
position p;
@@
 mlx5e_xdp_rx_timestamp(const struct xdp_md *ctx, u64 *ts)
 {
 ... when any
 const struct mlx5e_xdp_buff *buf = (void *)ctx;
 ... when any
+if (!xdp_rx_meta_timestamp(&buf->xdp, ts))
+	return 0;
 if (unlikely(!mlx5e_rx_hw_stamp@p(...)))
 return -ENODATA;
 ...
 }

@rx_hash@
identifier ctx, hash, type, buf;
expression E;
position p;
@@
 mlx5e_xdp_rx_hash(const struct xdp_md *ctx, u32 *hash,
		   enum xdp_rss_hash_type *type)
 {
 ... when any
 const struct mlx5e_xdp_buff *buf = (void *)ctx;
 ... when any
+if (!xdp_rx_meta_hash(&buf->xdp, hash, type))
+	return 0;
 if (unlikely@p(!(E & NETIF_F_RXHASH)))
 return -ENODATA;
 ...
 }

@rx_vlan_tag@
identifier ctx, proto, tci, buf;
position p;
@@
 mlx5e_xdp_rx_vlan_tag(const struct xdp_md *ctx, __be16 *proto, u16 *tci)
 {
 ... when any
 const struct mlx5e_xdp_buff *buf = (void *)ctx;
 ... when any
+if (!xdp_rx_meta_vlan_tag(&buf->xdp, proto, tci))
+	return 0;
 if (!cqe_has_vlan@p(...))
 return -ENODATA;
 ...
 }
