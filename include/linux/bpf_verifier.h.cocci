// Whether a call that stores RX metadata can become instructions.

@aux@
position p;
@@
 struct bpf_insn_aux_data {
 ...
+/* argument of a store that is not known to be valid, on some path */
+bool rx_meta_arg_unknown;
 u8 alu_state@p;
 ...
 };
