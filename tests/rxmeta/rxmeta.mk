# SPDX-License-Identifier: GPL-2.0
#
# Guest tests: rxmeta_test of the tool, keep_test of what it decides for interfaces that
# the lab does not have.

FLAGS_tests/rxmeta = -Ibpf -isystem $(TREE)/tools/testing/selftests
$(call guest_program,rxmeta_test,tests/rxmeta/rxmeta_test.c $(TUNNEL_FRAMES) tests/lib/net.c)
$(call guest_program,keep_test,tests/rxmeta/keep_test.c bpf/rxmeta/kept_values.c)
