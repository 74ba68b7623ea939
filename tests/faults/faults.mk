# SPDX-License-Identifier: GPL-2.0
#
# make test DEBUG=1: a module that does what each detector is to notice.
#
# Kbuild makes a module where its source is, so that is copied.

ifeq ($(DEBUG),1)
FAULTS		:= $(W)/faults
FAULTS_KO	:= $(FAULTS)/faults.ko
LAB_FILES	+= $(FAULTS_KO)
TEST_JOBS	+= tests/faults/jobs

# The first call is for the list of the kernel's symbols, Module.symvers.
$(FAULTS_KO): $(wildcard tests/faults/*.[ch]) tests/faults/Kbuild $(BZIMAGE)
	$(call msg,MODULE,$(notdir $@))
	$(Q)mkdir -p $(@D)
	$(Q)cp $(filter tests/%,$^) $(@D)
	$(Q){ $(KMAKE) -j$(JOBS) modules && $(KMAKE) modules M=$(@D); } >$(@D)/build.log 2>&1 || \
		{ tail -n 20 $(@D)/build.log >&2; exit 1; }
endif
