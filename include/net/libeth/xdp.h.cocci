// Drivers on libeth_xdp: XDP_PASS sets the stored values in the skb, XDP_TX sends a stored tag.

@include@
position p;
@@
 #include <net/xsk_buff_pool.h>@p
+#include <net/xdp_rx_meta.h>

// The address overwrites the timestamp of a frame. The core has pushed the tag by then, and
// no device sends a timestamp.
@dma@
identifier xdpf, addr;
position p;
@@
 __libeth_xdp_xmit_frame_dma(const struct xdp_frame *xdpf)
 {
 void *addr@p = ...;
+
+static_assert(sizeof(dma_addr_t) <= offsetof(struct xdp_rx_meta, hash));
 ...
 }

// The packet is on its way to a queue of the device, which inserts no tag.
@tx@
identifier xdp, bq;
position p;
@@
 __libeth_xdp_run_prog(struct libeth_xdp_buff *xdp,
		       const struct libeth_xdp_tx_bulk *bq)
 {
 <...
+if (unlikely(xdp_buff_push_rx_vlan_tag(&xdp->base)))
+	break;
+
 return LIBETH_XDP_TX@p;
 ...>
 }

// After the driver has set the values of the descriptor. The skb has the memory of the buffer.
@pass@
identifier xdp, napi;
local idexpression struct sk_buff *skb;
position p;
@@
 __libeth_xdp_run_pass(struct libeth_xdp_buff *xdp, ...)
 {
 <...
+xdp_buff_rx_meta_to_skb(&xdp->base, skb);
 napi_gro_receive@p(napi, skb);
 ...>
 }
