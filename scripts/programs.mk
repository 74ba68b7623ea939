# SPDX-License-Identifier: GPL-2.0
#
# A program is one line in the makefile of its folder: $(call host_program,...) or
# $(call guest_program,...).
#
# Sources and headers of other folders are named from the top of the project, as in
# #include "nic/nic.h". X.bpf.c gives X.skel.h, which programs of the same folder include
# by this name. FLAGS_<folder> has further options for a folder's sources.

HOST_O		:= $(BIN)/obj
GUEST_O		:= $(W)/obj
PROGRAM_OBJS	:=

sources_in	= $(filter-out %.bpf.c,$(wildcard $(addsuffix /*.c,$(1))))
host_objects	= $(patsubst %.c,$(HOST_O)/%.o,$(1))
guest_objects	= $(patsubst %.c,$(GUEST_O)/%.o,$(1))
skeletons_in	= $(patsubst %.bpf.c,$(GUEST_O)/%.skel.h,$(wildcard $(addsuffix *.bpf.c,$(1))))
folder_flags	= $(FLAGS_$(patsubst %/,%,$(dir $(1))))
guest_cc	= $(CC) $(GUEST_CFLAGS) -iquote $(GUEST_O) -iquote $(@D) $(call folder_flags,$<)

$(HOST_O)/%.o: %.c
	$(call msg,HOSTCC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(HOSTCC) $(HOST_CFLAGS) $(call folder_flags,$<) -MMD -MP -c $< -o $@

$(GUEST_O)/%.o: %.c $(LIBBPF) | $(UAPI)/linux/bpf.h
	$(call msg,CC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(guest_cc) -MMD -MP -c $< -o $@

# $(call host_program,NAME,SOURCES,LIBRARIES): $(BIN)/NAME, for this machine
define host_program_rules
PROGRAM_OBJS += $(call host_objects,$(2))
$(BIN)/$(1): $(call host_objects,$(2))
	$$(call msg,HOSTLD,$(1))
	$$(Q)$$(HOSTCC) -o $$@ $$(filter %.o %.a,$$^) $(3)
endef
host_program	= $(eval $(call host_program_rules,$(1),$(2),$(3)))

# $(call guest_program,NAME,SOURCES,LIBRARIES): /lab/NAME in the guest
define guest_program_rules
PROGRAM_OBJS += $(call guest_objects,$(2))
LAB_PROGRAMS += $(GUEST)/$(1)
$(call guest_objects,$(2)): | $(call skeletons_in,$(sort $(dir $(2))))
$(GUEST)/$(1): $(call guest_objects,$(2)) $(LIBBPF_SO)
	$$(call msg,LD,$(1))
	$$(Q)mkdir -p $$(@D)
	$$(Q)$$(CC) -o $$@ $$(filter %.o,$$^) $$(or $(3),$$(GUEST_LIBS))
endef
guest_program	= $(eval $(call guest_program_rules,$(1),$(2),$(3)))

# $(call guest_variant,NAME,SOURCE,FLAGS): an object of SOURCE with FLAGS, to be given
# to guest_program as the source NAME.c beside SOURCE. -MP adds no rule for SOURCE itself, without
# which make would want it back once it has another name.
define guest_variant_rules
$(GUEST_O)/$(dir $(2))$(1).o: $(2) $(LIBBPF) | $(UAPI)/linux/bpf.h
	$$(call msg,CC,$(2) ($(1)))
	$$(Q)mkdir -p $$(@D)
	$$(Q)$$(guest_cc) $(3) -MMD -MP -c $$< -o $$@
	$$(Q)echo '$$<:' >>$$(@:.o=.d)
endef
guest_variant	= $(eval $(call guest_variant_rules,$(1),$(2),$(3)))
