# SPDX-License-Identifier: GPL-2.0
#
# make demo: one tunnel of 256 flows, or a capture, and how it spreads over the
# eight queues of a veth and over CPUs.

TUNNEL		?= gre
PCAP		?=
THREADED	?= 1
# As it was given: a name may have a dollar in it.
override PCAP	:= $(value PCAP)
DEMO_OUT	:= $(call out,demo)
DEMO_PICTURE	:= $(BIN)/demo-picture
DEMO_CAPTURE	:= $(BIN)/demo-capture

# Each row of the table gives a name, and perhaps another one.
DEMO_TUNNELS	= $(shell sed -n 's/^TUNNEL."\([^"]*\)", "\([^"]*\)".*/\1 \2/p' demo/guest/tunnel_kinds.def)

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
ifeq ($(filter 0 1,$(THREADED)),)
$(error THREADED=$(THREADED): want 1, threaded NAPI at the far end of the veth, or 0, none)
endif
endif

# flow.c is the program's own reader, so it wants the program's types.
FLAGS_demo/guest := -Ibpf
$(call guest_objects,demo/guest/flow_reader.c): | $(VMLINUX_H)
$(call guest_program,demo,$(call sources_in,demo/guest))
$(call host_program,demo-picture,$(call sources_in,demo/picture),-lm)
$(call host_program,demo-capture,$(call sources_in,demo/capture),-lpcap)

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

# A ConnectX-5 with RSS receives: a queue for each CPU, so as many CPUs as the veth
# has queues. A virtio NIC sends.
DEMO_BOOT	:= --cards mlx5-virtio --models $(NIC_SO) --smp 8 --append kunit.enable=0 \
		   --mem $(if $(filter 1,$(DEBUG)),2048,1024)

demo: $(if $(PCAP),$(DEMO_OUT)/capture.cpio) $(LAB_NEEDS) $(NIC_SO) $(DEMO_PICTURE)
	$(Q)mkdir -p $(DEMO_OUT)
	$(Q)$(LAB_BOOT) --run $(RUN)/demo $(DEMO_BOOT) --out $(DEMO_OUT)/result.json \
		$(if $(PCAP),--initrd $(DEMO_OUT)/capture.cpio) \
		-- /lab/demo $(if $(filter 0,$(THREADED)),--unthreaded) \
		$(if $(PCAP),--capture,--tunnel $(TUNNEL)) $(LAB_STATUS)
ifneq ($(DRYRUN),1)
	$(Q)$(DEMO_PICTURE) $(DEMO_OUT:$(CURDIR)/%=%)/result.json $(DEMO_OUT:$(CURDIR)/%=%)/queues.svg $(LAB_STATUS)
endif
