// Options: --no-includes --macro-file @scripts@/bpf-call.h
// What a program stored stays out of its own reach: packet and metadata end
// where the area ends.

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
