# SPDX-License-Identifier: GPL-2.0
#
# make bench-lines: cache lines that a packet touches, on each path with a device that receives, with
# the kernels of make bench-cost. A plugin of QEMU counts them in boots of their own. The guest runs
# the same instructions as there, so each run gives the same.

LINES_PACKETS	?= 512
LINES_PATH	?= received
LINES_OUT	:= $(call out,bench)
LINES_SO	:= $(BIN)/lines.so
LINES_OBJS	:= $(patsubst %.c,$(BIN)/plugin/%.o,$(wildcard tests/bench/lines/*.c))
# The symbols of the kernels that are compared with ours
LINES_PLAIN	= $(PLAIN)/vmlinux
LINES_PUBLIC	= $(PUBLIC_KERNEL)/vmlinux

$(LINES_OBJS): $(BIN)/plugin/%.o: %.c $(QEMU_HEADERS)/version
	$(call msg,HOSTCC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(HOSTCC) $(HOST_CFLAGS) -fPIC -fvisibility=hidden -isystem $(QEMU_HEADERS)/qemu/include \
		-isystem $(QEMU_HEADERS)/glib/usr/include/glib-2.0 \
		$(addprefix -isystem ,$(firstword $(wildcard $(QEMU_HEADERS)/glib/usr/lib/*/glib-2.0/include))) \
		-MMD -MP -c $< -o $@

PROGRAM_OBJS	+= $(LINES_OBJS)

$(LINES_SO): $(LINES_OBJS)
	$(call msg,LD,$(@F))
	$(Q)$(HOSTCC) -shared -o $@ $^

# The address of a function: $(call lines_at,VMLINUX,NAME)
lines_at	= 0x$$(nm $(1) | sed -n 's/ T $(2)$$//p')
# The functions by which the programs of the bench take the time
lines_places	= packet=$(call lines_at,$(1),bpf_ktime_get_ns),stack=$(call lines_at,$(1),bpf_ktime_get_boot_ns)
# $(call lines_run,KIND,IMAGE,VMLINUX)
lines_run	= $(Q)$(COST_RUN) --kernel $(2) --run $(RUN)/bench-lines-$(1) \
		  --out $(LINES_OUT)/lines-$(1).runs --qemu -plugin \
		  --qemu file=$(LINES_SO),out=$(LINES_OUT)/lines-$(1).counts,$(call lines_places,$(3)) \
		  -- /lab/bench-cost $(LINES_PACKETS) 1 $(LINES_PATH)

.PHONY: bench-lines
bench-lines: $$(LAB_NEEDS) $(NIC_SO) $(LINES_SO) $(PLAIN_IMAGE) $(PUBLIC_IMAGE)
	$(Q)mkdir -p $(LINES_OUT)
	$(call lines_run,pristine,$(PLAIN_IMAGE),$(LINES_PLAIN))
	$(call lines_run,ours,$(KIMAGE),$(VMLINUX))
	$(call lines_run,public,$(PUBLIC_IMAGE),$(LINES_PUBLIC))
	$(Q)awk -v out=$(LINES_OUT)/lines.jsonl -f tests/bench/json_line.awk \
		-f tests/bench/lines/line_table.awk -f tests/bench/lines/lines.awk tests/bench/lines/noise.list \
		$(foreach k,pristine ours public,kind=$k $(LINES_OUT)/lines-$k.runs $(LINES_OUT)/lines-$k.counts)
