// Generic XDP: the skb exists before the program runs, and gets the stored values
// afterwards.

@include@
position p;
@@
 #include <net/busy_poll.h>@p
+#include <net/xdp_rx_meta.h>

// Pass stored values on to a chained program. This comes after the code that sets
// the frags flag, because that code writes all flags.
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

// After eth_type_trans(), which runs again if the program changed the header.
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
identifier skb, prog, txq;
expression dev;
position p;
@@
 generic_xdp_tx(struct sk_buff *skb, struct bpf_prog *prog)
 {
 ...
+skb = xdp_rx_meta_generic_xmit(skb);
+if (unlikely(!skb)) {
+	trace_xdp_exception(dev, prog, XDP_TX);
+	dev_core_stats_tx_dropped_inc(dev);
+	return;
+}
 txq = netdev_core_pick_tx@p(dev, skb, ...);
 ...
 }
