// Readers return stored values first. XDP_TX sends a stored tag.

@include@
position p;
@@
 #include "en/params.h"@p
+#include "en/xdp_rx_meta.h"

// Push the tag before the buffer becomes a frame. If the push fails, the RQ still owns
// the buffer, also a zero-copy one. The existing check drops a packet that is too long
// with its tag.
@tx@
identifier sq, rq, xdp, xdpf;
position p;
@@
 mlx5e_xmit_xdp_buff(struct mlx5e_xdpsq *sq, struct mlx5e_rq *rq,
		     struct xdp_buff *xdp)
 {
 ... when any
+if (unlikely(!mlx5e_xdp_tx_vlan_tag(sq, xdp)))
+	return false;
+
 xdpf = xdp_convert_buff_to_frame@p(xdp);
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
