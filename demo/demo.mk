# SPDX-License-Identifier: GPL-2.0
#
# make demo: one tunnel of 256 flows, or a capture, and how it spreads over eight
# queues.

TUNNEL		?= gre
PCAP		?=
# As it was given: a name may have a dollar in it.
override PCAP	:= $(value PCAP)
DEMO_OUT	:= $(call out,demo)
DEMO_PICTURE	:= $(BIN)/demo-picture
DEMO_CAPTURE	:= $(BIN)/demo-capture
TEST_NEEDS	+= $(DEMO_PICTURE) $(DEMO_CAPTURE) $(BIN)/make_capture $(GEN_INIT_CPIO)

# Each row of the table gives a name, and perhaps another one.
DEMO_TUNNELS	= $(shell sed -n 's/^TUNNEL."\([^"]*\)", "\([^"]*\)".*/\1 \2/p' demo/tunnels.def)

# Said before anything is built. One word, and it is in the table.
ifneq ($(filter demo,$(MAKECMDGOALS)),)
ifneq ($(words $(TUNNEL)) $(filter $(TUNNEL),$(DEMO_TUNNELS)),1 $(TUNNEL))
$(error TUNNEL=$(TUNNEL) is no tunnel of the demo; choose one of: $(sort $(DEMO_TUNNELS)))
endif
ifneq ($(PCAP),)
ifneq ($(filter-out file undefined,$(origin TUNNEL)),)
$(error PCAP= replays what is in the file, and TUNNEL= makes a tunnel: choose one of them)
endif
endif
endif

# guest_flow.c is the program's own reader, so it wants the program's types.
$(GUEST)/demo: $(wildcard demo/guest*.c) $(wildcard demo/*.h) demo/tunnels.def \
	       $(wildcard bpf/*.h bpf/parse/*.h) $(VMLINUX_H) $(LIBBPF)
	$(call msg,CC,$(notdir $@))
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS_COMMON) -Ibpf -I$(W)/bpf \
		-I$(W)/libbpf/include -o $@ $(filter demo/%.c,$^)

LAB_PROGRAMS += $(GUEST)/demo

$(DEMO_PICTURE): $(wildcard demo/picture*.c) demo/picture.h
	$(call msg,HOSTCC,$(notdir $@))
	$(Q)mkdir -p $(@D)
	$(Q)$(HOSTCC) $(HOST_CFLAGS) -o $@ $(filter %.c,$^) -lm

$(DEMO_CAPTURE): $(wildcard demo/capture*.c demo/capture*.h)
	$(call msg,HOSTCC,$(notdir $@))
	$(Q)mkdir -p $(@D)
	$(Q)$(HOSTCC) $(HOST_CFLAGS) -o $@ $(filter %.c,$^) -lpcap

# For its test: captures whose contents are known
$(BIN)/make_capture: tests/demo/make_capture.c tests/tunnel/packet.c tests/tunnel/packet.h
	$(call msg,HOSTCC,$(notdir $@))
	$(Q)mkdir -p $(@D)
	$(Q)$(HOSTCC) $(HOST_CFLAGS) -o $@ $(filter %.c,$^)

# Looked at anew each time, and first, before a kernel is built or booted for it: as
# if it were a makefile, which make sees to before anything else, with -j too. That
# it does not change keeps make from starting over. The name goes by the environment,
# as it may have any character in it.
export PCAP
ifneq ($(and $(filter demo,$(MAKECMDGOALS)),$(PCAP)),)
$(shell mkdir -p '$(DEMO_OUT)' && touch '$(DEMO_OUT)/capture.mk')
include $(DEMO_OUT)/capture.mk
endif

$(DEMO_OUT)/capture.mk: $(DEMO_CAPTURE) FORCE
	$(Q)$(DEMO_CAPTURE) "$$PCAP" $(DEMO_OUT)/capture.frames

.PHONY: demo
$(DEMO_OUT)/capture.cpio: $(GEN_INIT_CPIO) FORCE
	$(Q)echo "file /lab/capture.frames $(DEMO_OUT)/capture.frames 0644 0 0" \
		>$(DEMO_OUT)/capture.list
	$(Q)$(GEN_INIT_CPIO) -t 0 $(DEMO_OUT)/capture.list >$@

demo: $(if $(PCAP),$(DEMO_OUT)/capture.cpio) $(LAB_NEEDS) $(DEMO_PICTURE)
	$(Q)mkdir -p $(DEMO_OUT)
	$(Q)$(LAB_BOOT) --run $(RUN)/demo --net wire --out $(DEMO_OUT)/result.json \
		$(if $(PCAP),--initrd $(DEMO_OUT)/capture.cpio) \
		-- /lab/demo $(if $(PCAP),--capture,--tunnel $(TUNNEL)) $(LAB_STATUS)
ifneq ($(DRYRUN),1)
	$(Q)$(DEMO_PICTURE) $(DEMO_OUT:$(CURDIR)/%=%)/result.json $(DEMO_OUT:$(CURDIR)/%=%)/queues.svg $(LAB_STATUS)
endif
