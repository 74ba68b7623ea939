# SPDX-License-Identifier: GPL-2.0
#
# Captures whose contents are known, and what the tests of the demo's programs need.

$(call host_program,make_capture,tests/demo/make_capture/main.c tests/lib/packet.c)
TEST_NEEDS	+= $(DEMO_PICTURE) $(DEMO_CAPTURE) $(BIN)/make_capture $(GEN_INIT_CPIO)
