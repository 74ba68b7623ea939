// XDP_PASS applies the stored values after those of the descriptor. XDP_TX and ndo_xdp_xmit()
// transmit a stored tag.

@include@
position p;
@@
 #include "ice_txrx_lib.h"@p
+#include "ice_rx_meta.h"

// A ring with headroom makes the skb around the buffer, so the values are in its head. This ring
// copies the packet.
// when: ice_construct_skb
@construct@
identifier xdp, skb;
position p;
@@
 ice_construct_skb(..., struct xdp_buff *xdp)
 {
 ... when any
 memcpy@p(__skb_put(skb, ...), ...);
+ice_save_rx_meta(skb, xdp);
 ... when any
 }

// when: ice_construct_skb
@pass@
local idexpression struct sk_buff *skb;
symbol xdp;
position p;
@@
 ice_clean_rx_irq(...)
 {
 <...
 ice_process_skb_fields@p(..., skb);
+ice_apply_rx_meta(skb, xdp);
 ...>
 }

// when: xdp_build_skb_from_buff
@pass_libeth@
local idexpression struct sk_buff *skb;
symbol xdp;
position p;
@@
 ice_clean_rx_irq(...)
 {
 <...
 ice_process_skb_fields@p(..., skb);
+ice_apply_rx_meta(skb, &xdp->base);
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

// Without a frame the last descriptor on the ring belongs to an earlier call, and the hardware may
// be writing it back. The tail is written in any case: frames of an earlier call may wait for it.
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
+if (nxmit)
+	tx_buf->rs_idx = ice_set_rs_bit(ring);
 ...>
 }
