# SPDX-License-Identifier: GPL-2.0
#
# The results of the KUnit suites that ran while the kernel booted.

# The suites of the overlay that this kernel needs, each as an entry of a table
KUNIT_SOURCES	= $(filter $(file <$(BASE)/overlay.list),$(filter %_test.c,$(OVERLAY)))
KUNIT_SUITES	:= $(GUEST_O)/tests/kunit/suites.h
$(KUNIT_SUITES): $(filter %_test.c,$(OVERLAY)) $(BASE)/overlay.list
	$(Q)mkdir -p $(@D)
	$(Q)sed -n '/^static struct kunit_suite/{n;s/.*\.name = \("[^"]*"\).*/{ .suite = \1 },/p}' $(KUNIT_SOURCES) >$@
	$(Q)[ $$(wc -l <$@) = $(words $(KUNIT_SOURCES)) ] || { echo 'not every *_test.c has one KUnit suite' >&2; exit 1; }

$(call guest_objects,tests/kunit/kunit.c): | $(KUNIT_SUITES)
$(call guest_program,kunit_results,tests/kunit/kunit.c)
