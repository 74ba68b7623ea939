// After the program ran, the driver moves data_hard_start down, so that the frame has
// all of the headroom.

@include@
position p;
@@
 #include <linux/bpf_trace.h>@p
+#include <net/xdp_rx_meta.h>

// These rules must not match the assignment for the erratum A050385, which comes
// before the program runs.
@tx@
symbol vaddr, xdp, xdpf;
position p;
@@
 dpaa_run_xdp(...)
 {
 <...
-xdp.data_hard_start =@p vaddr;
+xdp_buff_move_hard_start(&xdp, vaddr);
 xdp.frame_sz = ...;
 xdpf = ...;
 ...>
 }

@redirect@
symbol vaddr, xdp, err;
position p;
@@
 dpaa_run_xdp(...)
 {
 <...
-xdp.data_hard_start =@p vaddr;
+xdp_buff_move_hard_start(&xdp, vaddr);
 xdp.frame_sz = ...;
 err = ...;
 ...>
 }

// The frame of a copy lies in a page that is not zeroed.
@copy@
identifier copy;
position p;
@@
 dpaa_a050385_wa_xdpf(...)
 {
 <...
 copy->frame_sz =@p ...;
+copy->flags = 0;
 ...>
 }
