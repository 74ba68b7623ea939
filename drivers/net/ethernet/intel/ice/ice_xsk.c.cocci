// The same hooks as in ice_txrx.c and ice_txrx_lib.c, for zero-copy rings. Frames
// that user space transmits do not change.

@include@
position p;
@@
 #include "ice_txrx_lib.h"@p
+#include "ice_rx_meta.h"

@declare@
identifier desc;
position p;
@@
 ice_clean_rx_irq_zc(...)
 {
 <...
 union ice_32b_rx_flex_desc *desc@p;
+struct xdp_rx_meta_saved saved;
 ...>
 }

// Building the skb returns the buffer to its pool.
@save@
expression xdp, new;
symbol saved;
position p;
@@
 ice_clean_rx_irq_zc(...)
 {
 <...
(
+xdp_rx_meta_save(&saved, xdp);
 new = ice_construct_skb_zc@p(..., xdp);
|
+xdp_rx_meta_save(&saved, xdp);
 new = xdp_build_skb_from_zc@p(xdp);
)
 ...>
 }

@pass@
local idexpression struct sk_buff *skb;
symbol saved;
position p;
@@
 ice_clean_rx_irq_zc(...)
 {
 <...
 ice_process_skb_fields@p(..., skb);
+xdp_rx_meta_saved_to_skb(&saved, skb);
 ...>
 }

@xdp_tx@
identifier xdp, ring;
expression ret;
position p;
@@
 ice_run_xdp_zc(..., struct xdp_buff *xdp, ..., struct ice_tx_ring *ring, ...)
 {
 <...
+ret = ice_xdp_tx_tag(xdp, ring);
+if (ret)
+	goto out_failure;
 ret = ice_xmit_xdp_tx_zc@p(xdp, ring, ...);
 ...>
 }

// The pool has the address where the packet was received.
@tx_dma@
identifier xdp;
expression dma;
position p;
@@
 ice_xmit_xdp_tx_zc(struct xdp_buff *xdp, ...)
 {
 <...
 dma = xsk_buff_xdp_get_dma@p(xdp);
+/* The packet may start elsewhere than it was received. */
+dma += xdp->data - xdp->data_hard_start - XDP_PACKET_HEADROOM;
 ...>
 }

// Read the tag once per packet: only its first buffer has it, and user space may
// change it between two descriptors.
@tx_tag@
typedef __le64;
identifier xdp, size;
position p;
@@
 ice_xmit_xdp_tx_zc(struct xdp_buff *xdp, ...)
 {
 ...
 u32 size@p = xdp->data_end - xdp->data;
+__le64 tag = ice_xdp_desc_tag(xdp);
 ...
 }

@tx_desc@
identifier size;
symbol tag;
position p;
@@
 ice_xmit_xdp_tx_zc(...)
 {
 <...
-ice_build_ctob@p(0, 0, size, 0)
+ice_build_xdp_ctob(tag, size)
 ...>
 }
