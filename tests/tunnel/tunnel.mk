# SPDX-License-Identifier: GPL-2.0
#
# Guest tests of the tunnel program. tunnel_test.c includes the *.inc.c.

FLAGS_tests/tunnel = -Ibpf -isystem $(TREE)/tools/testing/selftests
$(call guest_program,tunnel_test,$(patsubst %,tests/tunnel/%.c,tunnel_test tunnel_run \
	 run_result inner_cases pass_cases) $(TEST_PACKETS) tests/lib/toeplitz_reference.c)
