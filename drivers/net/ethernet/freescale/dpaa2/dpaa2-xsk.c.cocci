// The buffer of a dropped packet returns to the device and not to its pool, with the
// flags that the program set.

@include@
position p;
@@
 #include <net/xdp.h>@p
+#include <net/xdp_rx_meta.h>

@clear@
symbol xdp_buff;
position p;
@@
 dpaa2_xsk_run_xdp(...)
 {
 <...
 xdp_set_data_meta_invalid@p(xdp_buff);
+xdp_buff_clear_rx_meta(xdp_buff);
 ...>
 }
