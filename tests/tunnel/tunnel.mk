# SPDX-License-Identifier: GPL-2.0
#
# Guest tests: tunnel_test of the tunnel program, rxmeta_test of the tool, keep_test of
# what the tool decides for interfaces that the lab does not have.

TUNNEL_TEST_OBJS := $(patsubst tests/tunnel/%.c,$(W)/tests/tunnel/%.o, \
		    $(filter-out %.bpf.c %/rxmeta_test.c %/keep_test.c, \
		    $(wildcard tests/tunnel/*.c)))

$(W)/tests/tunnel/%.o: tests/tunnel/%.c $(LIBBPF) | $(UAPI)/linux/bpf.h
	$(call msg,CC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(GUEST_CFLAGS) -Ibpf -isystem $(TREE)/tools/testing/selftests \
		-MMD -MP -MF $@.d -c $< -o $@

$(TUNNEL_TEST_OBJS): $(W)/bpf/tests/tunnel_peek.skel.h

$(GUEST)/tunnel_test: $(TUNNEL_TEST_OBJS)
$(GUEST)/rxmeta_test: $(patsubst %,$(W)/tests/tunnel/%.o,rxmeta_test packet flows) \
		      $(W)/tests/layer/net.o
$(GUEST)/keep_test: $(W)/tests/tunnel/keep_test.o $(W)/bpf/rxmeta/keep.o
$(GUEST)/tunnel_test $(GUEST)/rxmeta_test $(GUEST)/keep_test: $(LIBBPF_SO)
	$(call msg,LD,$(notdir $@))
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) -o $@ $(filter %.o,$^) $(GUEST_LIBS)

LAB_PROGRAMS += $(GUEST)/tunnel_test $(GUEST)/rxmeta_test $(GUEST)/keep_test

-include $(wildcard $(W)/tests/tunnel/*.d)
