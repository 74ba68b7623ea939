# SPDX-License-Identifier: GPL-2.0
#
# Tests of the demo's programs, and make_capture, which writes captures for them.

$(call host_program,make_capture,$(call sources_in,tests/demo/make_capture qemu/common) \
	tests/lib/packet.c tests/lib/packet_tunnels.c)
TEST_NEEDS	+= $(DEMO_PICTURE) $(DEMO_CAPTURE) $(BIN)/make_capture $(GEN_INIT_CPIO)
