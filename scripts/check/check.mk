# SPDX-License-Identifier: GPL-2.0
#
# make check: style and static checks, and make series, which they look at. And make
# series-build, which takes longer: that each of its commits builds.

SERIES_OUT	:= $(call out,series)
SHELL_SCRIPTS	:= $(filter %.sh,$(call files_below,bpf demo nic qemu scripts tests)) .ci/run .ci/steps
RULES		:= $(filter %.cocci,$(OVERLAY))
# What a rule has included by another file is no object of its own.
CHECK_OBJECTS	= $(filter-out $(shell sed -n "s,^+#include \"\(.*\)\.c\",%/\1.o,p" $(RULES)), \
		   $(patsubst %.c.cocci,%.o,$(filter %.c.cocci,$(RULES))) \
		   $(patsubst %.c,%.o,$(filter %.c,$(OVERLAY))))
KERNEL_DOC_FILES := $(filter %.c %.h,$(OVERLAY))

.PHONY: series series-build check check-rules check-quotes check-shell check-series check-docs check-objects check-audit check-abi
series: $(W)/.tree
	$(Q)scripts/series/export.sh series $(OVERLAY_OUT) $(PRISTINE) $(SERIES_OUT)

# Compiled in a directory of its own, which is kept for the next time.
series-build: series $(VMLINUX)
	$(Q)$(KMAKE_VARS) scripts/series/build-each.sh $(SERIES_OUT) $(TREE) $(PRISTINE) $(KOUT) \
		$(W)/series-build $(JOBS)

check: check-rules check-audit check-quotes check-shell check-docs check-series check-objects check-abi
	@echo '  CHECK   clean'

# Each rule file alone: one that parses only behind another is broken. What spatch
# says of its own header, and of an isomorphism that it cannot use, is no matter.
RULES_MAY_WARN	:= ^warning: iso [a-z0-9_]+ does not match the code below|^Warning: PARSING: type defaults to .int.;
check-rules:
	$(call msg,CHECK,rules)
	$(Q)mkdir -p $(W)
	$(Q)for f in $(RULES); do \
		if ! spatch --parse-cocci $$f 2>&1 >/dev/null | grep -vE "$(RULES_MAY_WARN)" >$(W)/parse.log || \
		   grep -iE 'warning|error|No rules apply' $(W)/parse.log; then \
			echo "$$f does not parse cleanly" >&2; exit 1; fi; done

# Whatever the kernel does with buffers and frames was read, and has a verdict.
check-audit: $(W)/.pristine
	$(call msg,CHECK,audited places)
	$(Q)scripts/overlay/audit.sh $(PRISTINE) scripts/overlay/audit.list

# A rule shows no line of the kernel that it could do without.
check-quotes: $(W)/.tree
	$(call msg,CHECK,quotes)
	$(Q)printf '%s\n' $(RULES:.cocci=) | xargs -P $(JOBS) -I{} \
		scripts/overlay/quotes.sh {}.cocci $(PRISTINE)/{} {} $(OVERLAY_OUT)/{}

check-shell:
	$(call msg,CHECK,shell)
	$(Q)shellcheck -x $(SHELL_SCRIPTS)

check-docs: $(W)/.tree
	$(call msg,CHECK,kernel-doc)
	$(Q)cd $(TREE) && scripts/kernel-doc -none -Wall -Werror $(KERNEL_DOC_FILES)

# MAINTAINERS: whose entry the new files fall under is the maintainers' word.
check-series: series
	$(call msg,CHECK,checkpatch)
	$(Q)cd $(TREE) && scripts/checkpatch.pl --strict --quiet --no-summary \
		--max-line-length=80 --ignore FILE_PATH_CHANGES \
		$$(find $(SERIES_OUT) -name "*.patch" ! -name "0000-*" | sort)

check-objects: $(W)/.tree $(KOUT)/.config
	$(call msg,CHECK,W=1 and sparse)
	$(Q)scripts/check/objects.sh $(PRISTINE) $(TREE) $(KOUT)/.config $(W)/check $(JOBS) \
		$(CHECK_OBJECTS)

# What is no option there: the driver is for machines of 64 bits, or little-endian ones.
ABI_LACKS_i386	:= %/dpaa/dpaa_eth.o
ABI_LACKS_powerpc := %/gve/gve_rx.o

# Drivers, core and tests for 32 bits, and for a machine of the other byte order.
check-abi: $(addprefix check-abi-,i386 powerpc)
check-abi-%: $(W)/.tree
	$(call msg,CHECK,compile for $*)
	$(Q)CLANG=$(CLANG) scripts/check/abi.sh $(TREE) $* $(W)/check/$* $(JOBS) \
		$(patsubst %,qemu/config/%.config,base net kunit trim) scripts/check/drivers.config -- \
		$(filter-out $(ABI_LACKS_$*),$(CHECK_OBJECTS))
