// Options: --no-includes
// Replace the stores and loads of RX metadata by their instructions.

@include@
position p;
@@
 #include <net/xdp.h>@p
+#include <net/xdp_rx_meta_inline.h>

// Each visit of the call: the argument may have another value there.
@check@
expression env, idx;
identifier meta, err;
position p;
@@
 check_kfunc_call(...)
 {
 <...
 err = check_kfunc_args@p(env, &meta, idx);
 if (err < 0)
	return err;
+
+err = xdp_rx_meta_inline_check(env, meta.func_id, idx);
+if (err)
+	return err;
 ...>
 }

@fixup@
identifier f = {fixup_kfunc_call, bpf_fixup_kfunc_call};
identifier env, insn, insn_buf, insn_idx, cnt, desc;
position p;
@@
 f(struct bpf_verifier_env *env, struct bpf_insn *insn, struct bpf_insn *insn_buf, int insn_idx, int *cnt)
 {
 <...
 if (!bpf_jit_supports_far_kfunc_call@p())
	insn->imm = BPF_CALL_IMM(desc->addr);
+
+if (xdp_rx_meta_inline(env, desc->func_id, insn_idx, insn_buf, cnt))
+	return 0;
 ...>
 }
