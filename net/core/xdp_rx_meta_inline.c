// SPDX-License-Identifier: GPL-2.0
/*
 * RX metadata stored by XDP programs: the kfuncs as BPF instructions.
 *
 * The verifier puts these in place of the calls that store and load a value.
 * They do what the kfuncs do in net/core/xdp_rx_meta_kfuncs.c. Only a store
 * without room calls its kfunc, which finds out whether there is none.
 */
#include <linux/bpf.h>
#include <linux/bpf_verifier.h>
#include <linux/btf_ids.h>
#include <linux/filter.h>
#include <linux/if_ether.h>
#include <net/xdp_rx_meta.h>
#include <net/xdp_rx_meta_inline.h>

enum {
	STORE_HASH,
	STORE_VLAN_TAG,
	STORE_TIMESTAMP,
	LOAD_HASH,
	LOAD_VLAN_TAG,
	LOAD_TIMESTAMP,
	N_INLINE,
};

BTF_ID_LIST(xdp_rx_meta_inline_ids)
BTF_ID(func, bpf_xdp_store_rx_hash)
BTF_ID(func, bpf_xdp_store_rx_vlan_tag)
BTF_ID(func, bpf_xdp_store_rx_timestamp)
BTF_ID(func, bpf_xdp_load_rx_hash)
BTF_ID(func, bpf_xdp_load_rx_vlan_tag)
BTF_ID(func, bpf_xdp_load_rx_timestamp)

/* A call changes R0 to R5, and has its arguments in R1 to R3. */
#define FIELD(size, dst, name)						\
	BPF_LDX_MEM(size, dst, BPF_REG_1, offsetof(struct xdp_buff, name))
#define AREA_END	(sizeof(struct xdp_frame) + sizeof(struct xdp_rx_meta))
/* R5 is the end of the area for a store, and data_hard_start for a load. */
#define STORE(size, name, src)						\
	BPF_STX_MEM(size, BPF_REG_5, src,				\
		    (int)offsetof(struct xdp_rx_meta, name) -		\
		    (int)sizeof(struct xdp_rx_meta))
#define LOAD(size, dst, name)						\
	BPF_LDX_MEM(size, dst, BPF_REG_5, offsetof(struct xdp_rx_meta, name) + \
		    sizeof(struct xdp_frame))
/* What is in R4, for the caller of a load */
#define GIVE(size, to)		BPF_STX_MEM(size, to, BPF_REG_4, 0)
#define TPID(proto)		((__force u16)htons(proto))

/**
 * struct inline_body - what stores or loads a value, where that can be done
 * @flag: of the value
 * @n: number of instructions
 * @insns: the instructions
 */
struct inline_body {
	u32 flag;
	int n;
	struct bpf_insn insns[6];
};

static const struct inline_body inline_bodies[N_INLINE] = {
	[STORE_HASH] = { XDP_FLAGS_RX_HASH, 2, {
		STORE(BPF_W, hash, BPF_REG_2),
		STORE(BPF_W, hash_type, BPF_REG_3),
	} },
	[STORE_VLAN_TAG] = { XDP_FLAGS_RX_VLAN_TAG, 2, {
		STORE(BPF_H, vlan_proto, BPF_REG_2),
		STORE(BPF_H, vlan_tci, BPF_REG_3),
	} },
	[STORE_TIMESTAMP] = { XDP_FLAGS_RX_TIMESTAMP, 1, {
		STORE(BPF_DW, timestamp, BPF_REG_2),
	} },
	[LOAD_HASH] = { XDP_FLAGS_RX_HASH, 4, {
		LOAD(BPF_W, BPF_REG_4, hash),
		GIVE(BPF_W, BPF_REG_2),
		LOAD(BPF_W, BPF_REG_4, hash_type),
		GIVE(BPF_W, BPF_REG_3),
	} },
	/* User space may write to a zero-copy buffer: read the TPID once. */
	[LOAD_VLAN_TAG] = { XDP_FLAGS_RX_VLAN_TAG, 6, {
		LOAD(BPF_H, BPF_REG_4, vlan_proto),
		BPF_JMP32_IMM(BPF_JEQ, BPF_REG_4, TPID(ETH_P_8021Q), 1),
		BPF_JMP32_IMM(BPF_JNE, BPF_REG_4, TPID(ETH_P_8021AD), 4),
		GIVE(BPF_H, BPF_REG_2),
		LOAD(BPF_H, BPF_REG_4, vlan_tci),
		GIVE(BPF_H, BPF_REG_3),
	} },
	[LOAD_TIMESTAMP] = { XDP_FLAGS_RX_TIMESTAMP, 2, {
		LOAD(BPF_DW, BPF_REG_4, timestamp),
		GIVE(BPF_DW, BPF_REG_2),
	} },
};

static int inline_find(u32 func_id)
{
	int i;

	for (i = 0; i < N_INLINE; i++)
		if (xdp_rx_meta_inline_ids[i] == func_id)
			break;
	return i;
}

