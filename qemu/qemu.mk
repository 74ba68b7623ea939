# SPDX-License-Identifier: GPL-2.0
#
# The lab: the guest's initramfs, the programs that run it, `make shell`, `make run`
# and `make gdb`.
#
# A makefile adds files to the guest with +=: to LAB_PROGRAMS programs and libraries,
# which go to /lab; to LAB_FILES BPF objects (*.o), which go to /lab/bpf, and other
# files, which go to /lab.

INITRAMFS	:= $(W)/initramfs.cpio
# A second initramfs with programs that only a user of the guest needs
TOOLS_CPIO	:= $(W)/tools.cpio
# Remembers whether KVM works here, until make clean.
ACCEL_FILE	:= $(BIN)/accel
STRIPPED	:= $(W)/initramfs
GEN_INIT_CPIO	:= $(BIN)/gen_init_cpio
LAB_RUN		:= $(BIN)/lab-run
LAB_KTAP	:= $(BIN)/lab-ktap
NET		?= wire
KEEP		?=
GDB_PORT	?= 1234
LAB_PROGRAMS	+= $(LIBBPF_SO)
LAB_FILES	+= qemu/guest/shellrc $(wildcard qemu/guest/bin/*)

LAB_STATUS_SO	:= $(BIN)/lab_status.so

# $(LAB_STATUS) at the end of a recipe makes the exit status of its last command that of
# make: 1, 2, 124 or 255. A make that cannot load qemu/make/status.c ends with 2.
LAB_STATUS	= || { s=$$?; [ -z "$$LAB_STATUS_FD" ] || echo $$s >&$$LAB_STATUS_FD; exit $$s; }

ifneq ($(filter test list-tests test-commands selftests demo shell run gdb,$(MAKECMDGOALS)),)
-load $(LAB_STATUS_SO)
endif

$(LAB_STATUS_SO): qemu/make/status.c qemu/common/exit_codes.c qemu/common/exit_codes.h
	$(call msg,HOSTCC,$(notdir $@))
	$(Q)mkdir -p $(@D)
	$(Q)$(HOSTCC) $(HOST_CFLAGS) -shared -fPIC -Wl,-z,nodelete -o $@ $(filter %.c,$^)

# A kernel with checks is slow and large.
ifneq ($(filter 1,$(DEBUG) $(KCSAN)),)
LAB_LIMITS	:= --mem 1536
SLOWDOWN	?= 6
export SLOWDOWN
endif

LAB_DECODER	:= --decoder $(CURDIR)/qemu/run/decode-stack.sh

LAB_KEEP	= $(if $(filter 1,$(KEEP)),--keep)

# The command that boots a VM; a recipe adds --run DIR and -- CMD. The KUnit suites take longer
# than the rest of a boot, so a guest runs them only where --append kunit.enable=1 follows.
LAB_BOOT	= $(LAB_RUN) --kernel $(KIMAGE) --initrd $(INITRAMFS) $(addprefix --initrd ,$(CONFIG_CPIO)) \
		  --accel-file $(ACCEL_FILE) $(LAB_DECODER) --vmlinux $(VMLINUX) --tree $(TREE) $(LAB_LIMITS) \
		  $(LAB_KEEP) --append kunit.enable=0 \
		  $(if $(filter 1,$(DRYRUN)),--dry-run)
# The prerequisites of a recipe with $(LAB_BOOT)
LAB_NEEDS	= $(LAB_RUN) $(if $(filter 1,$(DRYRUN)),,$(KIMAGE) $(INITRAMFS) $(CONFIG_CPIO))

$(call host_program,lab-run,$(call sources_in,qemu/run qemu/common) qemu/report/tap.c)
$(call host_program,lab-ktap,$(call sources_in,qemu/jobs qemu/report qemu/common))

# A program of the kernel's; the overlay does not change its source.
$(GEN_INIT_CPIO): | $(W)/.tree
	$(call msg,HOSTCC,$(notdir $@))
	$(Q)mkdir -p $(@D)
	$(Q)$(HOSTCC) -O2 -o $@ $(TREE)/usr/gen_init_cpio.c

# Linked statically: PID 1 must not depend on the guest's libraries.
INIT_OBJS	:= $(call guest_objects,$(call sources_in,qemu/guest) qemu/common/signals.c)
$(GUEST)/init: $(INIT_OBJS)
	$(call msg,LD,$(notdir $@))
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) -static -o $@ $^

PROGRAM_OBJS	+= $(INIT_OBJS)

# Each VM gets a copy of all programs. So they are stripped and share one C library:
# debug information makes them three times as large, and so does a library in each.
# The archive is not compressed: 40 MB cost a boot 0.2 s, 0.9 s with gzip -1, 0.4 s
# with lz4. LAB_PROGRAMS and LAB_FILES are complete only when all makefiles are read,
# so the secondary expansion is needed.
.SECONDEXPANSION:
$(INITRAMFS): $(addprefix qemu/guest/,initramfs.sh libraries.sh directories.awk initramfs.list) \
	      $(wildcard qemu/guest/etc/*) $(GUEST)/init \
	      $(GEN_INIT_CPIO) $$(LAB_PROGRAMS) $$(LAB_FILES)
	$(call msg,CPIO,$(notdir $@))
	$(Q)rm -rf $(STRIPPED) && mkdir -p $(STRIPPED)
	$(Q)for p in $(GUEST)/init $(LAB_PROGRAMS); do \
		strip -o $(STRIPPED)/$${p##*/} $$p || exit 1; done
	$(Q)qemu/guest/initramfs.sh qemu/guest/initramfs.list $(STRIPPED)/init \
		$(addprefix $(STRIPPED)/,$(notdir $(LAB_PROGRAMS))) \
		$(LAB_FILES) >$(STRIPPED).list
	$(Q)$(GEN_INIT_CPIO) -t 0 $(STRIPPED).list >$@

