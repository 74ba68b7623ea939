# SPDX-License-Identifier: GPL-2.0
#
# Test stored values at addresses that are not aligned.
#
# Kbuild puts a module beside its source, so the source is copied to the build directory.
# The code under test comes from the kernel tree.

UNALIGNED	:= $(W)/unaligned
UNALIGNED_KO	:= $(UNALIGNED)/unaligned.ko
LAB_FILES	+= $(UNALIGNED_KO)
LAB_TESTS	+= unaligned

# After the other module, which makes the list of the kernel's symbols
$(UNALIGNED_KO): $(addprefix tests/unaligned/,module.c handler.c handler.h Kbuild) $(KIMAGE) | $(FAULTS_KO)
	$(call msg,MODULE,$(notdir $@))
	$(Q)mkdir -p $(@D)
	$(Q)cp $(filter tests/%,$^) $(@D)
	$(Q)$(KMAKE) modules M=$(@D) >$(@D)/build.log 2>&1 || \
		{ tail -n 20 $(@D)/build.log >&2; exit 1; }

$(call guest_program,unaligned,tests/unaligned/unaligned.c)
