# SPDX-License-Identifier: GPL-2.0
#
# make bench-cost: instructions a packet with nothing, a hash and all three values stored, on
# each path, and on the same kernel without the overlay, also by what sets a hash there. QEMU
# counts them, so each run gives the same.
#
# SHORT=1, for a CI: one round of few packets. The counts of the pristine kernel are those of
# COST_RECORD, as long as they are of this kernel, these options, this compiler and this
# CPU of the lab, which COST_KEY stands for. With another compiler the table has only what can be
# told without them. With other options it builds the pristine kernel, too. Without SHORT=1 there is a
# second table beside the public series, and one of cache lines.

# A nanosecond of the guest is an instruction.
BENCH_ICOUNT	:= --qemu -icount --qemu shift=0,sleep=off
# awk's programs for a drawing of bars
BENCH_BARS	:= tests/lib/drawing.awk tests/bench/bars.awk

SHORT		?= 0
COST_SHORT	:= $(filter 1,$(SHORT))
COST_PACKETS	?= $(if $(COST_SHORT),256,2048)
COST_ROUNDS	?= $(if $(COST_SHORT),1,3)
# Instructions by which two runs of the same code may differ
COST_NOISE	?= 0.5
# One path only: live, veth, virtio_net, mlx5, ice, or call
COST_PATH	?=
COST_RECORD	:= tests/bench/pristine.jsonl
COST_OUT	:= $(call out,bench)
COST_PRISTINE	= $(COST_OUT)/cost-pristine.jsonl
COST_RUN	= ACCEL=tcg $(LAB_RUN) --initrd $(INITRAMFS) --smp 1 --timeout 900 \
		  --net wire --cards mlx5-ice --mem 1024 --models $(NIC_SO) \
		  $(BENCH_ICOUNT)
COST_COMMAND	= /lab/bench-cost $(COST_PACKETS) $(COST_ROUNDS) $(COST_PATH)
COST_PUBLIC	= $(COST_OUT)/cost-public.jsonl
COST_TEXT	= $(COST_OUT)/text.jsonl
COST_TEXT_PUBLIC = $(COST_OUT)/text-public.jsonl
COST_AWK	= awk -v noise=$(COST_NOISE) $(patsubst %,-f tests/%.awk,lib/drawing $(addprefix bench/,bounds counts $(1)))
COST_FILES	= $(COST_OUT)/bounds.list $(COST_PRISTINE) $(COST_OUT)/cost.jsonl \
		  $$(ls $(COST_TEXT) $(if $(COST_SHORT),,$(COST_PUBLIC) $(COST_TEXT_PUBLIC)) 2>/dev/null)
# Of the versions of tools in the options only that of the compiler counts, and none of the overlay's own
# tests.
COST_KEY	= {"options":"$(shell { sed '/_RX_META_KUNIT_TEST/d; /CONFIG_MLX5_EN_KUNIT_TEST/d; /RUST/d; /PAHOLE/d; /_VERSION=/d' $(KOUT)/.config; \
		  grep '^.define CPU_TCG' qemu/run/qemu_command.c; } | cksum | cut -d' ' -f1)"}
COST_COMPILER	= "compiler":"$(shell sed -n 's/^CONFIG_CC_VERSION_TEXT="\(.*\) [^ ]*"$$/\1/p' $(KOUT)/.config)"

$(call guest_program,bench-cost,$(addprefix tests/bench/,cost.c feed.c stack.c self_check.c) $(addprefix tests/lib/,lab_card.c net.c))

.PHONY: bench-cost
bench-cost: $$(LAB_NEEDS) $(NIC_SO) $(if $(COST_SHORT),,$(PLAIN_IMAGE) $(PUBLIC_IMAGE))
	$(Q)mkdir -p $(COST_OUT)
	$(Q)if [ -n '$(COST_SHORT)' ] && grep -qxF '$(COST_KEY)' $(COST_RECORD); then \
		cp $(COST_RECORD) $(COST_PRISTINE); \
	elif [ -n '$(COST_SHORT)' ] && ! grep -qF '$(COST_COMPILER)' $(COST_RECORD); then \
		echo '$(COST_RECORD) is not of $(COST_COMPILER): nothing is compared with the pristine kernel' && : >$(COST_PRISTINE); \
	else \
		$(if $(COST_SHORT),$(MAKE) --no-print-directory $(PLAIN_IMAGE) &&) \
		$(COST_RUN) --kernel $(PLAIN_IMAGE) --run $(RUN)/bench-cost-pristine \
			--out $(COST_PRISTINE) -- $(COST_COMMAND) && \
		echo '$(COST_KEY)' >>$(COST_PRISTINE); \
	fi
	$(Q)$(COST_RUN) --kernel $(KIMAGE) --run $(RUN)/bench-cost \
		--out $(COST_OUT)/cost.jsonl -- $(COST_COMMAND)
	$(if $(COST_SHORT),,$(Q)$(COST_RUN) --kernel $(PUBLIC_IMAGE) --run $(RUN)/bench-cost-public \
		--out $(COST_PUBLIC) -- $(COST_COMMAND))
	$(Q)[ ! -e $(PLAIN)/vmlinux ] || tests/bench/text.sh $(PLAIN) $(KOUT) $(COST_TEXT)
	$(if $(COST_SHORT),,$(Q)[ ! -e $(PUBLIC_KERNEL)/vmlinux ] || \
		tests/bench/text.sh $(PLAIN) $(PUBLIC_KERNEL) $(COST_TEXT_PUBLIC) >$(COST_OUT)/text-public)
	$(Q)cat tests/bench/bounds.list $(wildcard tests/bench/bounds-$(LINUX).list) >$(COST_OUT)/bounds.list
	$(Q)for c in nothing hash; do $(call COST_AWK,chart) -v chart=$$c $(COST_FILES) >$(COST_OUT)/$$c.svg; done
	@printf '  lines: %s  pictures: %s\n\n' '$(COST_OUT:$(CURDIR)/%=%)/*.jsonl' '$(COST_OUT:$(CURDIR)/%=%)/*.svg'
	$(Q)$(call COST_AWK,bytes public cost) $(COST_FILES)
