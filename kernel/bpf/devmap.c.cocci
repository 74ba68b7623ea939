// Every driver sends a redirected frame with its stored tag.

@include@
position p;
@@
 #include <net/xdp.h>@p
+#include <net/xdp_rx_meta.h>

@xmit@
identifier dev;
expression n, frames, flags;
position p;
@@
 bq_xmit_all(...)
 {
 <...
-dev->netdev_ops->ndo_xdp_xmit@p(dev, n, frames, flags)
+xdp_dev_xmit(dev, n, frames, flags)
 ...>
 }