# Made again when a package changes. The size costs the two commands of the README nothing:
# they do not load this archive.
tools_packages	:= $(shell sed -E '/^\#/d; s/[[:space:]].*//' qemu/guest/tools.list)
$(TOOLS_CPIO): $(addprefix qemu/guest/,tools.sh libraries.sh directories.awk tools.list) $(GUEST_BPFTOOL) \
	       $(GEN_INIT_CPIO) $(wildcard $(tools_packages:%=/var/lib/dpkg/info/%.list))
	$(call msg,CPIO,$(notdir $@))
	$(Q)mkdir -p $(@D)/tools && strip -o $(@D)/tools/bpftool $(GUEST_BPFTOOL)
	$(Q)qemu/guest/tools.sh qemu/guest/tools.list $(@D)/tools/bpftool >$(@D)/tools.list
	$(Q)$(GEN_INIT_CPIO) -t 0 $(@D)/tools.list >$@

# What a recipe with $(LAB_BOOT) adds for a guest that a user works in: the tools, NICs, and
# what the user says about files and the machine. Its further prerequisites are
# $(LAB_USER_NEEDS).
FILES		?=
SAVE		?=
SMP		?=
MEM		?=
TIMEOUT		?=
DDP		?=
APPEND		?=
QEMU_ARGS	?=
LAB_USER	= --net $(NET) $(LAB_CARDS) --initrd $(TOOLS_CPIO) $(addprefix --file ,$(FILES)) \
		  $(addprefix --save ,$(SAVE)) $(addprefix --smp ,$(SMP)) $(addprefix --mem ,$(MEM)) \
		  $(addprefix --timeout ,$(TIMEOUT))$(if $(DDP), --file ddp=$(USER_DDP) --append firmware_class.path=/files/ddp) \
		  $(if $(value APPEND),--append $(call quoted,$(value APPEND))) \
		  $(foreach arg,$(value QEMU_ARGS),--qemu $(call quoted,$(arg)))
LAB_USER_NEEDS	= $(LAB_NEEDS) $(if $(filter 1,$(DRYRUN)),,$(TOOLS_CPIO)) $(if $(CARDS),$(NIC_SO))
LAB_USER_NEEDS	+= $(if $(DDP),$(USER_DDP))

# The package of an E810 that the user has, where the driver looks for it
USER_DDP	:= $(RUN)/ddp
.PHONY: $(USER_DDP)
$(USER_DDP):
	$(Q)rm -rf $@ && mkdir -p $@/intel/ice/ddp
	$(Q)cp '$(DDP)' $@/intel/ice/ddp/ice.pkg

# Checked before anything is built.
ifeq ($(KEEP),1)
ifneq ($(filter test demo,$(MAKECMDGOALS)),)
ifneq ($(shell test -t 0 && echo yes),yes)
$(error KEEP=1 leaves you in a shell in the guest, and needs a terminal as standard input)
endif
endif
endif

.PHONY: lab shell run gdb
lab: $(LAB_RUN) $(LAB_KTAP) $(INITRAMFS)

# Modelled NICs for the user's guest
CARDS		?=
LAB_CARDS	= $(if $(CARDS),--mem 1024 --cards $(CARDS) --models $(NIC_SO))

shell: $$(LAB_USER_NEEDS)
	$(Q)$(LAB_BOOT) --run $(RUN)/shell $(LAB_USER) --shell $(LAB_STATUS)

# The command may contain any character, so the shell gets it through the environment.
CMD		?=
override CMD	:= $(value CMD)
export CMD
run: $$(LAB_USER_NEEDS)
	$(Q)$(LAB_BOOT) --run $(RUN)/run $(LAB_USER) --plain -- bash -c "$$CMD" $(LAB_STATUS)

# hbreak, as at the first instruction the kernel is not mapped yet.
gdb: $$(LAB_USER_NEEDS)
	@printf '%s\n' 'The guest waits for a debugger. In another terminal:' '' \
		"  gdb -d $(TREE) $(VMLINUX) -ex 'target remote :$(GDB_PORT)' -ex 'hbreak start_kernel' -ex continue" ''
	$(Q)$(LAB_BOOT) --run $(RUN)/gdb $(LAB_USER) --shell --gdb $(GDB_PORT) $(LAB_STATUS)
