// The flag bits and the bytes behind the frame are ours; what xdp.h does with
// them is clear them for each packet and leave room for them.

@types@
position p;
@@
 #include <linux/netdevice.h>@p
+#include <net/xdp_rx_meta_types.h>

// Thirteen drivers initialise their xdp_buff once per ring: what one packet's
// program stored must be gone before the next one.
@per_packet@
identifier xdp;
position p;
@@
 xdp_prepare_buff(struct xdp_buff *xdp, ...)
 {
 ...
 xdp->data_meta =@p ...;
+xdp->flags &= ~XDP_FLAGS_RX_META;
 }

@room@
identifier xdp, frame;
symbol headroom, metasize;
position p;
@@
 xdp_update_frame_from_buff(const struct xdp_buff *xdp, struct xdp_frame *frame)
 {
 ...
 if (unlikely@p((headroom - metasize) <
-    sizeof(*frame)
+    xdp_frame_reserved(xdp)
    ))
 return -ENOSPC;
 ...
 }

// A driver that sees to stored tags itself, beside its readers of received ones.
@xmit_vlan_tag@
position p;
@@
 struct xdp_metadata_ops {
 ...
 int (*xmo_rx_vlan_tag)@p(...);
+bool xmit_vlan_tag;
 };
