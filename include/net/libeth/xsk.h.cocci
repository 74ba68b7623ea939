// The same hooks as in xdp.h, for zero-copy buffers.

// The pool has the address where the packet was received.
@tx_dma@
identifier xdp, frm;
symbol desc;
position p;
@@
 libeth_xsk_tx_fill_buf(struct libeth_xdp_tx_frame frm, ...)
 {
 struct libeth_xdp_buff *xdp = ...;
 ... when any
+/* The packet may start elsewhere than it was received. */
+desc.addr += xdp->data - xdp->base.data_hard_start;
+desc.addr -= XDP_PACKET_HEADROOM;
 xsk_buff_raw_dma_sync_for_device@p(...);
 ... when any
 }

@declare@
identifier xdp, skb;
position p;
@@
 __libeth_xsk_run_pass(struct libeth_xdp_buff *xdp, ...)
 {
+struct xdp_rx_meta_saved saved;
 struct sk_buff *skb@p;
 ...
 }

// Building the skb returns the buffer to its pool.
@save@
identifier xdp, skb;
symbol saved;
position p;
@@
 __libeth_xsk_run_pass(struct libeth_xdp_buff *xdp, ...)
 {
 <...
+xdp_rx_meta_save(&saved, &xdp->base);
 skb = xdp_build_skb_from_zc@p(&xdp->base);
 ...>
 }

@pass@
identifier xdp, napi;
local idexpression struct sk_buff *skb;
symbol saved;
position p;
@@
 __libeth_xsk_run_pass(struct libeth_xdp_buff *xdp, ...)
 {
 <...
+xdp_rx_meta_saved_to_skb(&saved, skb);
 napi_gro_receive@p(napi, skb);
 ...>
 }
