# SPDX-License-Identifier: GPL-2.0
#
# make nic: the NIC models, as one shared object for LD_PRELOAD into QEMU, and the package
# (DDP) that the driver of an E810 loads. The models (NIC_MODEL_SRCS, with NIC_CFLAGS) also
# compile without QEMU.

NIC_O		:= $(W)/nic
NIC_SO		:= $(NIC_O)/nic.so
# Of the kernel's headers, the models use those that describe the cards.
NIC_KERNEL	:= $(NIC_O)/include
NIC_ICE		:= drivers/net/ethernet/intel/ice
NIC_ICE_HEADERS	:= $(addprefix $(NIC_KERNEL)/ice/ice_,$(addsuffix .h,adminq_cmd ddp flex_type \
		   hw_autogen lan_tx_rx protocol_type sbq_cmd))
NIC_HEADERS	:= $(NIC_KERNEL)/linux/mlx5 $(NIC_KERNEL)/linux/net/intel $(NIC_KERNEL)/ice/.copied
QEMU_HEADERS	?= $(call out,qemu-headers)
QEMU_BINARY	:= $(if $(findstring /,$(QEMU)),$(QEMU),$(firstword $(wildcard \
		   $(addsuffix /$(or $(QEMU),qemu-system-x86_64),$(subst :, ,$(PATH)) /usr/bin))))

# The core, the folder of each card, and the shim
NIC_MODEL_SRCS	:= $(wildcard nic/*.c nic/connectx5/*.c nic/e810/*.c)
NIC_MODEL_OBJS	:= $(NIC_MODEL_SRCS:%.c=$(NIC_O)/%.o)
NIC_SHIM_OBJS	:= $(patsubst %.c,$(NIC_O)/%.o,$(wildcard nic/shim/*.c))
NIC_GUARD_OBJ	:= $(NIC_O)/nic/shim/guard.o
NIC_CFLAGS	:= -iquote . -Inic/compat -Inic/compat/ice -isystem $(NIC_KERNEL) \
		   -isystem $(NIC_KERNEL)/ice
NIC_SHIM_CFLAGS	= -iquote . -Inic/shim/stub -I$(NIC_O) \
		  -isystem $(QEMU_HEADERS)/qemu/include \
		  -isystem $(QEMU_HEADERS)/glib/usr/include/glib-2.0 \
		  $(addprefix -isystem ,$(firstword $(wildcard $(QEMU_HEADERS)/glib/usr/lib/*/glib-2.0/include)))

# The packages go to the guest. With the first one the driver chooses double VLAN mode. It
# refuses the last one.
NIC_PACKAGES	:= $(patsubst %,$(NIC_O)/%/ice.pkg,double single broken)
LAB_DDP		:= $(NIC_O)/lab-ddp
LAB_DDP_OBJ	:= $(NIC_O)/nic/ddp/main.o
LAB_FILES	+= $(NIC_PACKAGES)

.PHONY: nic
nic: $(NIC_SO) $(NIC_PACKAGES)

$(LAB_DDP): $(LAB_DDP_OBJ)
	$(call msg,HOSTLD,$(@F))
	$(Q)$(HOSTCC) -o $@ $<

$(NIC_PACKAGES): $(NIC_O)/%/ice.pkg: $(LAB_DDP)
	$(Q)mkdir -p $(@D)
	$(Q)$< $* $@

$(NIC_KERNEL)/linux/mlx5 $(NIC_KERNEL)/linux/net/intel: $(NIC_KERNEL)/%: | $(W)/.tree
	$(Q)mkdir -p $(@D)
	$(Q)ln -sfn $(TREE)/include/$* $@

# One by one: with all headers of the driver, its own structs would come before nic/compat.
# Copies: gcc replaces a link by the path that it leads to if that is shorter, and then finds
# the driver's other headers there. A copy keeps its date as long as the driver's header
# stays, so that nothing is compiled again.
$(NIC_KERNEL)/ice/.copied: $(W)/.tree
	$(Q)mkdir -p $(@D)
	$(Q)cd $(TREE)/$(NIC_ICE) && for header in $(notdir $(NIC_ICE_HEADERS)); do \
		cmp -s $$header $(@D)/$$header || cp $$header $(@D)/ || exit; done
	$(Q)touch $@

$(NIC_ICE_HEADERS): | $(NIC_KERNEL)/ice/.copied

# Fetch the headers again when another QEMU is installed.
$(QEMU_HEADERS)/version: nic/shim/headers.sh $(wildcard /var/lib/dpkg/info/qemu-system-x86.list)
	$(Q)$< $(@D)
	$(Q)touch $@

$(NIC_O)/build_id.h: nic/shim/build-id.sh $(QEMU_BINARY) $(QEMU_HEADERS)/version
	$(Q)mkdir -p $(@D)
	$(Q)$< $(QEMU_BINARY) $(QEMU_HEADERS)/version >$@

$(NIC_O)/api.h: nic/shim/api.sh $(QEMU_HEADERS)/version
	$(Q)mkdir -p $(@D)
	$(Q)$< $(QEMU_HEADERS)/qemu/include >$@

# The guard reads the program's ELF notes by the system's elf.h, not by QEMU's.
$(NIC_MODEL_OBJS) $(LAB_DDP_OBJ): nic_flags = $(NIC_CFLAGS)
$(NIC_SHIM_OBJS): nic_flags = $(NIC_SHIM_CFLAGS)
$(NIC_GUARD_OBJ): nic_flags = -iquote . -I$(NIC_O)
$(NIC_MODEL_OBJS) $(LAB_DDP_OBJ): | $(NIC_HEADERS)
$(NIC_SHIM_OBJS): $(NIC_O)/api.h
$(NIC_GUARD_OBJ): $(NIC_O)/build_id.h

$(NIC_O)/%.o: %.c
	$(call msg,HOSTCC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(HOSTCC) $(HOST_CFLAGS) -fPIC -fvisibility=hidden $(nic_flags) -MMD -MP -c $< -o $@

$(NIC_SO): $(NIC_SHIM_OBJS) $(NIC_MODEL_OBJS)
	$(call msg,LD,$(@F))
	$(Q)$(HOSTCC) -shared -Wl,-z,lazy -o $@ $^

PROGRAM_OBJS	+= $(NIC_MODEL_OBJS) $(NIC_SHIM_OBJS) $(LAB_DDP_OBJ)
