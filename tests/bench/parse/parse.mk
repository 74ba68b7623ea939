# SPDX-License-Identifier: GPL-2.0
#
# make bench-parse: instructions that the tunnel program takes for a packet, by kind of tunnel,
# beside the kernel's flow dissector. QEMU counts them, so each run gives nearly the same.

# A list of the demo's tunnels, all of them without it
PARSE_TUNNELS	?=
PARSE_OUT	:= $(call out,bench)
PARSE_AWK	:= tests/bench/json_line.awk

$(call guest_program,bench-parse,$(call sources_in,tests/bench/parse) $(DEMO_PARTS))

.PHONY: bench-parse
bench-parse: $$(LAB_NEEDS) $(NIC_SO)
	$(Q)mkdir -p $(PARSE_OUT)
	$(Q)ACCEL=tcg $(LAB_BOOT) --run $(RUN)/bench-parse $(DEMO_BOOT) --smp 1 --timeout 900 $(BENCH_ICOUNT) \
		--out $(PARSE_OUT)/parse.jsonl -- /lab/bench-parse $(addprefix --tunnel ,$(PARSE_TUNNELS))
ifneq ($(DRYRUN),1)
	$(Q)awk $(addprefix -f ,$(BENCH_BARS) $(PARSE_AWK) tests/bench/parse/parse_svg.awk) \
		$(PARSE_OUT)/parse.jsonl >$(PARSE_OUT)/parse.svg
	$(Q)awk $(addprefix -f ,$(PARSE_AWK) tests/bench/parse/parse.awk) $(PARSE_OUT)/parse.jsonl
endif
