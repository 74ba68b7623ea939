# SPDX-License-Identifier: GPL-2.0
#
# make selftests: the kernel tree's own selftests, unmodified, on our kernel and on a pristine one
# of the same tree and options. list says which, and how. CONFIG= adds fragments to both.

# Without the cgroups of trace.config no test can run a command in a VRF (ip vrf exec).
SELFTESTS_CONFIG := qemu/config/net-extra.config qemu/config/trace.config
SELFTESTS	:= $(W)/selftests
SELFTESTS_TREE	:= $(SELFTESTS)/tree
SELFTESTS_FILES	:= tests/selftests/run-in-guest.sh tests/selftests/to-tap.awk

# A tree whose makefiles of tests can write into their folders
$(SELFTESTS)/.copied: tests/selftests/copy.sh $(W)/.pristine
	$(call msg,COPY,$(SELFTESTS_TREE:$(abspath $(O))/%=%))
	$(Q)$< $(PRISTINE) $(SELFTESTS_TREE) '*xdp*' '*xsk*'
	$(Q)touch $@

# The first initramfs has no test of ours.
$(SELFTESTS)/init.cpio: $(addprefix qemu/guest/,initramfs.sh libraries.sh directories.awk initramfs.list) \
			$(wildcard qemu/guest/etc/*) $(GUEST)/init $(GEN_INIT_CPIO) $(SELFTESTS_FILES)
	$(call msg,CPIO,$(@:$(abspath $(O))/%=%))
	$(Q)mkdir -p $(@D)/init && strip -o $(@D)/init/init $(GUEST)/init
	$(Q)qemu/guest/initramfs.sh qemu/guest/initramfs.list $(@D)/init/init $(SELFTESTS_FILES) >$@.list
	$(Q)$(GEN_INIT_CPIO) -t 0 $@.list >$@

SELFTESTS_BOOT	= $(LAB_RUN) --accel-file $(ACCEL_FILE) --initrd $(SELFTESTS)/init.cpio --initrd $(TOOLS_CPIO) \
		  --initrd $(SELFTESTS)/selftests.cpio $(LAB_LIMITS) $(LAB_DECODER) --smp 3 --mem 1024 \
		  --models $(NIC_SO) --timeout 900 --append kunit.enable=0

.PHONY: selftests
ifeq ($(DRYRUN),1)
selftests:
	$(Q)T=$(call quoted,$(T)) tests/selftests/show-list.sh $(LAB_STATUS)
else ifneq ($(filter-out $(CONFIG_FILES),$(abspath $(SELFTESTS_CONFIG))),)
selftests:
	$(Q)T=$(call quoted,$(T)) tests/selftests/show-list.sh >/dev/null $(LAB_STATUS)
	$(Q)+$(MAKE) --no-print-directory $@ RUN=$(RUN) CONFIG='$(strip $(SELFTESTS_CONFIG) $(CONFIG))' $(LAB_STATUS)
else
selftests: export T := $(T)
selftests: export CLANG := $(CLANG)
selftests: export BOOT_ours = $(SELFTESTS_BOOT) --kernel $(KIMAGE) --vmlinux $(VMLINUX) --tree $(TREE)
selftests: export BOOT_pristine = $(SELFTESTS_BOOT) --kernel $(PLAIN_IMAGE) --vmlinux $(PLAIN)/vmlinux --tree $(PRISTINE)
selftests: $(KIMAGE) $(PLAIN_IMAGE) $(SELFTESTS)/.copied $(SELFTESTS)/init.cpio $(UAPI)/linux/bpf.h \
	   $$(TOOLS_CPIO) $$(LAB_RUN) $$(NIC_SO)
	$(Q)tests/selftests/compile.sh $(SELFTESTS_TREE) $(PLAIN)/vmlinux $(UAPI) $(JOBS) \
		TRUNNER_EXTRA_FILES=$(SELFTESTS_TREE)/tools/testing/selftests/bpf/xdp_synproxy
	$(Q)tests/selftests/pack.sh $(SELFTESTS_TREE) >$(SELFTESTS)/selftests.list
	$(Q)$(GEN_INIT_CPIO) -t 0 $(SELFTESTS)/selftests.list >$(SELFTESTS)/selftests.cpio
	$(Q)tests/selftests/compare.sh $(SELFTESTS_TREE) $(RUN)/selftests $(JOBS) $(LAB_STATUS)
endif
