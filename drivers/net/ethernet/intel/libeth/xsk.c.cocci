// XDP_TX of a zero-copy buffer sends a stored tag.

@tx@
identifier xdp, bq;
position p;
@@
 __libeth_xsk_run_prog_slow(struct libeth_xdp_buff *xdp,
			    const struct libeth_xdp_tx_bulk *bq, ...)
 {
 <...
+if (xdp_buff_push_rx_vlan_tag(&xdp->base))
+	break;
+
 return LIBETH_XDP_TX@p;
 ...>
 }
