// A frame gets the whole headroom, so the start moves down after the program ran.

@include@
position p;
@@
 #include <linux/bpf_trace.h>@p
+#include <net/xdp_rx_meta.h>

// With the erratum the start is at vaddr before the program runs, too: that one
// stays as it is.
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

// The frame of a copy, in a page that holds anything
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