/* The room is what can differ from packet to packet. data_meta behind the end
 * of the area shows that there is enough. The call decides where it is not.
 */
static int inline_store(struct bpf_insn *insns, const struct bpf_insn *call,
			const struct inline_body *body)
{
	struct bpf_insn *insn = insns;

	*insn++ = FIELD(BPF_DW, BPF_REG_5, data_hard_start);
	*insn++ = BPF_ALU64_IMM(BPF_ADD, BPF_REG_5, AREA_END);
	*insn++ = FIELD(BPF_DW, BPF_REG_4, data_meta);
	*insn++ = BPF_JMP_REG(BPF_JGT, BPF_REG_4, BPF_REG_5, 2);
	*insn++ = *call;
	*insn++ = BPF_JMP_A(body->n + 4);
	memcpy(insn, body->insns, body->n * sizeof(*insn));
	insn += body->n;
	*insn++ = FIELD(BPF_W, BPF_REG_0, flags);
	*insn++ = BPF_ALU32_IMM(BPF_OR, BPF_REG_0, body->flag);
	*insn++ = BPF_STX_MEM(BPF_W, BPF_REG_1, BPF_REG_0,
			      offsetof(struct xdp_buff, flags));
	*insn++ = BPF_MOV64_IMM(BPF_REG_0, 0);
	return insn - insns;
}

static int inline_load(struct bpf_insn *insns, const struct inline_body *body)
{
	struct bpf_insn *insn = insns;

	*insn++ = BPF_MOV32_IMM(BPF_REG_0, -ENODATA);
	*insn++ = FIELD(BPF_W, BPF_REG_4, flags);
	*insn++ = BPF_JMP32_IMM(BPF_JSET, BPF_REG_4, body->flag, 1);
	*insn++ = BPF_JMP_A(body->n + 2);
	*insn++ = FIELD(BPF_DW, BPF_REG_5, data_hard_start);
	memcpy(insn, body->insns, body->n * sizeof(*insn));
	insn += body->n;
	*insn++ = BPF_MOV64_IMM(BPF_REG_0, 0);
	return insn - insns;
}

/* Whether a store takes @value as the type of a hash, or as a TPID */
static bool inline_valid(int which, u32 value)
{
	if (which == STORE_HASH)
		return xdp_rx_meta_valid_type(value);
	return value <= U16_MAX && eth_type_vlan((__force __be16)value);
}

/**
 * xdp_rx_meta_inline_check - find out if a store can be inlined
 * @env: verifier, at a call whose arguments it has checked
 * @func_id: BTF ID of the kfunc
 * @insn_idx: index of the call
 *
 * A store is inlined without the check of the hash's type, or of the TPID. So
 * the argument has to be known and valid on each path to the call. On each it
 * is precise then: the verifier must not take a state in which the argument is
 * another for one that it has seen.
 *
 * Return: 0, or the error of mark_chain_precision().
 */
int xdp_rx_meta_inline_check(struct bpf_verifier_env *env, u32 func_id,
			     int insn_idx)
{
	struct bpf_insn_aux_data *aux = &env->insn_aux_data[insn_idx];
	int which = inline_find(func_id), regno;
	struct tnum value;

	if (which > STORE_VLAN_TAG || aux->rx_meta_arg_unknown)
		return 0;

	regno = which == STORE_HASH ? BPF_REG_3 : BPF_REG_2;
	value = tnum_subreg(cur_regs(env)[regno].var_off);
	if (!tnum_is_const(value) || !inline_valid(which, value.value)) {
		aux->rx_meta_arg_unknown = true;
		return 0;
	}
	return mark_chain_precision(env, regno);
}

/**
 * xdp_rx_meta_inline - write the instructions that replace a call
 * @env: verifier, once it has seen all paths of the program
 * @func_id: BTF ID of the kfunc
 * @insn_idx: index of the call
 * @insns: set to the instructions, the call being one of them for a store
 * @n: set to their number
 *
 * The call stays where constants are blinded, because that takes two
 * instructions more for each constant, and where the values cannot be read at
 * any address or a pointer is not a BPF_DW.
 *
 * Return: whether the call is replaced.
 */
bool xdp_rx_meta_inline(const struct bpf_verifier_env *env, u32 func_id,
			int insn_idx, struct bpf_insn *insns, int *n)
{
	int which = inline_find(func_id);

	if (which == N_INLINE ||
	    env->insn_aux_data[insn_idx].rx_meta_arg_unknown)
		return false;
	if (!IS_ENABLED(CONFIG_64BIT) ||
	    !IS_ENABLED(CONFIG_HAVE_EFFICIENT_UNALIGNED_ACCESS) ||
	    bpf_jit_blinding_enabled(env->prog))
		return false;

	*n = which < LOAD_HASH ?
	     inline_store(insns, &env->prog->insnsi[insn_idx],
			  &inline_bodies[which]) :
	     inline_load(insns, &inline_bodies[which]);
	return true;
}
