# SPDX-License-Identifier: GPL-2.0
#
# make test-commands: try the documented commands that need a kernel of their own; make
# test tries the others. There is no time limit, as it builds three kernels.

TEST_NEEDS	+= $(TOOLS_CPIO) $(EXAMPLE)

.PHONY: test-commands
test-commands: $$(TEST_BUILT)
	$(Q)mkdir -p $(RUN)/test
	$(Q)$(TEST_ENV) DONE= tests/commands/run.sh costly $(TEST_BOOT) | \
		$(LAB_KTAP) $(if $(Q),,-v) - $(LAB_STATUS)
