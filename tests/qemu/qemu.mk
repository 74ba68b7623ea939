# SPDX-License-Identifier: GPL-2.0
#
# The tests of lab-run and lab-ktap, with a fake QEMU: run.sh

$(call host_program,lab_test,$(call sources_in,tests/qemu))
TEST_NEEDS	+= $(BIN)/lab_test
