# SPDX-License-Identifier: GPL-2.0
#
# make examples: build the example by its own makefile.

EXAMPLE	:= $(W)/examples/store_hash

.PHONY: examples
examples: $(EXAMPLE)

$(EXAMPLE): $(addprefix examples/,Makefile store_hash.bpf.c store_hash.c) bpf/xdp_rx_meta.bpf.h \
	    $(VMLINUX_H) $(LIBBPF) $(BPFTOOL) | $(UAPI)/linux/bpf.h
	$(call msg,EXAMPLE,$(notdir $@))
	$(Q)$(tools_make) -C examples BUILD=$(W) OUT=$(@D) CLANG=$(CLANG)
