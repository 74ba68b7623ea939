// The readers return the stored value first.

@include@
position p;
@@
 #include <net/page_pool/helpers.h>@p
+#include <net/xdp_v2.h>

@rx_timestamp@
identifier ctx, ts, buf;
position p;
@@
 veth_xdp_rx_timestamp(const struct xdp_md *ctx, u64 *ts)
 {
 ... when any
+if (!xdp_v2_load_timestamp(&buf->xdp, ts))
+	return 0;
 if (!buf->skb)@p
 return -ENODATA;
 ...
 }

@rx_hash@
identifier ctx, hash, type, buf, skb;
position p;
@@
 veth_xdp_rx_hash(const struct xdp_md *ctx, u32 *hash,
		  enum xdp_rss_hash_type *type)
 {
 struct veth_xdp_buff *buf = (void *)ctx;
 ... when any
+if (!xdp_v2_load_hash(&buf->xdp, hash, type))
+	return 0;
 if (!skb)@p
 return -ENODATA;
 ...
 }

@rx_vlan_tag@
identifier ctx, proto, tci, buf, skb;
position p;
@@
 veth_xdp_rx_vlan_tag(const struct xdp_md *ctx, __be16 *proto, u16 *tci)
 {
 ...
 struct veth_xdp_buff *buf = (void *)ctx;
 ... when any
+if (!xdp_v2_load_vlan(&buf->xdp, proto, tci))
+	return 0;
 if (!skb)@p
 return -ENODATA;
 ...
 }
