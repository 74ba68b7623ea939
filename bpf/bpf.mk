# SPDX-License-Identifier: GPL-2.0
#
# BPF objects, their skeletons, and rxmeta, the tool that loads the tunnel program.

BPF_CFLAGS := -g -O2 -target bpf -mcpu=v3 -Wall -Werror -iquote . -Ibpf -I$(W)/bpf \
	      -I$(W)/libbpf/include
BPF_DEPS   := $(VMLINUX_H) $(LIBBPF)

# Every BPF program includes vmlinux.h, so its date must not change while its text stays.
# The stamp has the date of the last comparison.
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

# The skeleton has the name of the file, so no two have the same. It contains the object
# without DWARF, which is most of the object and which `gen object` drops.
%.skel.h: %.bpf.o $(BPFTOOL)
	$(call msg,SKEL,$(notdir $@))
	$(Q)$(BPFTOOL) gen object $*.linked.o $<
	$(Q)$(BPFTOOL) gen skeleton $*.linked.o name $(subst -,_,$(notdir $*)) >$@

.PRECIOUS: $(GUEST_O)/%.bpf.o %.skel.h

# rxmeta contains libbpf, so that it also runs on machines that have another one.
$(call guest_objects,$(call sources_in,bpf/rxmeta)): | $(GUEST_O)/bpf/tunnel.skel.h
$(call guest_program,rxmeta,$(call sources_in,bpf/rxmeta),$(LIBBPF) -lelf -lz)
