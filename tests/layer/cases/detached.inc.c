// SPDX-License-Identifier: GPL-2.0
/*
 * Test body: a program that stored values is detached. Later packets have no
 * values.
 *
 * mlx5/stored.c and ice/stored.c include this file.
 */
#include <bpf/libbpf.h>

#include "carry.h"
#include "tests/lib/harness.h"
#include "tests/lib/net.h"
#include "tests/layer/path/nic_paths.h"
#include "tests/layer/path/values.h"

TEST(nothing_is_left_of_a_program_that_is_gone)
{
	static const struct path with = PATH_NIC_PASS("eth1");
	static const struct path without = {
		.from = FROM_SKB,
		.prog = { UNATTACHED("eth1") },
		.observers = { "eth1" },
	};
	__u32 prog = 1;
	int i;

	ASSERT_EQ(0, path_begin(&with));
	path_lists(CARRY_LISTS);
	for (i = 0; i < CARRY_LISTS; i++)
		path_do(0, i, VALUE_ALL(i));
	ASSERT_EQ(0, carry(&with));
	ASSERT_EQ(0, path_begin(&without));
	ASSERT_EQ(0, bpf_xdp_query_id(net_index("eth1"), 0, &prog));
	ASSERT_EQ(0, prog);
	EXPECT_EQ(0, carry(&without));
}
