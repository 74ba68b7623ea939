// The skb was made of a frame, with the stored values; then the descriptor's were put
// over them.

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
