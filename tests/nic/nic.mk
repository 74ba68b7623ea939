# SPDX-License-Identifier: GPL-2.0
#
# Guest tests of drivers on modelled NICs: a program for each driver.

MLX5_DATA	:= mlx5_hints mlx5_data mlx5_send mlx5_receive mlx5_traffic mlx5_rxmeta
MLX5_CONTROL	:= mlx5_control mlx5_clock mlx5_faults
NIC_TESTS	:= $(MLX5_DATA) $(MLX5_CONTROL) mlx5_stream mlx5_stall mlx5_cycle \
		   mlx5_probe mlx5_reboot
NIC_PROGRAMS	:= $(NIC_TESTS) nic-bench
NIC_TEST_COMMON	:= $(patsubst %,$(W)/tests/nic/%.o,card frame listener far stream) \
		   $(W)/tests/layer/net.o $(W)/tests/tunnel/toeplitz_ref.o
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
$(GUEST)/mlx5_rxmeta: $(patsubst %,$(W)/tests/tunnel/%.o,packet flows)
$(patsubst %,$(GUEST)/%,$(NIC_PROGRAMS)): $(LIBBPF_SO)
	$(call msg,LD,$(notdir $@))
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) -o $@ $(filter %.o,$^) $(GUEST_LIBS)

.PRECIOUS: $(W)/tests/nic/%.o $(W)/bpf/tests/nic/%.bpf.o

LAB_PROGRAMS	+= $(patsubst %,$(GUEST)/%,$(NIC_PROGRAMS))

# Packets a second through the model and through virtio-net, in one guest. BENCH_ROUNDS
# and COST_BATCHES make a bench shorter, and what it says less sure.
BENCH_ROUNDS	?= 7
.PHONY: bench-nic
bench-nic: $$(LAB_NEEDS) $(NIC_SO)
	$(Q)$(LAB_BOOT) --run $(RUN)/bench-nic --net wire --cards mlx5 --mem 1024 \
		--models $(NIC_SO) -- /lab/nic-bench $(BENCH_ROUNDS)

-include $(wildcard $(W)/tests/nic/*.d $(W)/bpf/tests/nic/*.d)

# The core without QEMU: a scripted driver, under the sanitizers.
NIC_UNIT	:= $(BIN)/nic-unit
NIC_HOST	:= tests/nic/host
NIC_HOST_H	:= $(wildcard qemu/nic/*.h qemu/nic/*/*.h $(NIC_HOST)/*.h)
NIC_UNIT_SRCS	:= $(filter-out $(NIC_HOST)/fuzz_%,$(wildcard $(NIC_HOST)/*.c)) $(NIC_CORE_SRCS)
NIC_SANITIZE	:= address,undefined -fno-sanitize-recover=undefined
NIC_CORPUS	:= tests/nic/corpus
TEST_NEEDS	+= $(NIC_UNIT)

$(NIC_UNIT): $(NIC_UNIT_SRCS) $(NIC_HOST_H) | $(NIC_KERNEL)/linux/mlx5
	$(call msg,HOSTCC,$(notdir $@))
	$(Q)mkdir -p $(@D)
	$(Q)$(HOSTCC) $(HOST_CFLAGS) -fsanitize=$(NIC_SANITIZE) $(NIC_CFLAGS) \
		-Iqemu/nic/connectx5 -o $@ $(NIC_UNIT_SRCS)

# What the scripted driver does, as a start for the fuzzer.
.PHONY: nic-corpus
nic-corpus: $(NIC_UNIT)
	$(Q)mkdir -p $(NIC_CORPUS)
	$(Q)$(NIC_UNIT) --seeds $(NIC_CORPUS)

# The core without QEMU, fed with garbage: FUZZ_TIME seconds of it, from the corpus
# on, where an input that failed once belongs. It ends with one line, and not with 0
# when it found something.
FUZZ_TIME	?= 60
FUZZ_CLANG	?= $(CLANG)
NIC_FUZZ	:= $(BIN)/nic-fuzz
NIC_FUZZ_SRCS	:= $(addprefix $(NIC_HOST)/,fuzz_connectx5.c guest.c step.c) $(NIC_CORE_SRCS)

$(NIC_FUZZ): $(NIC_FUZZ_SRCS) $(NIC_HOST_H) | $(NIC_KERNEL)/linux/mlx5
	$(call msg,FUZZCC,$(notdir $@))
	$(Q)mkdir -p $(@D)
	$(Q)$(FUZZ_CLANG) $(HOST_CFLAGS) -fsanitize=fuzzer,$(NIC_SANITIZE) $(NIC_CFLAGS) \
		-Iqemu/nic/connectx5 -o $@ $(NIC_FUZZ_SRCS)

.PHONY: fuzz-nic
fuzz-nic: $(NIC_FUZZ)
	$(Q)tests/nic/host/fuzz.sh $< $(NIC_CORPUS) $(RUN)/fuzz-nic $(FUZZ_TIME)
