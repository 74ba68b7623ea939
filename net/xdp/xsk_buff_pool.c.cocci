// xsk_buff_alloc_batch() returns buffers with the flags of their last use. Only
// drivers that call xsk_buff_set_size() clear them.

// sites: 2
@batch@
identifier fn = {xp_alloc_new_from_fq, xp_alloc_reused};
identifier xskb, xdp;
position p;
@@
 fn(..., struct xdp_buff **xdp, ...)
 {
 <...
 *xdp =@p &xskb->xdp;
+xskb->xdp.flags &= ~XDP_FLAGS_RX_META;
 ...>
 }
