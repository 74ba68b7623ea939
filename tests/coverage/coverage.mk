# SPDX-License-Identifier: GPL-2.0
#
# make coverage: how much of the overlay's code in the kernel the tests run.
#
# The kernel of COVERAGE=1 counts the lines that run, only in files of the overlay. Kbuild
# expands GCOV_PROFILE for each object, and a variable of the command line overrides the
# tree's Makefiles, so none has to be edited. The KUnit suites are left out: that a test
# runs says nothing.

COVERAGE_MIN	:= 95
COVERAGE_OUT	:= $(call out,coverage)
COVERAGE_TESTS	= $(foreach f,$(NEEDED),$(if $(findstring _test,$(notdir $f))$(findstring _kunit,$f),$f))
COVERAGE_FILES	= $(filter-out tools/% $(file <scripts/overlay/unbuilt.list) $(COVERAGE_TESTS),$(filter %.c %.h,$(NEEDED)))
COVERAGE_OBJS	= $(patsubst %.c,%.o,$(filter %.c,$(COVERAGE_FILES)))

.PHONY: coverage
ifeq ($(COVERAGE),1)
KMAKE_VARS	+= GCOV_PROFILE='$$(if $$(filter $(COVERAGE_OBJS),$$(obj)/$$(target-stem).o),y)'
LAB_FILES	+= tests/coverage/gather.sh
# In front of the command that boots a VM of the tests
COVERAGE_BOOT	:= tests/coverage/boot.sh

# The jobs that boot this kernel. Those of the commands know the kernel of the default options only.
COVERAGE_JOBS	:= $(RUN)/coverage.jobs
$(COVERAGE_JOBS): tests/jobs
	$(Q)mkdir -p $(@D)
	$(Q)grep ' $$BOOT' $< | grep -v '^commands ' >$@

coverage: test
ifneq ($(DRYRUN),1)
	$(call msg,LCOV,$(COVERAGE_OUT:$(abspath $(O))/%=%))
	$(Q)tests/coverage/coverage.sh $(RUN)/test $(KOUT) $(PRISTINE) $(TREE) $(COVERAGE_OUT) \
		$(COVERAGE_MIN) $(COVERAGE_FILES)
endif
else
coverage:
	$(Q)+$(MAKE) --no-print-directory COVERAGE=1 $@
endif

# make test KCSAN=1: data races. Races of other code would end every run, so KCSAN watches
# the same files only. It sees a race with a file that it does not watch by a value that
# changes.
ifeq ($(KCSAN),1)
KMAKE_VARS	+= KCSAN_SANITIZE='$$(if $$(filter $(COVERAGE_OBJS),$$(obj)/$$(target-stem).o),y,n)'
endif
