// Only this function sets up the pointer: batches do not.

@alloc@
identifier pool, xskb;
position p;
@@
 xp_alloc(struct xsk_buff_pool *pool)
 {
 ... when any
-xskb->xdp.flags =@p 0;
+xskb->xdp.flags = XDP_V2_AREA;
+xskb->xdp.rx_meta = xskb->xdp.data_hard_start + XDP_V2_OFFSET;
 ... when any
 }
