# SPDX-License-Identifier: GPL-2.0
#
# BPF objects and their skeletons, here and for tests and demo, and the tools
# that load the tunnel program.

BPF_CFLAGS := -g -O2 -target bpf -mcpu=v3 -Wall -Werror -Ibpf -I$(W)/bpf \
	      -I$(W)/libbpf/include
BPF_DEPS   := $(VMLINUX_H) $(LIBBPF)

# Every program includes vmlinux.h, so a new one with the same text must not
# look new. The stamp says that it was looked at.
$(W)/bpf/.vmlinux.h: $(VMLINUX) $(BPFTOOL)
	$(call msg,BTF,vmlinux.h)
	$(Q)mkdir -p $(@D)
	$(Q)$(BPFTOOL) btf dump file $(VMLINUX) format c >$(VMLINUX_H).new
	$(Q)cmp -s $(VMLINUX_H).new $(VMLINUX_H) && rm $(VMLINUX_H).new || \
		mv $(VMLINUX_H).new $(VMLINUX_H)
	$(Q)touch $@

$(VMLINUX_H): $(W)/bpf/.vmlinux.h ;

# One recipe for three places; DIR of the source gives DIR of the object.
define bpf_object_rule
$(W)/bpf/$(2)%.bpf.o: $(1)/%.bpf.c $(BPF_DEPS)
	$$(call msg,BPF,$$<)
	$$(Q)mkdir -p $$(@D)
	$$(Q)$(CLANG) $(BPF_CFLAGS) -MMD -MP -MF $$@.d -c $$< -o $$@
endef
$(eval $(call bpf_object_rule,bpf,))
$(eval $(call bpf_object_rule,tests/bpf,tests/))
$(eval $(call bpf_object_rule,tests/tunnel,tests/))

# The skeleton is named after the file, so that two files give two names. It holds the
# object, but for the DWARF: that is most of it, and a linker leaves it out.
%.skel.h: %.bpf.o $(BPFTOOL)
	$(call msg,SKEL,$(notdir $@))
	$(Q)$(BPFTOOL) gen object $*.linked.o $<
	$(Q)$(BPFTOOL) gen skeleton $*.linked.o name $(subst -,_,$(notdir $*)) >$@

.PRECIOUS: $(W)/bpf/%.bpf.o $(W)/bpf/tests/%.bpf.o %.skel.h

# rxmeta
RXMETA_OBJS := $(patsubst bpf/rxmeta/%.c,$(W)/bpf/rxmeta/%.o, \
	       $(wildcard bpf/rxmeta/*.c))

$(W)/bpf/rxmeta/%.o: bpf/rxmeta/%.c $(LIBBPF) | $(UAPI)/linux/bpf.h
	$(call msg,CC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(GUEST_CFLAGS) -Ibpf -MMD -MP -MF $@.d -c $< -o $@

$(W)/bpf/rxmeta/attach.o: $(W)/bpf/tunnel.skel.h

$(GUEST)/rxmeta: $(RXMETA_OBJS) $(LIBBPF)
	$(call msg,LD,$(notdir $@))
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) -o $@ $^ -lelf -lz

LAB_PROGRAMS += $(GUEST)/rxmeta

include tests/tunnel/tunnel.mk

-include $(wildcard $(W)/bpf/*.d $(W)/bpf/*/*.d)
