// Readers, the VLAN tag of an skb, and the Tx descriptors of frames and of XDP_TX.

@include@
position p;
@@
 #include "ice_txrx_lib.h"@p
+#include "ice_rx_meta.h"

// Readers return the stored value first.
@rx_timestamp@
identifier ctx, ts;
position p;
@@
 ice_xdp_rx_hw_ts(const struct xdp_md *ctx, u64 *ts)
 {
 ... when any
+if (!xdp_rx_meta_timestamp((void *)ctx, ts))
+	return 0;
+
 *ts = ice_ptp_get_rx_hwts@p(...);
 ...
 }

@rx_hash@
identifier ctx, hash, type;
position p;
@@
 ice_xdp_rx_hash(const struct xdp_md *ctx, u32 *hash,
		 enum xdp_rss_hash_type *type)
 {
 ... when any
+if (!xdp_rx_meta_hash((void *)ctx, hash, type))
+	return 0;
+
 *hash = ice_get_rx_hash@p(...);
 ...
 }

@rx_vlan_tag@
identifier ctx, proto, tci;
position p;
@@
 ice_xdp_rx_vlan_tag(const struct xdp_md *ctx, __be16 *proto, u16 *tci)
 {
 ... when any
+if (!xdp_rx_meta_vlan_tag((void *)ctx, proto, tci))
+	return 0;
+
 *proto =@p ...;
 ...
 }

// ndo_xdp_xmit() handles stored tags itself.
@xmit_vlan_tag@
symbol ice_xdp_md_ops;
expression fn;
position p;
@@
 struct xdp_metadata_ops ice_xdp_md_ops = {
 .xmo_rx_vlan_tag =@p fn,
+.xmit_vlan_tag = true,
 };

// Set the tag of the descriptor unless the skb has a stored one.
@receive_tag@
position p;
@@
 ice_receive_skb(...)
 {
 <...
-__vlan_hwaccel_put_tag@p
+ice_rx_hwaccel_put_tag
 (...)
 ...>
 }

// Where the driver asks for the length of the packet, its descriptors are written. One test finds
// fragments and a stored tag, and most packets have neither.
@tx_tag@
identifier xdp, ring, ntu;
symbol tx_head;
position p;
@@
 __ice_xmit_xdp_ring(struct xdp_buff *xdp, struct ice_tx_ring *ring, ...)
 {
 ... when any
 u32 ntu = ring->next_to_use;
 ... when any
 tx_head->bytecount =
-xdp_get_buff_len@p(xdp)
+ice_xdp_tx_len(xdp, ring, ntu)
 ;
 ... when any
 }
