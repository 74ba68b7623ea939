# SPDX-License-Identifier: GPL-2.0
#
# make bench-cost: instructions a packet with nothing, a hash and all three values stored, on
# each path, and on the same kernel without the overlay. QEMU counts them, so each run gives
# the same.

COST_PACKETS	?= 2048
COST_ROUNDS	?= 3
# Instructions by which two runs of the same code may differ
COST_NOISE	?= 0.5
# One path only: live, veth, virtio_net, mlx5, ice, or call
COST_PATH	?=
COST_OUT	:= $(call out,bench)
COST_RUN	= ACCEL=tcg $(LAB_RUN) --initrd $(INITRAMFS) --smp 1 --timeout 900 \
		  --net wire --cards mlx5-ice --mem 1024 --models $(NIC_SO) \
		  --qemu -icount --qemu shift=0,sleep=off
COST_COMMAND	= /lab/bench-cost $(COST_PACKETS) $(COST_ROUNDS) $(COST_PATH)
COST_TABLE	= awk -v noise=$(COST_NOISE) -f tests/bench/cost.awk tests/bench/bounds.list

$(call guest_program,bench-cost,$(addprefix tests/bench/,cost.c feed.c) $(addprefix tests/lib/,lab_card.c net.c))

.PHONY: bench-cost
bench-cost: $$(LAB_NEEDS) $(NIC_SO) $(PLAIN_IMAGE)
	$(Q)mkdir -p $(COST_OUT)
	$(Q)$(COST_RUN) --kernel $(PLAIN_IMAGE) --run $(RUN)/bench-cost-pristine \
		--out $(COST_OUT)/cost-pristine.jsonl -- $(COST_COMMAND)
	$(Q)$(COST_RUN) --kernel $(KIMAGE) --run $(RUN)/bench-cost \
		--out $(COST_OUT)/cost.jsonl -- $(COST_COMMAND)
	$(Q)$(COST_TABLE) $(COST_OUT)/cost-pristine.jsonl $(COST_OUT)/cost.jsonl
