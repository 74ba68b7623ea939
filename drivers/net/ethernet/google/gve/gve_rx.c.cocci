// The driver redirects a copy of the packet. Copy the stored values too.

@include@
position p;
@@
 #include <net/xdp.h>@p
+#include <net/xdp_rx_meta.h>

@xsk@
symbol xdp, data, len;
position p;
@@
 gve_xsk_pool_redirect(...,
-	void *data
+	const struct xdp_buff *orig
 , ...)
 {
 <...
-memcpy@p(xdp->data, data, len);
+memcpy(xdp->data, orig->data, len);
+xdp_buff_copy_rx_meta(xdp, orig);
 ...>
 }

@call@
symbol orig;
position p;
@@
 gve_xdp_redirect(...)
 {
 <...
 gve_xsk_pool_redirect@p(...,
-		       orig->data
+		       orig
 , ...)
 ...>
 }

@copy@
identifier new;
symbol orig;
position p;
@@
 gve_xdp_redirect(...)
 {
 <...
 memcpy@p(new.data, orig->data, ...);
+xdp_buff_copy_rx_meta(&new, orig);
 ...>
 }
