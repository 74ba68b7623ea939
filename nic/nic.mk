# SPDX-License-Identifier: GPL-2.0
#
# make nic: the NIC models, as one object that LD_PRELOAD takes into QEMU. Others
# link the core without QEMU: $(NIC_CORE), with $(NIC_CFLAGS) for its headers.

NIC_O		:= $(W)/nic
NIC_SO		:= $(NIC_O)/nic.so
NIC_CORE	:= $(NIC_O)/core.a
QEMU_HEADERS	?= $(call out,qemu-headers)
QEMU_BINARY	:= $(if $(findstring /,$(QEMU)),$(QEMU),$(firstword $(wildcard \
		   $(addsuffix /$(or $(QEMU),qemu-system-x86_64),$(subst :, ,$(PATH)) /usr/bin))))

# The formats are the kernel's: of its headers, those of mlx5 and no others.
NIC_KERNEL	:= $(NIC_O)/include
NIC_CORE_SRCS	:= nic/nic.c $(wildcard nic/connectx5/*.c)
NIC_CORE_OBJS	:= $(NIC_CORE_SRCS:%.c=$(NIC_O)/%.o)
NIC_SHIM_OBJS	:= $(patsubst %,$(NIC_O)/nic/shim/%.o,device answers guard)
NIC_CFLAGS	= -iquote . -Inic -Inic/compat -isystem $(NIC_KERNEL)
NIC_SHIM_CFLAGS	= -iquote . -Inic/shim/stub -Inic -I$(NIC_O) \
		  -isystem $(QEMU_HEADERS)/qemu/include \
		  -isystem $(QEMU_HEADERS)/glib/usr/include/glib-2.0 \
		  $(addprefix -isystem ,$(firstword $(wildcard $(QEMU_HEADERS)/glib/usr/lib/*/glib-2.0/include)))

.PHONY: nic
nic: $(NIC_SO)

$(NIC_KERNEL)/linux/mlx5: | $(W)/.tree
	$(Q)mkdir -p $(@D)
	$(Q)ln -sfn $(TREE)/include/linux/mlx5 $@

$(NIC_CORE_OBJS): $(NIC_O)/%.o: %.c | $(NIC_KERNEL)/linux/mlx5
	$(call msg,HOSTCC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(HOSTCC) $(HOST_CFLAGS) -fPIC -fvisibility=hidden $(NIC_CFLAGS) \
		-MMD -MP -c $< -o $@

$(NIC_CORE): $(NIC_CORE_OBJS)
	$(Q)rm -f $@ && $(AR) rcs $@ $^

# Fetched anew when another QEMU is installed.
$(QEMU_HEADERS)/version: nic/shim/headers.sh $(wildcard /var/lib/dpkg/info/qemu-system-x86.list)
	$(Q)$< $(@D)
	$(Q)touch $@

$(NIC_O)/build_id.h: nic/shim/build-id.sh $(QEMU_BINARY) $(QEMU_HEADERS)/version
	$(Q)mkdir -p $(@D)
	$(Q)$< $(QEMU_BINARY) $(QEMU_HEADERS)/version >$@

$(NIC_O)/api.h: nic/shim/api.sh $(QEMU_HEADERS)/version
	$(Q)mkdir -p $(@D)
	$(Q)$< $(QEMU_HEADERS)/qemu/include >$@

$(filter-out %/guard.o,$(NIC_SHIM_OBJS)): $(NIC_O)/%.o: %.c $(QEMU_HEADERS)/version $(NIC_O)/api.h
	$(call msg,HOSTCC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(HOSTCC) $(HOST_CFLAGS) -fPIC -fvisibility=hidden $(NIC_SHIM_CFLAGS) \
		-MMD -MP -c $< -o $@

$(NIC_O)/nic/shim/guard.o: nic/shim/guard.c $(NIC_O)/build_id.h
	$(call msg,HOSTCC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(HOSTCC) $(HOST_CFLAGS) -fPIC -fvisibility=hidden -Inic -I$(NIC_O) \
		-MMD -MP -c $< -o $@

$(NIC_SO): $(NIC_SHIM_OBJS) $(NIC_CORE_OBJS)
	$(call msg,LD,nic.so)
	$(Q)$(HOSTCC) -shared -Wl,-z,lazy -o $@ $^

PROGRAM_OBJS	+= $(NIC_CORE_OBJS) $(NIC_SHIM_OBJS)
