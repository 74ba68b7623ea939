# SPDX-License-Identifier: GPL-2.0
#
# The pristine kernel with the public series "xdp: Allow BPF to set RX hints for XDP_REDIRECTed
# packets", V2, for make bench-cost to compare with. It is written from a description of the
# series, has no line of it, and is no part of the overlay.

PUBLIC		:= $(BASE)$(CONFIG_KEY)-public
PUBLIC_TREE	:= $(PUBLIC)/tree
PUBLIC_KERNEL	:= $(PUBLIC)/kernel
PUBLIC_IMAGE	:= $(PUBLIC_KERNEL)/vmlinux.boot
PUBLIC_FILES	:= $(call files_below,$(addprefix tests/bench/public-v2/,drivers include net))

# Another pristine tree begins a new one.
$(PUBLIC)/.pristine: $(W)/.pristine
	$(Q)rm -rf $(PUBLIC_TREE) && mkdir -p $(@D) && touch $@

$(PUBLIC)/.tree: $(PUBLIC)/.pristine tests/bench/public-v2/tree.sh $(PUBLIC_FILES)
	$(call msg,TREE,$(PUBLIC_TREE:$(abspath $(O))/%=%))
	$(Q)tests/bench/public-v2/tree.sh $(PRISTINE) $(PUBLIC)
	$(Q)touch $@

# The options are those of the pristine kernel. The build begins from that kernel's.
$(PUBLIC_KERNEL)/.config: $(PLAIN)/.config $(PUBLIC)/.pristine | $(PUBLIC)/.tree $(PLAIN_IMAGE)
	$(Q)scripts/kernel/without-overlay.sh $(PLAIN) $(PRISTINE) $(PUBLIC_KERNEL) $(PUBLIC_TREE) $(PUBLIC)/overlay.list
	$(Q)touch $@

$(PUBLIC_IMAGE): $(PUBLIC_KERNEL)/.config $(PUBLIC)/.tree | $(BIN)/progress
	$(call msg,KERNEL,$(PUBLIC_TREE:$(abspath $(O))/%=%))
	$(Q)V=$(V) PROGRESS=$(BIN)/progress scripts/kernel/build.sh $(JOBS) \
		$(subst C $(TREE) O=$(KOUT),C $(PUBLIC_TREE) O=$(PUBLIC_KERNEL),$(KMAKE))
	$(Q)touch $@
