// veth receives an skb that its peer transmitted, or a frame that was redirected.
// Honour the values stored on either in the readers, on XDP_PASS and for the choice
// of the receive queue.

@include@
position p;
@@
 #include <net/page_pool/helpers.h>@p
+#include <net/xdp_rx_meta.h>

// The tag stays beside the packet, and the skb of the peer gets it as its hardware
// accelerated tag.
@xmit_vlan_tag@
symbol veth_xdp_metadata_ops;
expression fn;
position p;
@@
 struct xdp_metadata_ops veth_xdp_metadata_ops = {
 .xmo_rx_vlan_tag =@p fn,
+.xmit_vlan_tag = true,
 };

// Readers return the stored value first, also for a frame, which has no skb.
@rx_timestamp@
identifier ctx, ts, buf;
position p;
@@
 veth_xdp_rx_timestamp(const struct xdp_md *ctx, u64 *ts)
 {
 ... when any
+if (!xdp_rx_meta_timestamp(&buf->xdp, ts))
+	return 0;
 if (!buf->skb)@p
 return -ENODATA;
 ...
 }

@rx_hash@
identifier ctx, hash, type, buf, skb;
position p;
@@
 veth_xdp_rx_hash(const struct xdp_md *ctx, u32 *hash,
		  enum xdp_rss_hash_type *type)
 {
 struct veth_xdp_buff *buf = (void *)ctx;
 ... when any
+if (!xdp_rx_meta_hash(&buf->xdp, hash, type))
+	return 0;
 if (!skb)@p
 return -ENODATA;
 ...
 }

@rx_vlan_tag@
identifier ctx, proto, tci, buf, skb;
position p;
@@
 veth_xdp_rx_vlan_tag(const struct xdp_md *ctx, __be16 *proto, u16 *tci)
 {
 ...
 struct veth_xdp_buff *buf = (void *)ctx;
 ... when any
+if (!xdp_rx_meta_vlan_tag(&buf->xdp, proto, tci))
+	return 0;
 if (!skb)@p
 return -ENODATA;
 ...
 }

// The skb exists before the program runs. Stored values override those of the
// sender. eth_type_trans() follows, and changes none of their fields.
@pass_skb@
identifier rq, skb;
symbol xdp;
position p;
@@
 veth_xdp_rcv_skb(struct veth_rq *rq, struct sk_buff *skb, ...)
 {
 <...
-xdp_buff_has_frags@p(xdp)
+veth_xdp_rx_meta_to_skb(xdp, skb)
 ...>
 }

// ndo_xdp_xmit() chooses a queue for each frame with a stored hash. A bulk without one is sent
// by the loop alone, which fills the queue of the CPU.
@xmit_helpers@
position p;
@@
+#include "veth.c.part"
+
 veth_xdp_xmit@p(...)
 {
 ...
 }

@xmit_len@
identifier frame;
position p;
@@
 veth_xdp_xmit(...)
 {
 <...
-xdp_get_frame_len@p
+veth_xdp_frame_len
 (frame)
 ...>
 }

// The counters move under the lock.
@xmit_rest@
identifier rcv, rq, nxmit;
symbol n, frames, ndo_xmit, xdp_ring, producer_lock, ret;
position p;
@@
 veth_xdp_xmit(...)
 {
 ... when any
 rcv = rcu_dereference(...);
 ... when any
+if (ndo_xmit)
+	veth_xdp_count(rq, nxmit, 0);
 spin_unlock@p(&rq->xdp_ring.producer_lock);
+if (unlikely(nxmit < n))
+	nxmit = veth_xdp_xmit_rest(rcv, rq, frames, nxmit, n, ndo_xmit);
 ...
 ret = nxmit;
-if (ndo_xmit) { ... }
 ... when any
 }

// XDP_TX has to wake a peer that runs NAPI for GRO, without a program.
@tx_flush@
identifier rq;
position p;
@@
 veth_xdp_flush(...)
 {
 <...
 rcu_access_pointer@p(rq->
-	xdp_prog
+	napi
 )
 ...>
 }
