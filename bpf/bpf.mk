# SPDX-License-Identifier: GPL-2.0
#
# BPF objects and their skeletons, and the tool that loads the tunnel program.

BPF_CFLAGS := -g -O2 -target bpf -mcpu=v3 -Wall -Werror -iquote . -Ibpf -I$(W)/bpf \
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

$(GUEST_O)/%.bpf.o: %.bpf.c $(BPF_DEPS)
	$(call msg,BPF,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(CLANG) $(BPF_CFLAGS) -MMD -MP -c $< -o $@

# The skeleton is named after the file, so that two files give two names. It holds the
# object, but for the DWARF: that is most of it, and a linker leaves it out.
%.skel.h: %.bpf.o $(BPFTOOL)
	$(call msg,SKEL,$(notdir $@))
	$(Q)$(BPFTOOL) gen object $*.linked.o $<
	$(Q)$(BPFTOOL) gen skeleton $*.linked.o name $(subst -,_,$(notdir $*)) >$@

.PRECIOUS: $(GUEST_O)/%.bpf.o %.skel.h

# rxmeta
FLAGS_bpf/rxmeta := -Ibpf
$(call guest_objects,bpf/rxmeta/attach.c): | $(GUEST_O)/bpf/tunnel.skel.h
$(call guest_program,rxmeta,$(call sources_in,bpf/rxmeta),$(LIBBPF) -lelf -lz)
