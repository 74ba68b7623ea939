# SPDX-License-Identifier: GPL-2.0
#
# make test: every test, side by side as far as there are cores.

T	?= *
JUNIT	?=
TEST_JOBS ?= tests/jobs
# Where nobody has said, it looks itself.
TEST_CPUS	= $(if $(filter file,$(origin JOBS)),,--cpus $(JOBS))
DEBIAN_KERNEL	:= $(call out,debian-kernel)/vmlinux
DEBIAN_MODULES	:= $(call out,debian-kernel)/modules.cpio

$(DEBIAN_KERNEL): scripts/debian-kernel.sh scripts/take-modules.sh | $(W)/.pristine
	$(Q)$< $(@D) $(PRISTINE)

# An initramfs of modules, to lay over the other: init loads those of modules/ that
# modules/order names.
define modules_cpio
	$(Q){ echo dir /lib 0755 0 0; echo dir /lib/modules 0755 0 0; \
	     for f in $(@D)/modules/*; do \
		echo "file /lib/modules/$${f##*/} $$f 0644 0 0"; done; } >$@.list
	$(Q)$(GEN_INIT_CPIO) -t 0 $@.list >$@
endef

$(DEBIAN_MODULES): $(DEBIAN_KERNEL) $(GEN_INIT_CPIO)
	$(call msg,CPIO,debian-kernel/$(notdir $@))
	$(modules_cpio)

LAB_FILES	+= tests/lib/in-guest.sh

# Debian's kernel without what costs a guest time and shows nothing: tests of ciphers,
# a source of randomness that is slow by design, names in the formats of tracing, pages
# that are cleared twice, and what guards one user from another.
DEBIAN_BOOT	= $(LAB_RUN) --accel-file $(ACCEL_FILE) --kernel $(DEBIAN_KERNEL) --initrd $(INITRAMFS) \
		  --append cryptomgr.notests=1 --append initcall_blacklist=jent_mod_init,trace_eval_init \
		  --append init_on_alloc=0 --append mitigations=off

# For the commands of tests/jobs. The kernel's own suites take longer than the rest of
# its boot: they run in the VM that reads what they said, by an --append of its own.
TEST_ENV = W='$(W)' BASE='$(BASE)' BIN='$(BIN)' OUT='$(RUN)/test' T='$(T)' BOOT='$(strip $(COVERAGE_BOOT) $(LAB_BOOT)) --append kunit.enable=0' \
	   BOOT_DEBIAN='$(DEBIAN_BOOT)' \
	   BOOT_MODULES='$(strip $(BOOT_MODULES))' NIC='--mem $(if $(filter 1,$(DEBUG)),2048,1024) --models $(NIC_SO)' DEBIAN_MODULES='$(DEBIAN_MODULES)' \
	   MLX5_STORED='$(MLX5_STORED)' MLX5_USER='$(MLX5_USER)' MLX5_DATA='$(MLX5_DATA)' MLX5_CONTROL='$(MLX5_CONTROL)' \
	   LAYER='$(filter-out virtio% mlx5%,$(LAB_TESTS)) kunit_results tunnel_test rxmeta_test keep_test'

.PHONY: test list-tests
test: $(LAB_NEEDS) $(LAB_KTAP) $(if $(filter 1,$(DRYRUN)),,$(TEST_NEEDS) $(DEBIAN_KERNEL) $(DEBIAN_MODULES) $(NIC_SO))
ifeq ($(DRYRUN),1)
	$(Q)$(LAB_BOOT) --run $(RUN)/test/layer -- /bin/sh /lab/in-guest.sh '$(T)' carriers
else
	$(Q)mkdir -p $(RUN)/test && cat $(TEST_JOBS) >$(RUN)/test.jobs && \
		$(TEST_ENV) DONE='$(addprefix -o ,$^)' $(LAB_KTAP) $(if $(Q),,-v) $(if $(JUNIT),--junit '$(JUNIT)') \
		--jobs $(RUN)/test.jobs --out $(RUN)/test $(TEST_CPUS) $(if $(filter 1,$(KEEP)),--keep) \
		$(if $(filter *,$(T)),--learn) $(LAB_STATUS)
endif

# What the last run printed; listing anew would need a guest as well.
list-tests:
	$(Q)if ! cat $(RUN)/test/*.tap >/dev/null 2>&1; then \
		echo "no test has run yet: make test first" >&2; exit 1; fi
	$(Q)for f in $(RUN)/test/*.tap; do \
		sed -nE 's/^(not )?ok [0-9]+ -? ?([^ #]+).*/\2/p' $$f; done | LC_ALL=C sort -u
