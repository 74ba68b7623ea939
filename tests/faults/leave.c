// SPDX-License-Identifier: GPL-2.0
/* leave: leave a BPF link behind, and with it its program. */
#include <stdio.h>
#include <linux/bpf.h>
#include <bpf/bpf.h>

#define PIN	"/sys/fs/bpf/left"
#define LO	1

static int program(void)
{
	static const struct bpf_insn pass[] = {
		{ .code = BPF_ALU64 | BPF_MOV | BPF_K, .imm = XDP_PASS },
		{ .code = BPF_JMP | BPF_EXIT },
	};
	LIBBPF_OPTS(bpf_prog_load_opts, opts,
		    .expected_attach_type = BPF_XDP);

	return bpf_prog_load(BPF_PROG_TYPE_XDP, "left", "GPL", pass,
			     sizeof(pass) / sizeof(*pass), &opts);
}

int main(void)
{
	int fd = bpf_link_create(program(), LO, BPF_XDP, NULL);

	if (fd < 0 || bpf_obj_pin(fd, PIN)) {
		perror("leave");
		return 1;
	}
	return 0;
}
