// After the program ran, the driver moves data_hard_start down, so that the frame has
// all of the headroom.

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
