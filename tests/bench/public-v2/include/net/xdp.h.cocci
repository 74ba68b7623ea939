// A buffer points to the place of the values, and a frame has them.

@types@
position p;
@@
 #include <linux/netdevice.h>@p
+#include <net/xdp_v2_types.h>

@buff_member@
position p;
@@
 struct xdp_buff {
 void *data;
 void *data_end;
 void *data_meta;
 void *data_hard_start@p;
 ...
+struct xdp_v2_meta *rx_meta;
 };

@frame_member@
position p;
@@
 struct xdp_frame {
 ...
 struct net_device *dev_rx@p;
 ...
+struct xdp_v2_meta rx_meta;
 };

// For each packet
@per_packet@
identifier xdp, start, room;
position p;
@@
 xdp_prepare_buff(struct xdp_buff *xdp, unsigned char *start, int room, ...)
 {
 ...
 xdp->data_meta =@p ...;
+xdp->rx_meta = (struct xdp_v2_meta *)(start + XDP_V2_OFFSET);
+xdp->flags = room < XDP_V2_MIN_HEADROOM ? 0 : XDP_V2_AREA;
 }

@to_buff@
identifier frame, xdp;
position p;
@@
 xdp_convert_frame_to_buff(const struct xdp_frame *frame, struct xdp_buff *xdp)
 {
 ...
 xdp->flags =@p frame->flags;
+xdp->rx_meta = xdp->data_hard_start + XDP_V2_OFFSET;
 }
