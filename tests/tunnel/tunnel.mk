# SPDX-License-Identifier: GPL-2.0
#
# Guest tests of the tunnel program. tunnel_test.c includes the *.inc.c.

FLAGS_tests/tunnel = -Ibpf -isystem $(TREE)/tools/testing/selftests
$(call guest_program,tunnel_test,$(patsubst %,tests/tunnel/%.c,tunnel_test tunnel_run \
	 run_result inner_cases pass_cases) $(TEST_PACKETS) tests/lib/toeplitz_reference.c)
# esp_test.c includes esp_forms.inc.c, and takes the ciphers and the maps of rxmeta.
$(call guest_program,esp_test,$(patsubst %,tests/tunnel/%.c,esp_test esp_vectors tunnel_run \
	 run_result) bpf/rxmeta/sa.c bpf/rxmeta/sa_table.c $(TEST_PACKETS) \
	 tests/lib/toeplitz_reference.c)
