# SPDX-License-Identifier: GPL-2.0
#
# make bench-cost: instructions a packet with nothing, a hash and all three values stored,
# and on the same kernel without the overlay. QEMU counts them, so each run gives the same.

COST_BATCHES	?= 800
COST_RUN	= $(LAB_RUN) --initrd $(INITRAMFS) --smp 1 --timeout 600 \
		  --qemu -icount --qemu shift=0,sleep=off

$(call guest_program,bench-cost,tests/bench/cost.c)

.PHONY: bench-cost
bench-cost: $$(LAB_NEEDS) $(PLAIN_IMAGE)
	$(Q)mkdir -p $(RUN)
	$(Q)ACCEL=tcg $(COST_RUN) --kernel $(PLAIN_IMAGE) --run $(RUN)/bench-cost-pristine \
		--out $(RUN)/cost-pristine -- /lab/bench-cost $(COST_BATCHES)
	$(Q)ACCEL=tcg $(COST_RUN) --kernel $(KIMAGE) --run $(RUN)/bench-cost \
		--out $(RUN)/cost -- /lab/bench-cost $(COST_BATCHES)
	$(Q)awk -f tests/bench/cost.awk $(RUN)/cost-pristine $(RUN)/cost
