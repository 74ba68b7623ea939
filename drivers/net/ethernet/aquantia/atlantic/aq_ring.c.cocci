// The driver builds the skb from a frame, which sets the stored values, and then sets
// those of the descriptor. Set the stored values again.

@include@
position p;
@@
 #include <linux/bpf_trace.h>@p
+#include <net/xdp_rx_meta.h>

@pass@
local idexpression struct sk_buff *skb;
symbol xdp;
position p;
@@
 __aq_ring_xdp_clean(...)
 {
 <...
 skb_set_hash@p(skb, ...);
+xdp_buff_rx_meta_to_skb(&xdp, skb);
 ...>
 }
