// SPDX-License-Identifier: GPL-2.0
/*
 * The demo in the guest: the reader of the tunnel program, compiled for user
 * space. It says which packets of a capture are in a tunnel, and how many flows
 * there are, which the program has no reason to remember.
 *
 * Types are the program's own too, so nothing of libc is included here.
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

/* What a packet is to the reader here: bytes, and how many. */
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

/* The reader does not ask beyond the end. Headers may lie at odd addresses. */
void *bpf_dynptr_slice(const struct bpf_dynptr *ptr, __u32 offset, void *buffer,
		       __u32 buffer__szk)
{
	const char *at;

	__builtin_memcpy(&at, ptr, sizeof(at));
	return __builtin_memcpy(buffer, at + offset, buffer__szk);
}

#include "bpf/parse/read_flow.h"

/**
 * flow_read() - read a frame as the program does
 * @frame: frame
 * @len: its length
 * @flow: the flow inside, filled in; what is not valid of it is 0
 *
 * Return: 0, or why the program passes it on: &enum tunnel_counter.
 */
int flow_read(const void *frame, unsigned int len, struct flow *flow)
{
	struct encap encap = {
		.vxlan_port = TUNNEL_VXLAN_PORT,
		.geneve_port = TUNNEL_GENEVE_PORT,
	};
	struct bytes bytes = { frame, len };

	int why;

	__builtin_memset(flow, 0, sizeof(*flow));
	why = read_flow((struct xdp_md *)&bytes, flow, &encap);
	__builtin_memset(flow->word + flow->words, 0,
			 (FLOW_WORDS_MAX - flow->words) * sizeof(flow->word[0]));
	return why;
}
