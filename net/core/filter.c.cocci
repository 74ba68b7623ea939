// Options: --no-includes --macro-file @scripts@/bpf-call.h
// bpf_xdp_adjust_head() and bpf_xdp_adjust_meta() must not move the packet or its
// metadata into the stored values.

@head@
identifier xdp, end;
position p;
@@
 bpf_xdp_adjust_head(struct xdp_buff *xdp, ...)
 {
 ... when any
 void *end =@p xdp->data_hard_start +
-	sizeof(struct xdp_frame)
+	xdp_frame_reserved(xdp)
 ;
 ... when any
 }

@meta@
identifier xdp, end;
position p;
@@
 bpf_xdp_adjust_meta(struct xdp_buff *xdp, ...)
 {
 ... when any
 void *end =@p xdp->data_hard_start +
-	sizeof(struct xdp_frame)
+	xdp_frame_reserved(xdp)
 ;
 ... when any
 }
