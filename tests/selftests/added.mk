# SPDX-License-Identifier: GPL-2.0
#
# make test: the selftests that the series adds to the kernel tree. They are built by the tree's
# own makefiles, with what they need of the tree's other selftests. added.list says which they are.

ADDED_LIST	:= tests/selftests/added.list
ADDED		:= $(W)/added
ADDED_TREE	:= $(ADDED)/tree
ADDED_CPIO	:= $(ADDED)/selftests.cpio
# What a job adds to the command that boots its guest. A kernel with checks has its own limits.
ADDED_BOOT	= $(or $(LAB_LIMITS),--mem 512) --initrd $(TOOLS_CPIO) --initrd $(ADDED_CPIO)
LAB_FILES	+= $(SELFTESTS_FILES) tests/selftests/endpoints.sh
TEST_NEEDS	+= $(ADDED_CPIO)

# It has no test but those that the next rule copies.
$(ADDED)/.copied: tests/selftests/copy.sh $(W)/.pristine | $(W)/.tree
	$(call msg,COPY,$(ADDED_TREE:$(abspath $(O))/%=%))
	$(Q)mkdir -p $(@D)
	$(Q)$< $(TREE) $(ADDED_TREE)
	$(Q)touch $@

# The makefiles there know what is out of date. test_progs wants files of other tests, which these
# do not use, and a whole bpftool, of which the build uses what the lab has.
$(ADDED)/.built: $(addprefix tests/selftests/,compile.sh rows.sh) $(ADDED_LIST) $(ADDED)/.copied $(W)/.tree \
		 $(VMLINUX) $(BPFTOOL) $(UAPI)/linux/bpf.h
	$(Q)grep '^tools/testing/selftests/' $(BASE)/overlay.list | \
		(cd $(TREE) && xargs cp -u --parents -t $(ADDED_TREE))
	$(Q)SELFTESTS_LIST=$(ADDED_LIST) T='*' CLANG=$(CLANG) $< $(ADDED_TREE) $(VMLINUX) $(UAPI) $(JOBS) \
		BPFTOOL=$(BPFTOOL) TRUNNER_BPFTOOL=$(BPFTOOL) TRUNNER_EXTRA_FILES=
	$(Q)touch $@

$(ADDED_CPIO): tests/selftests/pack-added.sh $(addprefix qemu/guest/,libraries.sh directories.awk) \
	       $(ADDED_LIST) $(ADDED)/.built $(GEN_INIT_CPIO) $(TOOLS_CPIO)
	$(call msg,CPIO,$(@:$(abspath $(O))/%=%))
	$(Q)$< $(ADDED_TREE) $(ADDED_LIST) >$@.list
	$(Q)$(GEN_INIT_CPIO) -t 0 $@.list >$@
