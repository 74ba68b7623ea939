# SPDX-License-Identifier: GPL-2.0
#
# BPF objects, their skeletons, and rxmeta, the tool that loads the tunnel program.

# Newer kernels have anonymous members with a tag, as Microsoft's C does, and so has vmlinux.h.
BPF_CFLAGS := -g -O2 -target bpf -mcpu=v3 -Wall -Werror -fms-extensions -Wno-microsoft-anon-tag \
	      -iquote . -Ibpf -I$(W)/bpf -I$(W)/libbpf/include
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

# rxmeta is static: it also runs on machines that have other libraries, or none of these.
# zstd is there for the libelf of Debian 13, and libxdp has its dispatcher in it. The version is
# that of the project.
FLAGS_bpf/rxmeta = -DRXMETA_VERSION='"$(file <VERSION)"'
$(call guest_objects,$(call sources_in,bpf/rxmeta)): | $(GUEST_O)/bpf/tunnel/tunnel.skel.h $(GUEST_O)/bpf/watch/watch.skel.h
$(call guest_objects,bpf/rxmeta/main.c): VERSION
$(call guest_program,rxmeta,$(call sources_in,bpf/rxmeta),-static -lxdp $(LIBBPF) -lelf -lz -lzstd)

# What a user needs on a machine whose kernel has the layer
PREFIX		?= /usr/local
DESTDIR		?=
INSTALL_TO	= $(call quoted,$(DESTDIR)$(PREFIX))

# The options come from the program, so the page has all of them.
$(W)/bpf/rxmeta.8: bpf/rxmeta.8.in bpf/man_options.sh $(GUEST)/rxmeta VERSION
	$(Q)mkdir -p $(@D)
	$(Q)sed 's/@VERSION@/$(file <VERSION)/' $< >$@.new
	$(Q)bpf/man_options.sh $(GUEST)/rxmeta >>$@.new
	$(Q)mv $@.new $@

.PHONY: install
install: $(GUEST)/rxmeta $(W)/bpf/rxmeta.8
	$(call msg,INSTALL,$(DESTDIR)$(PREFIX))
	$(Q)install -D -m 755 -s $< $(INSTALL_TO)/bin/rxmeta
	$(Q)install -D -m 644 bpf/xdp_rx_meta.bpf.h $(INSTALL_TO)/include/xdp_rx_meta.bpf.h
	$(Q)install -D -m 644 $(W)/bpf/rxmeta.8 $(INSTALL_TO)/share/man/man8/rxmeta.8
	$(Q)install -D -m 644 bpf/completion.bash $(INSTALL_TO)/share/bash-completion/completions/rxmeta
	$(Q)for f in docs/rxmeta.md LICENSE; do \
		install -D -m 644 $$f $(INSTALL_TO)/share/doc/xdp-rx-meta/$${f##*/} || exit; done
