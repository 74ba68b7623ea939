// A frame gets the whole headroom, so the start moves down after the program ran.

@include@
position p;
@@
 #include <net/tso.h>@p
+#include <net/xdp_rx_meta.h>

@redirect@
symbol vaddr, xdp;
position p;
@@
 dpaa2_eth_run_xdp(...)
 {
 <...
-xdp.data_hard_start =@p vaddr;
+xdp_buff_move_hard_start(&xdp, vaddr);
 ...>
 }
