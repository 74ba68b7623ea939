# SPDX-License-Identifier: GPL-2.0
#
# The results of the KUnit suites that ran while the kernel booted.

# The suites of the overlay, each as an entry of a table
KUNIT_SOURCES	:= $(filter %_test.c,$(OVERLAY))
KUNIT_SUITES	:= $(GUEST_O)/tests/kunit/suites.h
$(KUNIT_SUITES): $(KUNIT_SOURCES)
	$(Q)mkdir -p $(@D)
	$(Q)sed -n '/^static struct kunit_suite/{n;s/.*\.name = \("[^"]*"\).*/{ .suite = \1 },/p}' $^ >$@
	$(Q)[ $$(wc -l <$@) = $(words $^) ] || { echo 'not every *_test.c has one KUnit suite' >&2; exit 1; }

$(call guest_objects,tests/kunit/kunit.c): | $(KUNIT_SUITES)
$(call guest_program,kunit_results,tests/kunit/kunit.c)
