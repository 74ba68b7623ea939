# SPDX-License-Identifier: GPL-2.0
#
# The lab: the guest's initramfs, the runner that boots it, and `make shell`.
#
# Others add to the guest: LAB_PROGRAMS (programs and libraries, to /lab) and LAB_FILES
# (*.o to /lab/bpf, the rest to /lab), with += in their own .mk.

INITRAMFS	:= $(W)/initramfs.cpio
# Whether KVM works here; make clean forgets it.
ACCEL_FILE	:= $(BIN)/accel
STRIPPED	:= $(W)/initramfs
GEN_INIT_CPIO	:= $(BIN)/gen_init_cpio
LAB_RUN		:= $(BIN)/lab-run
LAB_KTAP	:= $(BIN)/lab-ktap
NET		?= wire
KEEP		?=
GDB_PORT	?= 1234
LAB_PROGRAMS	+= $(LIBBPF_SO)
LAB_FILES	?=

LAB_STATUS_SO	:= $(BIN)/lab_status.so

# make ends with 2 for any recipe that fails. A recipe that ends in this has make
# end with the status of its last command: 1, 2, 124, 255. See qemu/make/status.c;
# where a make cannot load that, it stays 2.
LAB_STATUS	= || { s=$$?; [ -z "$$LAB_STATUS_FD" ] || echo $$s >&$$LAB_STATUS_FD; exit $$s; }

ifneq ($(filter test test-commands demo shell gdb,$(MAKECMDGOALS)),)
-load $(LAB_STATUS_SO)
endif

$(LAB_STATUS_SO): qemu/make/status.c
	$(call msg,HOSTCC,$(notdir $@))
	$(Q)mkdir -p $(@D)
	$(Q)$(HOSTCC) $(HOST_CFLAGS) -shared -fPIC -Wl,-z,nodelete -o $@ $<

# A kernel that checks itself is slow and large.
ifneq ($(filter 1,$(DEBUG) $(KCSAN)),)
LAB_LIMITS	:= --mem 1536
SLOWDOWN	?= 6
export SLOWDOWN
endif

LAB_DECODER	:= --decoder $(CURDIR)/qemu/run/decode-stack.sh

# What a recipe of another .mk starts a VM with; it adds --run DIR and -- CMD.
LAB_BOOT	= $(LAB_RUN) --kernel $(KIMAGE) --initrd $(INITRAMFS) \
		  --accel-file $(ACCEL_FILE) $(LAB_DECODER) --vmlinux $(VMLINUX) --tree $(TREE) $(LAB_LIMITS) \
		  $(if $(filter 1,$(KEEP)),--keep) \
		  $(if $(filter 1,$(DRYRUN)),--dry-run)
# ... and what has to be built for that.
LAB_NEEDS	= $(LAB_RUN) $(if $(filter 1,$(DRYRUN)),,$(KIMAGE) $(INITRAMFS))

$(call host_program,lab-run,$(call sources_in,qemu/run qemu/common) qemu/report/tap.c)
$(call host_program,lab-ktap,$(call sources_in,qemu/jobs qemu/report qemu/common))

# The kernel's own program; no overlay changes its source.
$(GEN_INIT_CPIO): | $(W)/.tree
	$(call msg,HOSTCC,$(notdir $@))
	$(Q)mkdir -p $(@D)
	$(Q)$(HOSTCC) -O2 -o $@ $(TREE)/usr/gen_init_cpio.c

# Static: it is there before the libraries are.
$(GUEST)/init: $(call guest_objects,$(call sources_in,qemu/guest))
	$(call msg,LD,$(notdir $@))
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) -static -o $@ $^

PROGRAM_OBJS	+= $(call guest_objects,$(call sources_in,qemu/guest))

# Stripped, and with one C library for all: debug information makes the programs three
# times as large, so does a library in each, and each VM gets a copy of them all.
# Not compressed: QEMU hands the archive over at once, and 40 MB cost a boot 0.2 s
# so, 0.9 s with gzip -1 (lz4: 0.4 s). What others add is known only when all
# makefiles are read.
.SECONDEXPANSION:
$(INITRAMFS): qemu/guest/initramfs.sh qemu/guest/initramfs.list $(GUEST)/init \
	      $(GEN_INIT_CPIO) $$(LAB_PROGRAMS) $$(LAB_FILES)
	$(call msg,CPIO,$(notdir $@))
	$(Q)rm -rf $(STRIPPED) && mkdir -p $(STRIPPED)
	$(Q)for p in $(GUEST)/init $(LAB_PROGRAMS); do \
		strip -o $(STRIPPED)/$${p##*/} $$p || exit 1; done
	$(Q)qemu/guest/initramfs.sh qemu/guest/initramfs.list $(STRIPPED)/init \
		$(addprefix $(STRIPPED)/,$(notdir $(LAB_PROGRAMS))) \
		$(LAB_FILES) >$(STRIPPED).list
	$(Q)$(GEN_INIT_CPIO) -t 0 $(STRIPPED).list >$@

# Said before anything is built.
ifeq ($(KEEP),1)
ifneq ($(filter test demo,$(MAKECMDGOALS)),)
ifneq ($(shell test -t 0 && echo yes),yes)
$(error KEEP=1 leaves you in a shell in the guest, and needs a terminal as standard input)
endif
endif
endif

.PHONY: lab shell gdb
lab: $(LAB_RUN) $(LAB_KTAP) $(INITRAMFS)

# The models of NICs, if any of CARDS= is one
CARDS		?=
LAB_CARDS	= $(if $(CARDS),--mem 1024 --cards $(CARDS) --models $(NIC_SO))

shell: $$(LAB_NEEDS) $(if $(CARDS),$$(NIC_SO))
	$(Q)$(LAB_BOOT) --run $(RUN)/shell --net $(NET) $(LAB_CARDS) --shell $(LAB_STATUS)

# Hardware breakpoints: at its first instruction the kernel is not mapped yet.
gdb: $$(LAB_NEEDS) $(if $(CARDS),$$(NIC_SO))
	@printf '%s\n' 'The guest waits for a debugger. In another terminal:' '' \
		"  gdb $(VMLINUX) -ex 'target remote :$(GDB_PORT)' -ex 'hbreak start_kernel' -ex continue" ''
	$(Q)$(LAB_BOOT) --run $(RUN)/gdb --net $(NET) $(LAB_CARDS) --shell --gdb $(GDB_PORT) $(LAB_STATUS)
