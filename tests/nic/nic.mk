# SPDX-License-Identifier: GPL-2.0
#
# Guest tests of drivers on modelled NICs: a program for each driver.

NIC_TESTS	:= mlx5
NIC_PROGRAMS	:= $(NIC_TESTS) nic-bench
NIC_TEST_COMMON	:= $(patsubst %,$(W)/tests/nic/%.o,card frame) \
		   $(W)/tests/tunnel/toeplitz_ref.o
NIC_TEST_NEEDS	= $(W)/bpf/tests/nic/reader_log.skel.h \
		  $(W)/bpf/tests/nic/count.skel.h $(LIBBPF) | $(UAPI)/linux/bpf.h

$(eval $(call bpf_object_rule,tests/nic,tests/nic/))

$(W)/tests/nic/%.o: tests/nic/%.c $(NIC_TEST_NEEDS)
	$(call msg,CC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(GUEST_CFLAGS) -I$(W)/bpf/tests/nic \
		-isystem $(TREE)/tools/testing/selftests -MMD -MP -MF $@.d -c $< -o $@

$(patsubst %,$(GUEST)/%,$(NIC_PROGRAMS)): $(NIC_TEST_COMMON)
$(patsubst %,$(GUEST)/%,$(NIC_TESTS)): $(GUEST)/%: $(W)/tests/nic/%.o
$(GUEST)/nic-bench: $(W)/tests/nic/bench.o
$(patsubst %,$(GUEST)/%,$(NIC_PROGRAMS)): $(LIBBPF)
	$(call msg,LD,$(notdir $@))
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) -static -o $@ $(filter %.o,$^) $(LIBBPF) -lelf -lz

.PRECIOUS: $(W)/tests/nic/%.o

LAB_PROGRAMS	+= $(patsubst %,$(GUEST)/%,$(NIC_PROGRAMS))

# Packets a second through the model and through virtio-net, in one guest.
.PHONY: bench-nic
bench-nic: $$(LAB_NEEDS) $(NIC_SO)
	$(Q)$(LAB_BOOT) --run $(RUN)/bench-nic --net wire --cards mlx5 --mem 1024 \
		--models $(NIC_SO) -- /lab/nic-bench

-include $(wildcard $(W)/tests/nic/*.d $(W)/bpf/tests/nic/*.d)
