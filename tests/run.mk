# SPDX-License-Identifier: GPL-2.0
#
# make test: every test, side by side as far as there are cores.

T	?= *
TEST_JOBS	:= tests/jobs
DEBIAN_KERNEL	:= $(abspath $(O))/debian-kernel/vmlinuz

$(DEBIAN_KERNEL): scripts/debian-kernel.sh
	$(Q)$< $(@D)

$(GUEST)/kunit_results: tests/kunit/kunit.c
	$(call msg,CC,$(notdir $@))
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) -static $(CFLAGS_COMMON) -o $@ $<

LAB_PROGRAMS	+= $(GUEST)/kunit_results
LAB_FILES	+= tests/in-guest.sh

# For the commands of tests/jobs
TEST_ENV = W='$(W)' BASE='$(BASE)' BIN='$(BIN)' OUT='$(RUN)/test' T='$(T)' BOOT='$(COVERAGE_BOOT) $(LAB_BOOT)' \
	   BOOT_DEBIAN='$(LAB_RUN) --kernel $(DEBIAN_KERNEL) --initrd $(INITRAMFS)' \
	   OTHERS='$(filter-out carriers virtio,$(LAB_TESTS)) kunit_results tunnel_test rxmeta_test'

.PHONY: test list-tests
test: $(LAB_NEEDS) $(LAB_KTAP) $(if $(filter 1,$(DRYRUN)),,$(DEBIAN_KERNEL))
ifeq ($(DRYRUN),1)
	$(Q)$(LAB_BOOT) --run $(RUN)/test/layer-1 -- /bin/sh /lab/in-guest.sh '$(T)' carriers
else
	$(Q)$(TEST_ENV) $(LAB_KTAP) $(if $(Q),,-v) -- tests/run.sh "$(TEST_JOBS)" $(JOBS)
endif

# What the last run printed; listing anew would need a guest as well.
list-tests:
	$(Q)if ! cat $(RUN)/test/*.tap >/dev/null 2>&1; then \
		echo "no test has run yet: make test first" >&2; exit 1; fi
	$(Q)for f in $(RUN)/test/*.tap; do \
		sed -nE 's/^(not )?ok [0-9]+ -? ?([^ #]+).*/\2/p' $$f; done | LC_ALL=C sort -u
