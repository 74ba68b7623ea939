// XDP_PASS saves the stored values until those of the descriptor are set. XDP_TX and
// ndo_xdp_xmit() transmit a stored tag.

@include@
position p;
@@
 #include "ice_txrx_lib.h"@p
+#include "ice_rx_meta.h"

@declare@
identifier desc;
position p;
@@
 ice_clean_rx_irq(...)
 {
 <...
 union ice_32b_rx_flex_desc *desc@p;
+struct xdp_rx_meta_saved saved;
 ...>
 }

// The buffers may be freed once the skb has a copy of the packet.
@save@
symbol xdp, saved;
expression skb;
statement S1, S2;
position p;
@@
 ice_clean_rx_irq(...)
 {
 <...
(
+xdp_rx_meta_save(&saved, xdp);
 if (likely(ice_ring_uses_build_skb@p(...))) S1 else S2
|
+xdp_rx_meta_save(&saved, &xdp->base);
 skb = xdp_build_skb_from_buff@p(&xdp->base);
)
 ...>
 }

@pass@
local idexpression struct sk_buff *skb;
symbol saved;
position p;
@@
 ice_clean_rx_irq(...)
 {
 <...
 ice_process_skb_fields@p(..., skb);
+xdp_rx_meta_saved_to_skb(&saved, skb);
 ...>
 }

@xdp_tx@
identifier ring;
expression xdp;
symbol false;
position p;
@@
 ice_run_xdp(..., struct ice_tx_ring *ring, ...)
 {
 <...
-__ice_xmit_xdp_ring@p(xdp, ring, false)
+ice_xdp_tx(xdp, ring)
 ...>
 }

@xdp_xmit@
identifier n, frames;
expression ring, buf;
position p;
@@
 ice_xdp_xmit(..., int n, struct xdp_frame **frames, ...)
 {
 ... when any
+n = ice_xdp_xmit_tags(ring, n, frames);
 buf =@p &ring->tx_buf[...];
 ... when any
 }

@xdp_xmit_rs@
identifier tx_buf;
symbol nxmit;
expression ring;
position p;
@@
 ice_xdp_xmit(...)
 {
 <...
-tx_buf->rs_idx = ice_set_rs_bit@p(ring);
+ice_xdp_xmit_rs(ring, tx_buf, nxmit);
 ...>
 }
