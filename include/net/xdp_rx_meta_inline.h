/* SPDX-License-Identifier: GPL-2.0 */
/* The kfuncs for stored RX metadata as BPF instructions, for the verifier */
#ifndef __LINUX_NET_XDP_RX_META_INLINE_H__
#define __LINUX_NET_XDP_RX_META_INLINE_H__

#include <linux/types.h>

struct bpf_insn;
struct bpf_verifier_env;

#ifdef CONFIG_NET
int xdp_rx_meta_inline_check(struct bpf_verifier_env *env, u32 func_id,
			     int insn_idx);
bool xdp_rx_meta_inline(const struct bpf_verifier_env *env, u32 func_id,
			int insn_idx, struct bpf_insn *insns, int *n);
#else
static inline int xdp_rx_meta_inline_check(struct bpf_verifier_env *env,
					   u32 func_id, int insn_idx)
{
	return 0;
}

static inline bool xdp_rx_meta_inline(const struct bpf_verifier_env *env,
				      u32 func_id, int insn_idx,
				      struct bpf_insn *insns, int *n)
{
	return false;
}
#endif

#endif /* __LINUX_NET_XDP_RX_META_INLINE_H__ */
