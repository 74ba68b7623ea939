// Readers return stored values first. libeth does the rest.

@rx_hash@
identifier ctx, hash, type, xdp;
position p;
@@
 idpf_xdpmo_rx_hash(const struct xdp_md *ctx, u32 *hash,
		    enum xdp_rss_hash_type *type)
 {
 ... when any
 const struct libeth_xdp_buff *xdp = ...;
 ... when any
+if (!xdp_rx_meta_hash(&xdp->base, hash, type))
+	return 0;
+
 idpf_xdp_get_qw0@p(...);
 ... when any
 }

@rx_timestamp@
identifier ctx, ts, xdp;
position p;
@@
 idpf_xdpmo_rx_timestamp(const struct xdp_md *ctx, u64 *ts)
 {
 ... when any
 const struct libeth_xdp_buff *xdp = ...;
 ... when any
+if (!xdp_rx_meta_timestamp(&xdp->base, ts))
+	return 0;
+
 if (!idpf_queue_has@p(...))
 return -ENODATA;
 ... when any
 }
