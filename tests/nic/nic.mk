# SPDX-License-Identifier: GPL-2.0
#
# Guest tests of drivers on modelled NICs: a program for each driver.

NIC_TESTS	:= mlx5
NIC_TEST_COMMON	:= $(patsubst %,$(W)/tests/nic/%.o,card frame) \
		   $(W)/tests/tunnel/toeplitz_ref.o
NIC_TEST_NEEDS	= $(W)/bpf/tests/nic/reader_log.skel.h $(LIBBPF) | $(UAPI)/linux/bpf.h

$(eval $(call bpf_object_rule,tests/nic,tests/nic/))

$(W)/tests/nic/%.o: tests/nic/%.c $(NIC_TEST_NEEDS)
	$(call msg,CC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(GUEST_CFLAGS) -I$(W)/bpf/tests/nic \
		-isystem $(TREE)/tools/testing/selftests -MMD -MP -MF $@.d -c $< -o $@

$(patsubst %,$(GUEST)/%,$(NIC_TESTS)): $(NIC_TEST_COMMON)
$(patsubst %,$(GUEST)/%,$(NIC_TESTS)): $(GUEST)/%: $(W)/tests/nic/%.o $(LIBBPF)
	$(call msg,LD,$(notdir $@))
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) -static -o $@ $(filter %.o,$^) $(LIBBPF) -lelf -lz

.PRECIOUS: $(W)/tests/nic/%.o

LAB_PROGRAMS	+= $(patsubst %,$(GUEST)/%,$(NIC_TESTS))

-include $(wildcard $(W)/tests/nic/*.d $(W)/bpf/tests/nic/*.d)
