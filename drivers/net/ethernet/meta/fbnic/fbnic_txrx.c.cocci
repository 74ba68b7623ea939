// XDP_PASS: set the stored values after those of the descriptor.

@include@
position p;
@@
 #include <net/tcp.h>@p
+#include <net/xdp_rx_meta.h>

@pass@
local idexpression struct sk_buff *skb;
symbol pkt;
position p;
@@
 fbnic_clean_rcq(...)
 {
 <...
 fbnic_populate_skb_fields@p(..., skb, ...);
+xdp_buff_rx_meta_to_skb(&pkt->buff, skb);
 ...>
 }
