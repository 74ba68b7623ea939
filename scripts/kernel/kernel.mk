# SPDX-License-Identifier: GPL-2.0
#
# make kernel: the lab's kernel. From the same tree: user-space headers, libbpf, bpftool.

CONFIGS	:= $(patsubst %,qemu/config/%.config,base net kunit idpf keys trim $(KIND:-%=%)) $(CONFIG_FILES)

.PHONY: kernel
kernel: $(KIMAGE)

# A build of other options begins from a copy of this kernel where there is one, and compiles
# only what the options affect.
begin_from = $(Q)if [ -e $(1)/vmlinux.boot ] && [ ! -e $(2) ]; then \
	mkdir -p $(dir $(2)) && rm -rf $(2).tmp && cp -a $(1) $(2).tmp && mv $(2).tmp $(2); fi

$(KOUT)/.config: $(CONFIGS) $(addprefix scripts/kernel/,config.sh fragments.sh) $(W)/.pristine | $(W)/.tree
	$(call msg,CONFIG,$(notdir $(CONFIGS)))
	$(if $(CONFIG_KEY),$(call begin_from,$(BASE)$(KIND)/kernel,$(KOUT)))
	$(Q)mkdir -p $(KOUT)
	$(Q)$(KMAKE_VARS) scripts/kernel/config.sh $(TREE) $(KOUT) $(CONFIGS)

# One call of the kernel's own build, with a line of progress. Touch the image even when
# nothing had to be rebuilt: it is up to date then.
$(KIMAGE): $(W)/.tree $(KOUT)/.config | $(BIN)/progress
	$(call msg,KERNEL,$(TREE:$(abspath $(O))/%=%))
	$(Q)V=$(V) PROGRESS=$(BIN)/progress scripts/kernel/build.sh $(JOBS) $(KMAKE)
	$(Q)touch $@

$(VMLINUX): $(KIMAGE)

# A fragment may make modules of options. modprobe finds them in the guest.
CONFIG_CPIO	:= $(if $(CONFIG_KEY),$(W)/modules.cpio)
$(W)/modules.cpio: $(KIMAGE) scripts/kernel/modules.sh qemu/guest/directories.awk $(BIN)/gen_init_cpio
	$(Q)scripts/kernel/modules.sh $(KOUT) $(W)/modules $(JOBS) $(KMAKE) >$@.list
	$(Q)$(BIN)/gen_init_cpio -t 0 $@.list >$@

$(call host_program,progress,scripts/kernel/progress.c)

# The overlay changes no source of these, so the stamp of the pristine tree says when to
# build them. The kernel only has to come first: two makes must not work in its directory. All
# guest programs are compiled again when linux/bpf.h gets a new date.
$(UAPI)/linux/bpf.h: $(W)/.pristine | $(KIMAGE)
	$(call msg,HEADERS,$(UAPI:$(abspath $(O))/%=%))
	$(Q)$(KMAKE) headers_install INSTALL_HDR_PATH=$(W)/usr >/dev/null
	$(Q)touch $@

tools_make = env -u MAKEFLAGS -u MFLAGS -u O -u V -u KERNEL -u LINUX -u DEBUG -u KCSAN -u COVERAGE -u CONFIG $(MAKE) -s -j$(JOBS)

$(LIBBPF): $(W)/.pristine | $(W)/.tree
	$(call msg,LIBBPF,$(@:$(abspath $(O))/%=%))
	$(Q)mkdir -p $(@D) $(W)/libbpf/include
	$(Q)$(tools_make) -C $(TREE)/tools/lib/bpf OUTPUT=$(@D)/ DESTDIR=$(W)/libbpf \
		prefix= EXTRA_CFLAGS='-g -O2 -fPIC' $@ install_headers >$(@D)/build.log 2>&1 || \
		{ tail -n 20 $(@D)/build.log >&2; exit 1; }
	$(Q)touch $@

# The same objects. They hide every symbol that is no API.
$(LIBBPF_SO): $(LIBBPF)
	$(Q)$(CC) -shared -Wl,-soname,$(@F) -Wl,--whole-archive $< -Wl,--no-whole-archive \
		-lelf -lz -o $@

$(BPFTOOL): $(W)/.pristine $(LIBBPF) | $(W)/.tree
	$(call msg,BPFTOOL,$(@:$(abspath $(O))/%=%))
	$(Q)mkdir -p $(@D)
	$(Q)$(tools_make) -C $(TREE)/tools/bpf/bpftool OUTPUT=$(@D)/ \
		feature-clang-bpf-co-re=0 feature-llvm=0 feature-libcap=0 feature-disassembler-four-args=0 \
		bootstrap >$(@D)/build.log 2>&1 || \
		{ tail -n 20 $(@D)/build.log >&2; exit 1; }
	$(Q)cp $(@D)/bootstrap/bpftool $@

# The whole bpftool, for a user of the guest. The build needs no more of it than what
# `bootstrap` has.
$(GUEST_BPFTOOL): $(W)/.pristine $(LIBBPF) | $(W)/.tree
	$(call msg,BPFTOOL,$(@:$(abspath $(O))/%=%))
	$(Q)mkdir -p $(@D)
	$(Q)$(tools_make) -C $(TREE)/tools/bpf/bpftool OUTPUT=$(@D)/ \
		feature-clang-bpf-co-re=0 feature-llvm=0 feature-libbfd=0 feature-libcap=0 \
		feature-disassembler-four-args=0 EXTRA_CFLAGS='-O2' >$(@D)/build.log 2>&1 || \
		{ tail -n 20 $(@D)/build.log >&2; exit 1; }
	$(Q)touch $@
