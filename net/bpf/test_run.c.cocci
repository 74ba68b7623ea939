// Live frames keep a buffer and its frame in the page, and bring one up to date
// with the other only when something is seen to have changed.

// A store changes no bound: without this the frame would not learn of it, and
// the page's next packet would start with it.
@changed@
identifier head;
expression E;
position p;
@@
 ctx_was_changed(struct xdp_page_head *head)
 {
+if (head->orig_ctx.flags != head->ctx.flags)
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
