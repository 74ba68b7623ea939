// Generic XDP: the skb is there before the program runs and stays.

@include@
position p;
@@
 #include <net/busy_poll.h>@p
+#include <net/xdp_rx_meta.h>

// The flags are final once the frags bit is; then a second program may be shown
// what the first one stored.
@run@
identifier skb, xdp, prog;
expression act;
position p;
@@
 bpf_prog_run_generic_xdp(struct sk_buff *skb, struct xdp_buff *xdp,
			  struct bpf_prog *prog)
 {
 ... when any
+xdp_rx_meta_generic_run(skb, xdp, prog);
 act = bpf_prog_run_xdp@p(prog, xdp);
 ... when any
 }

// After a changed header had its eth_type_trans().
@done@
identifier skb, xdp, prog;
expression act;
position p;
@@
 bpf_prog_run_generic_xdp(struct sk_buff *skb, struct xdp_buff *xdp,
			  struct bpf_prog *prog)
 {
 ... when any
+xdp_rx_meta_generic_done(skb, xdp, prog, act);
 return@p act;
 }

@xmit@
identifier skb, txq;
expression dev;
position p;
@@
 generic_xdp_tx(struct sk_buff *skb, ...)
 {
 ...
+skb = xdp_rx_meta_generic_xmit(skb);
+if (unlikely(!skb)) {
+	dev_core_stats_tx_dropped_inc(dev);
+	return;
+}
 txq = netdev_core_pick_tx@p(dev, skb, ...);
 ...
 }
