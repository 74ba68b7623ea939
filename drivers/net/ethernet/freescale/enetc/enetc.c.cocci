// XDP_PASS: set the stored values after those of the descriptor.

@include@
position p;
@@
 #include <net/tso.h>@p
+#include <net/xdp_rx_meta.h>

@pass@
local idexpression struct sk_buff *skb;
symbol xdp_buff;
position p;
@@
 enetc_clean_rx_ring_xdp(...)
 {
 <...
 enetc_get_offloads@p(..., skb);
+xdp_buff_rx_meta_to_skb(&xdp_buff, skb);
 ...>
 }
