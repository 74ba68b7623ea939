# SPDX-License-Identifier: GPL-2.0
#
# make bench-effect: which CPUs work for one tunnel of many flows, by the way in which it is
# spread: those that any kernel has, and those of this project, in one guest. A second guest,
# with one CPU, counts what each way costs.

# Each is a list. EFFECT_WAYS= is all of them: docs/effect.md has their names.
EFFECT_TUNNELS	?= gre vxlan esp
EFFECT_WAYS	?=
EFFECT_FLOWS	?= 1 8 64 256
EFFECT_CPUS	?= 1 2 4 8
# Bursts of the last number of flows over the most CPUs, for each way
EFFECT_BURSTS	?= 3
EFFECT_OUT	:= $(call out,bench)
EFFECT_AWK	:= tests/bench/json_line.awk tests/bench/effect/effect_read.awk
EFFECT_RESULTS	= $(EFFECT_OUT)/effect.jsonl $(EFFECT_OUT)/effect-instructions.jsonl
EFFECT_COMMAND	= /lab/bench-effect $(addprefix --tunnel ,$(EFFECT_TUNNELS)) $(addprefix --way ,$(EFFECT_WAYS))

# The traffic, the tunnels and the topology are those of the demo.
$(call guest_program,bench-effect,$(call sources_in,tests/bench/effect) $(DEMO_PARTS))

.PHONY: bench-effect
bench-effect: $$(LAB_NEEDS) $(NIC_SO)
	$(Q)mkdir -p $(EFFECT_OUT)
	$(Q)$(LAB_BOOT) --run $(RUN)/bench-effect $(DEMO_BOOT) --timeout 3600 --out $(EFFECT_OUT)/effect.jsonl -- \
		$(EFFECT_COMMAND) $(addprefix --flows ,$(EFFECT_FLOWS)) $(addprefix --cpus ,$(EFFECT_CPUS)) \
		--bursts $(EFFECT_BURSTS)
	$(Q)ACCEL=tcg $(LAB_BOOT) --run $(RUN)/bench-effect-instructions $(DEMO_BOOT) --smp 1 --timeout 900 $(BENCH_ICOUNT) \
		--out $(EFFECT_OUT)/effect-instructions.jsonl -- \
		$(EFFECT_COMMAND) --instructions --cpus 1 $(addprefix --flows ,$(lastword $(EFFECT_FLOWS))) --bursts 0
ifneq ($(DRYRUN),1)
	$(Q)for q in cpus bursts merged; do \
		awk -v question=$$q $(addprefix -f ,$(BENCH_BARS) $(EFFECT_AWK) tests/bench/effect/effect_svg.awk) \
			$(EFFECT_RESULTS) >$(EFFECT_OUT)/effect-$$q.svg || exit; done
	$(Q)awk $(addprefix -f ,$(EFFECT_AWK) tests/bench/effect/effect.awk) $(EFFECT_RESULTS)
endif
