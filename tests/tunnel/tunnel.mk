# SPDX-License-Identifier: GPL-2.0
#
# Guest tests of the tunnel program.

FLAGS_tests/tunnel = -Ibpf -isystem $(TREE)/tools/testing/selftests
$(call guest_program,tunnel_test,$(call sources_in,tests/tunnel) $(TUNNEL_FRAMES) tests/lib/toeplitz.c)
