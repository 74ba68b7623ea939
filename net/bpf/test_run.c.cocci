// Each page of a live-frame run holds an xdp_buff and its xdp_frame. The code
// updates the frame only if the buffer has changed.

// A store changes no bound of the buffer. Without this rule the frame would not
// get the value, and the next packet in the page would start with it.
@changed@
identifier head;
expression E;
position p;
@@
 ctx_was_changed(struct xdp_page_head *head)
 {
+if (unlikely(head->ctx.flags & XDP_FLAGS_RX_META))
+	return true;
 return E@p;
 }

@reset@
identifier head;
position p;
@@
 reset_ctx(struct xdp_page_head *head)
 {
 ... when any
 head->ctx.data_end =@p head->orig_ctx.data_end;
+head->ctx.flags = head->orig_ctx.flags;
 ... when any
 }
