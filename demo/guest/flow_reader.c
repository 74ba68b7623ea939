// SPDX-License-Identifier: GPL-2.0
/*
 * The parser of the tunnel program, compiled for user space. It tells which
 * packets of a capture are in a tunnel, and which flow each belongs to: the
 * program itself keeps no record of flows.
 *
 * The types are those of vmlinux.h, so no header of libc is included here.
 */
#define BPF_NO_PRESERVE_ACCESS_INDEX
#define BPF_NO_KFUNC_PROTOTYPES
#include "vmlinux.h"

#undef __ksym
#define __ksym
#define __always_inline	inline __attribute__((always_inline))
#define __noinline	__attribute__((noinline))
#define NULL		((void *)0)

#include <bpf/bpf_endian.h>

#include "flow_reader.h"
#include "bpf/tunnel.h"

/* The struct xdp_md of this file: the packet's bytes and their number. */
struct bytes {
	const char *at;
	__u32 len;
};

int bpf_dynptr_from_xdp(struct xdp_md *ctx, __u64 flags,
			struct bpf_dynptr *ptr);
void *bpf_dynptr_slice(const struct bpf_dynptr *ptr, __u32 offset, void *buffer,
		       __u32 buffer__szk);

static __u32 bpf_xdp_get_buff_len(struct xdp_md *ctx)
{
	return ((struct bytes *)ctx)->len;
}

int bpf_dynptr_from_xdp(struct xdp_md *ctx, __u64 flags, struct bpf_dynptr *ptr)
{
	__builtin_memcpy(ptr, &((struct bytes *)ctx)->at, sizeof(void *));
	return 0;
}

/* The parser stays within the packet. It gets a copy, as headers may be unaligned. */
void *bpf_dynptr_slice(const struct bpf_dynptr *ptr, __u32 offset, void *buffer,
		       __u32 buffer__szk)
{
	const char *at;

	__builtin_memcpy(&at, ptr, sizeof(at));
	return __builtin_memcpy(buffer, at + offset, buffer__szk);
}

#include "bpf/parse/read_flow.h"

/**
 * flow_read() - parse a frame as the program does
 * @frame: the frame
 * @len: its length
 * @ports: UDP ports of tunnels
 * @passed_kinds: bits of &enum tunnel_kind: kinds that pass
 * @flow: filled in with the inner flow; unused words are 0
 *
 * Return: 0, or the reason to pass the frame on: &enum tunnel_counter.
 */
int flow_read(const void *frame, unsigned int len,
	      const struct tunnel_ports *ports, unsigned int passed_kinds,
	      struct flow *flow)
{
	struct encap encap = { .ports = *ports };
	struct bytes bytes = { .at = frame, .len = len };
	int why;

	__builtin_memset(flow, 0, sizeof(*flow));
	why = read_flow((struct xdp_md *)&bytes, flow, &encap);
	__builtin_memset(flow->word + flow->words, 0,
			 (FLOW_WORDS_MAX - flow->words) * sizeof(flow->word[0]));
	if (!why && passed_kinds >> (encap.kind & 31) & 1)
		return TUNNEL_NOT_CHOSEN;
	return why;
}
