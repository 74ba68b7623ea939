// Options: --no-includes --macro-file @scripts@/bpf-call.h
// The helpers that move the packet or its metadata must not move them into the stored values.

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

// bpf_xdp_pull_data() moves the packet down if there is too little room behind it.
// when: bpf_xdp_pull_data
@pull@
identifier x, start, xdp;
expression headroom;
position p;
@@
 bpf_xdp_pull_data(struct xdp_md *x, ...)
 {
 ... when any
 headroom =@p start - xdp->data_hard_start -
-	sizeof(struct xdp_frame)
+	xdp_frame_reserved(xdp)
 ;
 ... when any
 }
