// Clear the flags of stored values for each packet, and reserve their room.

@types@
position p;
@@
 #include <linux/netdevice.h>@p
+#include <net/xdp_rx_meta_types.h>

// Many drivers call xdp_init_buff() once per ring. The values that are stored
// for one packet must not appear on the next one.
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
 if (
-unlikely@p((headroom - metasize) < sizeof(*frame))
+xdp_frame_no_room(xdp, headroom - metasize)
    )
 return -ENOSPC;
 ...
 }

// A driver sets xmit_vlan_tag if its ndo_xdp_xmit() handles stored tags itself.
@xmit_vlan_tag@
position p;
@@
 struct xdp_metadata_ops {
 ...
 int (*xmo_rx_vlan_tag)@p(...);
+bool xmit_vlan_tag;
 };
