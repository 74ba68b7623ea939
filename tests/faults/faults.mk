# SPDX-License-Identifier: GPL-2.0
#
# What a test run has to notice: a program that leaves BPF objects behind, and a module
# that does what each detector is for, in every kernel a WARN, with DEBUG=1 what only
# that one sees.
#
# Kbuild makes a module where its source is, so that is copied.

FAULTS		:= $(W)/faults
FAULTS_KO	:= $(FAULTS)/faults.ko
LAB_FILES	+= $(FAULTS_KO)

ifeq ($(DEBUG),1)
TEST_JOBS	+= tests/faults/jobs
endif

# The first call is for the list of the kernel's symbols, Module.symvers.
$(FAULTS_KO): $(addprefix tests/faults/,main.c page.c faults.h) tests/faults/Kbuild $(KIMAGE)
	$(call msg,MODULE,$(notdir $@))
	$(Q)mkdir -p $(@D)
	$(Q)cp $(filter tests/%,$^) $(@D)
	$(Q){ $(KMAKE) -j$(JOBS) modules && $(KMAKE) modules M=$(@D); } >$(@D)/build.log 2>&1 || \
		{ tail -n 20 $(@D)/build.log >&2; exit 1; }

$(call guest_program,leave,tests/faults/leave.c)
