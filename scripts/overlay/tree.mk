# SPDX-License-Identifier: GPL-2.0
#
# make tree: the kernel tree with the overlay in it.
#
# Every file of the overlay is first made under $(BASE)/overlay, from the pristine tree.
# When all of them could be made, those that differ are put into the tree. So a rule
# without a site leaves nothing half-written, and an incremental build of the kernel
# compiles only what depends on files that changed.

OVERLAY_DIRS	:= drivers include kernel net tools Documentation
OVERLAY		:= $(sort $(filter-out %~ %.part,$(call files_below,$(OVERLAY_DIRS))))
# Parts of kernel files, which rules include
OVERLAY_PARTS	:= $(patsubst %.cocci,%.part,$(shell grep -l '^+.include ".*\.part"$$' $(filter %.cocci,$(OVERLAY))))
OVERLAY_OUT	:= $(BASE)/overlay

cocci_targets	:= $(patsubst %.cocci,$(OVERLAY_OUT)/%,$(filter %.cocci,$(OVERLAY)))
add_targets	:= $(patsubst %.add,$(OVERLAY_OUT)/%,$(filter %.add,$(OVERLAY)))
rst_targets	:= $(patsubst %.sections,$(OVERLAY_OUT)/%,$(filter %.sections,$(OVERLAY)))
new_targets	:= $(addprefix $(OVERLAY_OUT)/,$(filter-out %.cocci %.add %.sections,$(OVERLAY)))
overlay_targets	:= $(cocci_targets) $(add_targets) $(rst_targets) $(new_targets)
# Why a file could not be made: a recipe leaves the reason here, and goes on. So all files are
# tried, and failures.sh prints all reasons at the end.
OVERLAY_NOTE	= $(BASE)/overlay.failed/$*
or_note		= 2>$(OVERLAY_NOTE) && rm -f $(OVERLAY_NOTE) || rm -f $@
kernel_has	= { [ -e $(PRISTINE)/$* ] || { echo "$*: the kernel tree has no such file, but $< edits it" >&2; false; }; }

# Without this check, one of two overlay files for a kernel file would win in silence.
ifneq ($(words $(overlay_targets)),$(words $(sort $(overlay_targets))))
$(error Two files of the overlay make the same kernel file; see $(OVERLAY_DIRS))
endif

.PHONY: tree
tree: $(BASE)/.tree

# $(call make_file,WORD,COMMAND): a file of the overlay, made by COMMAND. It is empty if this
# kernel does not need it; then it is not put into the tree.
make_file	= $(Q)mkdir -p $(@D) $(dir $(OVERLAY_NOTE)); if grep -qxF $* $(BASE)/overlay.list; then \
		  printf '  %-8s%s\n' $(1) $*; { $(2); } $(or_note); else : >$@; fi

# A user may have edited the tree of KERNEL=, so look at it each time.
$(BASE)/.pristine: $(if $(KERNEL),FORCE,$(if $(DEFAULT_LINUX),$(wildcard $(DEBIAN_SOURCE)),$(DEBIAN_SOURCE)))
	$(Q)scripts/overlay/pristine.sh '$(abspath $(KERNEL))' '$(DEBIAN_SOURCE)' '$(BASE)'

.PHONY: source
source: $(BASE)/.pristine

# Kept once fetched
$(BUILD)/source/linux-source-%.tar.xz:
	$(Q)scripts/overlay/fetch-source.sh $* $@

.PRECIOUS: $(BUILD)/source/linux-source-%.tar.xz

$(overlay_targets): $(BASE)/.pristine scripts/overlay/optional.list | $(BASE)/overlay.list

$(cocci_targets): $(OVERLAY_OUT)/%: %.cocci scripts/overlay/cocci.sh $(addprefix scripts/overlay/, \
		  for-kernel.awk wanted-sites.awk count-sites.awk tidy-line.awk tidy.awk paste-part.awk \
		  bpf-call.h virtio-net.h)
	$(call make_file,COCCI,scripts/overlay/cocci.sh $< $(PRISTINE)/$* $* $@)

$(foreach p,$(OVERLAY_PARTS),$(eval $(OVERLAY_OUT)/$(p:.part=): $(p)))

$(add_targets): $(OVERLAY_OUT)/%: %.add scripts/overlay/add-lines.awk
	$(call make_file,ADD,$(kernel_has) && awk -v file=$* -v list=$(BASE)/overlay.list \
		-f scripts/overlay/add-lines.awk $< $(PRISTINE)/$* >$@)

$(rst_targets): $(OVERLAY_OUT)/%: %.sections scripts/overlay/rst-sections.awk
	$(call make_file,RST,$(kernel_has) && \
		awk -v file=$* -f scripts/overlay/rst-sections.awk $< $(PRISTINE)/$* >$@)

$(new_targets): $(OVERLAY_OUT)/%: %
	$(call make_file,NEW,if [ -e $(PRISTINE)/$* ]; then \
		echo "$*: the kernel has this file; edit it by a rule in $*.cocci" >&2; \
		false; else cp $< $@; fi)

# The list of the overlay's files is rewritten only when it would differ, so that a file which
# left the overlay leaves the tree too. overlay.list has the kernel files made of those that
# this kernel needs.
overlay_listed	:= $(file <$(BASE)/overlay.files)
$(BASE)/overlay.files: $(if $(filter-out $(OVERLAY),$(overlay_listed))$(filter-out $(overlay_listed),$(OVERLAY)),FORCE)
	$(Q)mkdir -p $(@D)
	$(Q)printf '%s\n' $(OVERLAY) >$@

$(BASE)/overlay.list: $(BASE)/overlay.files $(BASE)/.pristine scripts/overlay/optional.list scripts/overlay/applies.sh
	$(Q)scripts/overlay/applies.sh scripts/overlay/optional.list $(PRISTINE) <$< >$@

$(BASE)/.tree: $(overlay_targets) $(BASE)/overlay.list scripts/overlay/install.sh
	$(Q)scripts/overlay/failures.sh $(BASE)/overlay.list $(OVERLAY_OUT) $(BASE)/overlay.failed \
		$(PRISTINE) '$(if $(KERNEL),KERNEL=$(KERNEL),Debian'\''s kernel)'
	$(Q)scripts/overlay/install.sh $(BASE)/overlay.list $(OVERLAY_OUT) $(PRISTINE) $(TREE)
	$(Q)touch $@

# Kernels of every kind are built from this one tree, so its stamps are theirs.
ifneq ($(W),$(BASE))
$(W)/.pristine $(W)/.tree: $(W)/%: $(BASE)/%
	$(Q)mkdir -p $(@D)
	$(Q)touch -r $< $@
endif

.PHONY: FORCE
FORCE:
