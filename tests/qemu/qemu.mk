# SPDX-License-Identifier: GPL-2.0
#
# The tests of the lab's programs, with a QEMU that is none: run.sh.

$(call host_program,lab_test,$(call sources_in,tests/qemu))
TEST_NEEDS	+= $(BIN)/lab_test
