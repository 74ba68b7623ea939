// Every driver sends a redirected frame with its stored tag.

@include@
position p;
@@
 #include <net/xdp.h>@p
+#include <net/xdp_rx_meta.h>

// Whether the queue may hold a frame with a stored tag
@tags@
position p;
@@
 struct xdp_dev_bulk_queue@p {
 ...
 unsigned int count;
+bool has_rx_vlan_tags;
 ...
 };

@helpers@
position p;
@@
+#include "devmap.c.part"
+
 dev_map_bpf_prog_run@p(...)
 {
 ...
 }

// sites: 2
@enqueue@
expression dev;
identifier frame;
position p;
@@
 xdp_ok_fwd_dev@p(dev,
-xdp_get_frame_len(frame)
+bq_frame_len(dev, frame)
 )

@xmit@
identifier bq;
expression dev, n, flags;
position p;
@@
 bq_xmit_all(struct xdp_dev_bulk_queue *bq, ...)
 {
 <...
-dev->netdev_ops->ndo_xdp_xmit@p(dev, n, bq->q, flags)
+bq_xmit(bq, n, flags)
 ...>
 }
