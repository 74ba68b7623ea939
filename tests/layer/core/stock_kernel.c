// SPDX-License-Identifier: GPL-2.0
/*
 * One BPF object for stock kernels and for kernels with the layer: it loads on
 * both and finds out which kfuncs there are.
 */
#include <bpf/bpf.h>

#include "tests/lib/harness.h"
#include "tests/lib/kernel.h"
#include "probe.skel.h"

#define KFUNCS	0x7f

TEST(one_object_loads_anywhere)
{
	struct probe *probe = probe__open_and_load();
	__u8 pkt[64] = {};
	LIBBPF_OPTS(bpf_test_run_opts, opts,
		    .data_in = pkt, .data_size_in = sizeof(pkt));

	ASSERT_NE(NULL, probe);
	ASSERT_EQ(0, bpf_prog_test_run_opts(bpf_program__fd(probe->progs.find),
					    &opts));
	EXPECT_EQ(2, opts.retval);	/* XDP_PASS */
	EXPECT_EQ(kernel_has_layer() ? KFUNCS : 0, probe->bss->found);
	probe__destroy(probe);
}

TEST_MAIN(NULL)
