# SPDX-License-Identifier: GPL-2.0
#
# make bench-cost: instructions a packet with nothing, a hash and all three values stored,
# and on the same kernel without the overlay. QEMU counts them, so each run gives the same.

PLAIN		:= $(BASE)-plain/kernel
PLAIN_IMAGE	:= $(PLAIN)/vmlinux.boot
COST_BATCHES	?= 800
COST_RUN	= $(LAB_RUN) --initrd $(INITRAMFS) --smp 1 --timeout 600 \
		  --qemu -icount --qemu shift=0,sleep=off

$(call guest_program,bench-cost,tests/bench/cost.c)

# The same options, except those of the overlay's own Kconfig
$(PLAIN)/.config: $(CONFIGS) scripts/kernel/config.sh $(W)/.pristine
	$(call msg,CONFIG,$(notdir $(CONFIGS)) (pristine))
	$(Q)mkdir -p $(PLAIN)
	$(Q)cat $(CONFIGS) | awk '/CONFIG_(XDP_RX_META|XSK_RX_META|MLX5_EN|ICE_RX_META|VIRTIO_NET_RX_META)[A-Z_]*KUNIT/ { skip = 1; next } \
		/^# or: / && skip { next } { skip = 0; print }' >$(PLAIN).config
	$(Q)$(KMAKE_VARS) scripts/kernel/config.sh $(PRISTINE) $(PLAIN) $(PLAIN).config

$(PLAIN_IMAGE): $(PLAIN)/.config | $(BIN)/progress
	$(call msg,KERNEL,$(PRISTINE:$(abspath $(O))/%=%))
	$(Q)V=$(V) PROGRESS=$(BIN)/progress scripts/kernel/build.sh $(JOBS) \
		$(subst C $(TREE) O=$(KOUT),C $(PRISTINE) O=$(PLAIN),$(KMAKE))
	$(Q)touch $@

.PHONY: bench-cost
bench-cost: $$(LAB_NEEDS) $(PLAIN_IMAGE)
	$(Q)mkdir -p $(RUN)
	$(Q)ACCEL=tcg $(COST_RUN) --kernel $(PLAIN_IMAGE) --run $(RUN)/bench-cost-pristine \
		--out $(RUN)/cost-pristine -- /lab/bench-cost $(COST_BATCHES)
	$(Q)ACCEL=tcg $(COST_RUN) --kernel $(KIMAGE) --run $(RUN)/bench-cost \
		--out $(RUN)/cost -- /lab/bench-cost $(COST_BATCHES)
	$(Q)awk -f tests/bench/cost.awk $(RUN)/cost-pristine $(RUN)/cost
