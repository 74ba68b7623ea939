# SPDX-License-Identifier: GPL-2.0
#
# make test MODULES=1: another job, on a kernel that has the drivers as modules.
#
# Its build starts from a copy of the lab's kernel, and compiles only what the different
# options affect. modpost fails on a symbol that is not exported.

MODULES		?= 0
MODULES_OUT	:= $(W)/modules
MODULES_KOUT	:= $(MODULES_OUT)/kernel
MODULES_IMAGE	:= $(MODULES_KOUT)/vmlinux.boot
MODULES_CPIO	:= $(MODULES_OUT)/modules.cpio
MODULES_CONFIGS	:= $(CONFIGS) qemu/config/modules.config
MODULES_TAKEN	= mlx5_core ice veth $(patsubst net/core/%.c,%,$(filter net/core/%,$(KUNIT_SOURCES)))
MODULES_KMAKE	= $(subst O=$(KOUT) ,O=$(MODULES_KOUT) ,$(KMAKE))

$(MODULES_KOUT)/.config: $(MODULES_CONFIGS) scripts/kernel/config.sh $(W)/.pristine | $(KIMAGE)
	$(call msg,CONFIG,$(notdir $(MODULES_CONFIGS)))
	$(call begin_from,$(KOUT),$(MODULES_KOUT))
	$(Q)$(KMAKE_VARS) scripts/kernel/config.sh $(TREE) $(MODULES_KOUT) $(MODULES_CONFIGS)

# After the lab's kernel, so that ccache has the objects that both share
$(MODULES_IMAGE): $(W)/.tree $(MODULES_KOUT)/.config | $(BIN)/progress $(KIMAGE)
	$(call msg,KERNEL,$(TREE:$(abspath $(O))/%=%) (modules))
	$(Q)V=$(V) PROGRESS=$(BIN)/progress scripts/kernel/build.sh $(JOBS) $(MODULES_KMAKE)
	$(Q)$(MODULES_KMAKE) -s -j$(JOBS) modules >>$(MODULES_KOUT)/build.log 2>&1 || \
		{ tail -n 20 $(MODULES_KOUT)/build.log >&2; exit 1; }
	$(Q)touch $@

$(MODULES_CPIO): $(MODULES_IMAGE) scripts/kernel/take-modules.sh tests/modules/modules.mk $(GEN_INIT_CPIO)
	$(call msg,CPIO,$(@:$(abspath $(O))/%=%))
	$(Q)rm -rf $(MODULES_OUT)/root $(MODULES_OUT)/modules
	$(Q)$(MODULES_KMAKE) -s modules_install INSTALL_MOD_PATH=$(MODULES_OUT)/root \
		INSTALL_MOD_STRIP=1 DEPMOD=true >/dev/null
	$(Q)scripts/kernel/take-modules.sh $(MODULES_OUT)/root $(MODULES_OUT)/modules $(MODULES_TAKEN)
	$(modules_cpio)

$(call guest_program,modules_reload,tests/modules/reload.c)

ifeq ($(MODULES),1)
TEST_JOBS	:= tests/jobs tests/modules/jobs
TEST_NEEDS	+= $(MODULES_IMAGE) $(MODULES_CPIO)
MODULES_BOOT	= $(LAB_RUN) --accel-file $(ACCEL_FILE) --kernel $(MODULES_IMAGE) --initrd $(INITRAMFS) \
		  --initrd $(MODULES_CPIO) $(LAB_DECODER) --vmlinux $(MODULES_KOUT)/vmlinux --tree $(TREE) \
		  $(LAB_LIMITS) $(LAB_KEEP)
endif
