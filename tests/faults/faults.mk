# SPDX-License-Identifier: GPL-2.0
#
# Faults that a test run has to notice: a program leaves BPF objects behind; a module does
# something wrong for each detector. Every kernel reports a WARN, the kernel of DEBUG=1
# reports the others.
#
# Kbuild puts a module beside its source, so the source is copied to the build directory.

FAULTS		:= $(W)/faults
FAULTS_KO	:= $(FAULTS)/faults.ko
LAB_FILES	+= $(FAULTS_KO)

ifeq ($(DEBUG),1)
TEST_JOBS	+= tests/faults/jobs
endif

# The first call makes Module.symvers, the list of the kernel's symbols.
$(FAULTS_KO): $(addprefix tests/faults/,main.c page.c faults.h) tests/faults/Kbuild $(KIMAGE)
	$(call msg,MODULE,$(notdir $@))
	$(Q)mkdir -p $(@D)
	$(Q)cp $(filter tests/%,$^) $(@D)
	$(Q){ $(KMAKE) -j$(JOBS) modules && $(KMAKE) modules M=$(@D); } >$(@D)/build.log 2>&1 || \
		{ tail -n 20 $(@D)/build.log >&2; exit 1; }

$(call guest_program,leave,tests/faults/leave.c)
