# SPDX-License-Identifier: GPL-2.0
#
# make demo: show how the 256 flows of one tunnel, or the packets of a capture, spread
# over the eight queues of a veth and over CPUs.

comma		:= ,
TUNNEL		?= gre
PCAP		?=
THREADED	?= 1
COMPAT		?= 0
# VXLAN_PORT= is rxmeta's --vxlan-port, and so on. Behind the colon is what the names of its tunnels
# begin with. The demo's sender makes no tunnel for the others.
DEMO_OPTIONS	:= vxlan-port:vxlan geneve-port:geneve gue-port:gue fou-port:fou vxlan-gpe-port: \
		   gtp-port: l2tp-port: l2tp-header: mpls-port:mpls-udp
DEMO_VALUES	:= $(foreach o,$(DEMO_OPTIONS),$(firstword $(subst :, ,$o)))
demo_variable	= $(shell echo $(1) | tr a-z- A-Z_)
demo_value	= $($(demo_variable))
demo_tunnel	= $(word 2,$(subst :, ,$(filter $(1):%,$(DEMO_OPTIONS))))
# Do not expand the name: it may contain a dollar.
override PCAP	:= $(value PCAP)
DEMO_OUT	:= $(call out,demo)
DEMO_PICTURE	:= $(BIN)/demo-picture
DEMO_CAPTURE	:= $(BIN)/demo-capture

# The table of tunnels is the only list of their names and aliases.
DEMO_TUNNELS	= $(shell grep -oE '\.(name|alias) = "[^"]*"' demo/guest/tunnel_kinds.c | cut -d'"' -f2)

demo_kind	= $(shell awk -v name='$(1)' -f demo/tunnel_kind.awk demo/guest/tunnel_kinds.c)

# Check the variables before anything is built.
ifneq ($(filter demo,$(MAKECMDGOALS)),)
ifneq ($(words $(TUNNEL)) $(filter $(TUNNEL),$(DEMO_TUNNELS)),1 $(TUNNEL))
$(error TUNNEL=$(TUNNEL) is no tunnel of the demo; choose one of: $(sort $(DEMO_TUNNELS)))
endif
ifneq ($(PCAP),)
ifneq ($(filter-out file undefined,$(origin TUNNEL)),)
$(error PCAP= replays what is in the file, and TUNNEL= makes a tunnel: choose one of them)
endif
endif
# Other tunnels' ports count only where one has to make room for this tunnel's.
demo_concerns	= $(and $(demo_tunnel),$(filter $(demo_tunnel)%,$(TUNNEL)),$(demo_value))
ifeq ($(PCAP)$(strip $(foreach o,$(DEMO_VALUES),$(call demo_concerns,$o))),)
$(foreach o,$(DEMO_VALUES),$(if $(call demo_value,$o),$(error \
	$(call demo_variable,$o)=$(call demo_value,$o) does not concern TUNNEL=$(TUNNEL): choose $(if \
	$(call demo_tunnel,$o),TUNNEL=$(call demo_tunnel,$o)$(comma) or )a capture with PCAP=FILE)))
endif
ifneq ($(KINDS),)
ifeq ($(PCAP)$(filter $(call demo_kind,$(TUNNEL)),$(subst $(comma), ,$(KINDS))),)
$(error KINDS=$(KINDS) leaves out TUNNEL=$(TUNNEL), whose kind is $(call demo_kind,$(TUNNEL)))
endif
endif
ifeq ($(filter 0 1,$(COMPAT)),)
$(error COMPAT=$(COMPAT): want 1, on Debian's own kernel, or 0, on ours)
endif
ifeq ($(COMPAT),1)
ifneq ($(PCAP),)
$(error COMPAT=1 takes no PCAP=: what is in a tunnel is told by the hash that the kernel stores, and this one stores none)
endif
ifeq ($(TUNNEL),geneve-options)
$(error COMPAT=1 takes no TUNNEL=geneve-options: Debian's kernel warns of its own copy of the options (ip_tunnel_info_opts_set), and a warning ends the demo)
endif
endif
ifeq ($(filter 0 1,$(THREADED)),)
$(error THREADED=$(THREADED): want 1, threaded NAPI at the peer of the veth, or 0, none)
endif
endif

# flow_reader.c compiles the BPF program's parser, with the types of vmlinux.h. Those of newer
# kernels have anonymous members with a tag.
FLAGS_demo/guest = -fms-extensions
$(call guest_objects,demo/guest/flow_reader.c): | $(VMLINUX_H)
# What the benches take of the demo: its traffic, tunnels and topology
DEMO_PARTS	:= $(filter-out demo/guest/main.c,$(call sources_in,demo/guest qemu/common)) bpf/rxmeta/counter_names.c
$(call guest_program,demo,demo/guest/main.c $(DEMO_PARTS))
$(call host_program,demo-picture,$(call sources_in,demo/picture qemu/common),-lm)
$(call host_program,demo-capture,$(call sources_in,demo/capture qemu/common),-lpcap)

# A bad capture has to stop make before it builds a kernel. So the check is the recipe of
# an included makefile: make remakes those before anything else, with -j too. The
# recipe leaves the file unchanged, so make does not restart. The capture's name may
# contain any character, so the shell gets it through the environment.
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

# A ConnectX-5 with RSS receives, and a virtio NIC sends. The ConnectX-5 has a queue for
# each CPU; the number of CPUs is that of the veth's queues.
DEMO_BOOT	:= --cards mlx5-virtio --models $(NIC_SO) --smp 8 \
		   --mem $(if $(filter 1,$(DEBUG)),2048,1024)

demo_options	= $(foreach o,$(DEMO_VALUES) kinds,$(if $(call demo_value,$o),--$o $(call demo_value,$o)))

DEMO_KERNEL	= $(if $(filter 1,$(COMPAT)),$(DEBIAN_TUNNELS_BOOT),$(LAB_BOOT))
DEMO_NEEDS	= $(if $(filter 1,$(COMPAT)),$(DEBIAN_NEEDS),$(LAB_NEEDS))

# A demo that is interrupted leaves the result that the last picture shows.
demo: $(if $(PCAP),$(DEMO_OUT)/capture.cpio) $(DEMO_NEEDS) $(NIC_SO) $(DEMO_PICTURE)
	$(Q)mkdir -p $(DEMO_OUT)
	$(Q)$(DEMO_KERNEL) --run $(RUN)/demo $(DEMO_BOOT) --out $(DEMO_OUT)/result.json.new \
		$(if $(PCAP),--initrd $(DEMO_OUT)/capture.cpio) \
		-- /lab/demo $(if $(filter 0,$(THREADED)),--unthreaded) $(if $(filter 1,$(COMPAT)),--compat) \
		$(if $(PCAP),--capture,--tunnel $(TUNNEL)) $(demo_options) $(LAB_STATUS)
ifneq ($(DRYRUN),1)
	$(Q)mv $(DEMO_OUT)/result.json.new $(DEMO_OUT)/result.json
	$(Q)$(DEMO_PICTURE) $(DEMO_OUT:$(CURDIR)/%=%)/result.json $(DEMO_OUT:$(CURDIR)/%=%)/queues.svg $(LAB_STATUS)
endif
