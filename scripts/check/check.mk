# SPDX-License-Identifier: GPL-2.0
#
# make check: style and static checks, of the project and of the exported series.

SHELL_SCRIPTS	:= $(filter %.sh,$(call files_below,bpf demo nic qemu scripts tests)) .ci/run .ci/steps \
		   qemu/guest/shellrc $(wildcard qemu/guest/bin/*)
RULES		:= $(filter %.cocci,$(OVERLAY))
# The rules and the files of the overlay that this kernel needs
NEEDED		= $(file <$(BASE)/overlay.list)
NEEDED_RULES	= $(filter $(addsuffix .cocci,$(NEEDED)),$(RULES))
NEEDED_FILES	= $(filter $(NEEDED),$(OVERLAY))
# A file that a rule has another file include is no object of its own, and selftests are not the
# kernel's.
CHECK_OBJECTS	= $(filter-out tools/% $(shell sed -n "s,^+#include \"\(.*\)\.c\",%/\1.o,p" $(RULES)), \
		   $(patsubst %.c.cocci,%.o,$(filter %.c.cocci,$(NEEDED_RULES))) \
		   $(patsubst %.c,%.o,$(filter %.c,$(NEEDED_FILES))))
KERNEL_DOC_FILES = $(filter %.c %.h,$(NEEDED_FILES))
CHECKS		:= $(addprefix check-,layout rules marks audit quotes shell docs series objects abi)

.PHONY: check $(CHECKS)
check: $(CHECKS)
	@echo '  CHECK   clean'

# Dependencies between folders, file names, lengths of scripts
check-layout:
	$(call msg,CHECK,layout)
	$(Q)scripts/check/layout.sh scripts/check/layout.list

# Each rule file alone: one that parses only behind another is broken. Warnings of
# spatch about its own header, and about an isomorphism that it cannot use, do not count.
RULES_MAY_WARN	:= ^warning: iso [a-z0-9_]+ does not match the code below|^Warning: PARSING: type defaults to .int.;
check-rules:
	$(call msg,CHECK,rules)
	$(Q)mkdir -p $(W)
	$(Q)for f in $(RULES); do \
		if ! spatch --parse-cocci $$f 2>&1 >/dev/null | grep -vE "$(RULES_MAY_WARN)" >$(W)/parse.log || \
		   grep -iE 'warning|error|No rules apply' $(W)/parse.log; then \
			echo "$$f does not parse cleanly" >&2; exit 1; fi; done

# Rules and files that only some kernels need are needed by a tested one. Without the source
# of one this cannot be told; what fetches it has said why.
ALL_PRISTINE	= $(foreach l,$(TESTED_LINUX),$(BUILD)/$(call base_of,$l)/pristine)
check-marks:
	$(call msg,CHECK,marks)
	$(Q)if $(foreach l,$(TESTED_LINUX),$(MAKE) -s --no-print-directory KERNEL= LINUX=$l $(BUILD)/$(call base_of,$l)/.pristine &&) :; then \
		scripts/check/marks.sh $(ALL_PRISTINE); \
	else echo "note: so the marks are not checked" >&2; fi

# Each place where the kernel handles an XDP buffer or frame has a finding. For a version
# without a list of its own, that of the newest one tells what is new.
check-audit: $(W)/.pristine
	$(call msg,CHECK,audited places)
	$(Q)list=scripts/overlay/audit-$$(scripts/overlay/version.sh $(PRISTINE)).list; \
		[ -e $$list ] || list=scripts/overlay/audit-$(lastword $(TESTED_LINUX)).list; \
		scripts/overlay/audit.sh $(PRISTINE) . scripts/overlay/audit.list $$list

# No rule quotes a line of the kernel that it does not need.
check-quotes: $(W)/.tree
	$(call msg,CHECK,quotes)
	$(Q)printf '%s\n' $(NEEDED_RULES:.cocci=) | xargs -P $(JOBS) -I{} \
		scripts/overlay/quotes.sh {}.cocci $(PRISTINE)/{} {} $(OVERLAY_OUT)/{}

check-shell:
	$(call msg,CHECK,shell)
	$(Q)shellcheck -x $(SHELL_SCRIPTS)

check-docs: $(W)/.tree
	$(call msg,CHECK,kernel-doc)
	$(Q)cd $(TREE) && scripts/kernel-doc -none -Wall -Werror $(KERNEL_DOC_FILES)

# MAINTAINERS: the maintainers decide whose entry covers the new files. The commits of Fixes:
# tags are in the kernel's history, which is not here.
check-series: series
	$(call msg,CHECK,checkpatch)
	$(Q)cd $(TREE) && scripts/checkpatch.pl --strict --quiet --no-summary \
		--max-line-length=80 --ignore FILE_PATH_CHANGES,UNKNOWN_COMMIT_ID \
		$$(find $(SERIES_OUT) -name "*.patch" ! -name "0000-*" | sort)

check-objects: $(W)/.tree $(KOUT)/.config
	$(call msg,CHECK,W=1 and sparse)
	$(Q)scripts/check/objects.sh $(PRISTINE) $(TREE) $(KOUT)/.config $(W)/check $(JOBS) \
		$(CHECK_OBJECTS)

# Not in that machine's Kconfig: drivers for 64-bit or for little-endian machines only
ABI_LACKS_i386	:= %/dpaa/dpaa_eth.o
ABI_LACKS_powerpc := %/gve/gve_rx.o %/gve/gve_rx_dqo.o

# Drivers, core and tests, compiled for 32 bits and for a big-endian machine
check-abi: $(addprefix check-abi-,i386 powerpc)
check-abi-%: $(W)/.tree
	$(call msg,CHECK,compile for $*)
	$(Q)CLANG=$(CLANG) scripts/check/abi.sh $(TREE) $* $(W)/check/$* $(JOBS) \
		$(patsubst %,qemu/config/%.config,base net kunit trim) scripts/check/drivers.config -- \
		$(filter-out $(ABI_LACKS_$*),$(CHECK_OBJECTS))
