# SPDX-License-Identifier: GPL-2.0
#
# The same kernel without the overlay, for what compares the two: make bench-cost,
# make bench-lines, make selftests.

PLAIN		:= $(BASE)$(CONFIG_KEY)-plain/kernel
PLAIN_IMAGE	:= $(PLAIN)/vmlinux.boot

# The same options, except those of the overlay's own Kconfig. The build begins from that of
# the kernel with the overlay.
$(PLAIN)/.config: $(CONFIGS) $(addprefix scripts/kernel/,config.sh fragments.sh without-overlay.sh) $(W)/.pristine | $(KIMAGE)
	$(call msg,CONFIG,$(notdir $(CONFIGS)) (pristine))
	$(Q)[ -e $(PLAIN)/Makefile ] || \
		scripts/kernel/without-overlay.sh $(KOUT) $(TREE) $(PLAIN) $(PRISTINE) $(BASE)/overlay.list
	$(Q)scripts/kernel/fragments.sh $(PRISTINE) $(CONFIGS) | xargs cat | awk '/CONFIG_(XDP_RX_META|XSK_RX_META|MLX5_EN|ICE_RX_META|IDPF_RX_META|VIRTIO_NET_RX_META)[A-Z_]*KUNIT/ { skip = 1; next } \
		/^# when: / { next } /^# or: / && skip { next } { skip = 0; print }' >$(PLAIN).config
	$(Q)$(KMAKE_VARS) scripts/kernel/config.sh $(PRISTINE) $(PLAIN) $(PLAIN).config

$(PLAIN_IMAGE): $(PLAIN)/.config | $(BIN)/progress
	$(call msg,KERNEL,$(PRISTINE:$(abspath $(O))/%=%))
	$(Q)V=$(V) PROGRESS=$(BIN)/progress scripts/kernel/build.sh $(JOBS) \
		$(subst C $(TREE) O=$(KOUT),C $(PRISTINE) O=$(PLAIN),$(KMAKE))
	$(Q)touch $@
