# SPDX-License-Identifier: GPL-2.0
#
# The stock kernel of the lab: Debian's own, untouched, with modules.

DEBIAN_KERNEL	:= $(call out,debian-kernel)/vmlinux
DEBIAN_MODULES	:= $(call out,debian-kernel)/modules.cpio
# The same with those of all tunnels of the demo
DEBIAN_TUNNELS	:= $(call out,debian-kernel)/tunnel-modules.cpio

$(DEBIAN_KERNEL): scripts/kernel/debian.sh scripts/kernel/take-modules.sh | $(W)/.pristine
	$(Q)$< $(@D) $(PRISTINE)

# A second initramfs, with the modules of a folder of its name. The guest's init loads those that
# its file order names.
define modules_cpio
	$(Q){ echo dir /lib 0755 0 0; echo dir /lib/modules 0755 0 0; \
	     for f in $(basename $@)/*; do \
		echo "file /lib/modules/$${f##*/} $$f 0644 0 0"; done; } >$@.list
	$(Q)$(GEN_INIT_CPIO) -t 0 $@.list >$@
endef

$(DEBIAN_MODULES) $(DEBIAN_TUNNELS): $(DEBIAN_KERNEL) $(GEN_INIT_CPIO)
	$(call msg,CPIO,debian-kernel/$(notdir $@))
	$(modules_cpio)

# Debian's kernel is started without features that cost a guest time and that no test needs:
# tests of ciphers, names in the formats of tracing, pages that are cleared twice, and
# mitigations against other users.
DEBIAN_BOOT	= $(LAB_RUN) --accel-file $(ACCEL_FILE) $(LAB_KEEP) --kernel $(DEBIAN_KERNEL) \
		  --initrd $(INITRAMFS) --initrd $(DEBIAN_MODULES) --append cryptomgr.notests=1 \
		  --append initcall_blacklist=trace_eval_init \
		  --append init_on_alloc=0 --append mitigations=off
DEBIAN_TUNNELS_BOOT = $(subst $(DEBIAN_MODULES),$(DEBIAN_TUNNELS),$(DEBIAN_BOOT))
# The prerequisites of a recipe with one of them
DEBIAN_NEEDS	= $(LAB_NEEDS) $(if $(filter 1,$(DRYRUN)),,$(DEBIAN_KERNEL) $(DEBIAN_MODULES) $(DEBIAN_TUNNELS))
