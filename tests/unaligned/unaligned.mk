# SPDX-License-Identifier: GPL-2.0
#
# Values that a program stored, at addresses that no CPU but x86 would take.
#
# Kbuild makes a module where its source is, so that is copied; what is tested comes
# from the kernel tree.

UNALIGNED	:= $(W)/unaligned
UNALIGNED_KO	:= $(UNALIGNED)/unaligned.ko
LAB_FILES	+= $(UNALIGNED_KO)
LAB_TESTS	+= unaligned

# After the other module: both have the list of the kernel's symbols made.
$(UNALIGNED_KO): $(addprefix tests/unaligned/,module.c handler.c handler.h Kbuild) $(KIMAGE) | $(FAULTS_KO)
	$(call msg,MODULE,$(notdir $@))
	$(Q)mkdir -p $(@D)
	$(Q)cp $(filter tests/%,$^) $(@D)
	$(Q)$(KMAKE) modules M=$(@D) >$(@D)/build.log 2>&1 || \
		{ tail -n 20 $(@D)/build.log >&2; exit 1; }

$(call guest_program,unaligned,tests/unaligned/unaligned.c)
