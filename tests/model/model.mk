# SPDX-License-Identifier: GPL-2.0
#
# Tests of the models' core, on this machine.

# The core without QEMU: a scripted driver, under the sanitizers.
NIC_UNIT	:= $(BIN)/nic-unit
NIC_HOST_H	:= $(wildcard nic/*.h nic/*/*.h tests/model/*.h)
NIC_UNIT_SRCS	:= $(filter-out tests/model/fuzz_%,$(wildcard tests/model/*.c)) $(NIC_CORE_SRCS)
NIC_SANITIZE	:= address,undefined -fno-sanitize-recover=undefined
NIC_CORPUS	:= tests/model/corpus
TEST_NEEDS	+= $(NIC_UNIT)

$(NIC_UNIT): $(NIC_UNIT_SRCS) $(NIC_HOST_H) | $(NIC_KERNEL)/linux/mlx5
	$(call msg,HOSTCC,$(notdir $@))
	$(Q)mkdir -p $(@D)
	$(Q)$(HOSTCC) $(HOST_CFLAGS) -fsanitize=$(NIC_SANITIZE) $(NIC_CFLAGS) \
		-Inic/connectx5 -o $@ $(NIC_UNIT_SRCS)

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
NIC_FUZZ_SRCS	:= $(addprefix tests/model/,fuzz_connectx5.c guest.c step.c) $(NIC_CORE_SRCS)

$(NIC_FUZZ): $(NIC_FUZZ_SRCS) $(NIC_HOST_H) | $(NIC_KERNEL)/linux/mlx5
	$(call msg,FUZZCC,$(notdir $@))
	$(Q)mkdir -p $(@D)
	$(Q)$(FUZZ_CLANG) $(HOST_CFLAGS) -fsanitize=fuzzer,$(NIC_SANITIZE) $(NIC_CFLAGS) \
		-Inic/connectx5 -o $@ $(NIC_FUZZ_SRCS)

.PHONY: fuzz-nic
fuzz-nic: $(NIC_FUZZ)
	$(Q)tests/model/fuzz.sh $< $(NIC_CORPUS) $(RUN)/fuzz-nic $(FUZZ_TIME)
