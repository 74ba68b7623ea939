# SPDX-License-Identifier: GPL-2.0
#
# make hints: which hint of which driver arrives on which path, by the tests that ran last.
# No cell is written by hand: tests/hints/cells says which tests fill it.

# awk's programs for the table and its drawing
HINTS_AWK	:= tests/hints/grid.awk tests/hints/svg.awk tests/lib/drawing.awk tests/lib/symbol.awk
HINTS_SVG	:= $(RUN)/hints.svg
HINTS_TREE	:= $(W)/pristine
HINTS		= awk -v base=$(call quoted,$(if $(KERNEL),$(KERNEL_KEY),Linux $(LINUX))) -v pristine=$(HINTS_TREE) -v names=$(V) $(addprefix -f ,$(HINTS_AWK))

.PHONY: hints
hints:
	$(Q)set -- $(RUN)/test/*/ktap.log; [ -e "$$1" ] || { \
		echo 'no test has run: make hints shows what make test found' >&2; exit 2; }; \
	$(HINTS) -v svg=1 tests/hints/cells "$$@" >$(HINTS_SVG); \
	$(HINTS) tests/hints/cells "$$@"
	@echo '  picture: $(HINTS_SVG)'
