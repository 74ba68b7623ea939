# SPDX-License-Identifier: GPL-2.0
#
# make test-commands: those of the commands that the texts name which want a kernel of
# their own. The others are tried by make test.

.PHONY: test-commands
test-commands: $(LAB_NEEDS) $(LAB_KTAP) $(TEST_NEEDS) $(NIC_SO) $(DEBIAN_KERNEL) $(DEBIAN_MODULES)
	$(Q)mkdir -p $(RUN)/test
	$(Q)$(TEST_ENV) DONE= tests/commands/run.sh costly | $(LAB_KTAP) $(if $(Q),,-v) $(LAB_STATUS)
