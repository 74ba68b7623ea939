# SPDX-License-Identifier: GPL-2.0
#
# make tree: the kernel tree with the overlay in it.
#
# Every file of the overlay is first made under $(BASE)/overlay, from the pristine
# tree. Only when all of them could be made are those that differ put into the
# tree, so a rule without a site leaves nothing half-written, and an incremental
# kernel build rebuilds what depends on the files that changed.

OVERLAY_DIRS	:= drivers include kernel net Documentation
OVERLAY		:= $(sort $(filter-out %~,$(call files_below,$(OVERLAY_DIRS))))
OVERLAY_OUT	:= $(BASE)/overlay

cocci_targets	:= $(patsubst %.cocci,$(OVERLAY_OUT)/%,$(filter %.cocci,$(OVERLAY)))
add_targets	:= $(patsubst %.add,$(OVERLAY_OUT)/%,$(filter %.add,$(OVERLAY)))
rst_targets	:= $(patsubst %.sections,$(OVERLAY_OUT)/%,$(filter %.sections,$(OVERLAY)))
new_targets	:= $(addprefix $(OVERLAY_OUT)/,$(filter-out %.cocci %.add %.sections,$(OVERLAY)))
overlay_targets	:= $(cocci_targets) $(add_targets) $(rst_targets) $(new_targets)

# A file that two overlay files claim would be made by one of them in silence.
ifneq ($(words $(overlay_targets)),$(words $(sort $(overlay_targets))))
$(error Two files of the overlay make the same kernel file; see $(OVERLAY_DIRS))
endif

# All that does not fit is worth knowing at once.
ifeq ($(MAKECMDGOALS),tree)
MAKEFLAGS += -k
endif

.PHONY: tree
tree: $(BASE)/.tree

# A tree of somebody's own is looked at each time: it may have been edited.
$(BASE)/.pristine: $(if $(KERNEL),FORCE,$(wildcard $(DEBIAN_SOURCE)))
	$(Q)scripts/overlay/pristine.sh '$(abspath $(KERNEL))' '$(DEBIAN_SOURCE)' '$(BASE)'

$(cocci_targets): $(OVERLAY_OUT)/%: %.cocci $(BASE)/.pristine scripts/overlay/cocci.sh \
		  scripts/overlay/count-sites.awk scripts/overlay/tidy.awk \
		  $(wildcard scripts/*.h)
	$(call msg,COCCI,$*)
	$(Q)scripts/overlay/cocci.sh $< $(PRISTINE)/$* $* $@

$(add_targets): $(OVERLAY_OUT)/%: %.add $(BASE)/.pristine scripts/overlay/add-lines.awk
	$(call msg,ADD,$*)
	$(Q)mkdir -p $(@D)
	$(Q)awk -v file=$* -f scripts/overlay/add-lines.awk $< $(PRISTINE)/$* >$@

$(rst_targets): $(OVERLAY_OUT)/%: %.sections $(BASE)/.pristine scripts/overlay/rst-sections.awk
	$(call msg,RST,$*)
	$(Q)mkdir -p $(@D)
	$(Q)awk -v file=$* -f scripts/overlay/rst-sections.awk $< $(PRISTINE)/$* >$@

$(new_targets): $(OVERLAY_OUT)/%: % $(BASE)/.pristine
	$(call msg,NEW,$*)
	$(Q)if [ -e $(PRISTINE)/$* ]; then \
		echo "$*: the kernel has this file; edit it by a rule in $*.cocci" >&2; \
		exit 1; \
	fi
	$(Q)mkdir -p $(@D)
	$(Q)cp $< $@

# Rewritten only when it would differ: a file that left the overlay has to leave the
# tree too. It is in the order of make's sort, which is that of the C locale.
overlay_list	:= $(sort $(overlay_targets:$(OVERLAY_OUT)/%=%))
overlay_listed	:= $(file <$(BASE)/overlay.list)
$(BASE)/overlay.list: $(if $(filter-out $(overlay_list),$(overlay_listed))$(filter-out $(overlay_listed),$(overlay_list)),FORCE)
	$(Q)mkdir -p $(@D)
	$(Q)printf '%s\n' $(overlay_list) >$@

$(BASE)/.tree: $(overlay_targets) $(BASE)/overlay.list scripts/overlay/install.sh
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
