# SPDX-License-Identifier: GPL-2.0
#
# Tests of the NIC models without QEMU, on this machine: for each card, a program with
# unit tests and a fuzzer.

MODEL_MACHINE	:= tests/model/machine.c tests/model/action.c
MODEL_RUNNER	:= $(addprefix tests/model/,runner.c common_driver.c frames.c)
MODEL_SANITIZE	:= address,undefined -fno-sanitize-recover=undefined
MODEL_FUZZER	:= fuzzer,$(MODEL_SANITIZE)

# $(call model_program,NAME,SOURCES,COMPILER,SANITIZERS): $(MODEL_BIN)/NAME from SOURCES and
# the models. The sanitizers apply to all of them, so each program has its own objects. The
# formats are those of the kernel's headers, so each kernel has its own programs.
MODEL_BIN	:= $(W)/model/bin
define model_program_rules
$(1)_OBJS	:= $(patsubst %.c,$(W)/model/$(1)/%.o,$(2) $(MODEL_MACHINE) $(NIC_MODEL_SRCS))
PROGRAM_OBJS	+= $$($(1)_OBJS)
$$($(1)_OBJS): $(W)/model/$(1)/%.o: %.c | $(NIC_HEADERS)
	$$(call msg,HOSTCC,$$< ($(1)))
	$$(Q)mkdir -p $$(@D)
	$$(Q)$(3) $(HOST_CFLAGS) -fsanitize=$(4) $(NIC_CFLAGS) -MMD -MP -c $$< -o $$@
$(MODEL_BIN)/$(1): $$($(1)_OBJS)
	$$(call msg,HOSTLD,$(1))
	$$(Q)mkdir -p $$(@D)
	$$(Q)$(3) -fsanitize=$(4) -o $$@ $$^
endef
model_program	= $(eval $(call model_program_rules,$(1),$(2),$(3),$(4)))

# The ConnectX-5: the driver of the unit tests leaves a corpus, from which the fuzzer
# starts. An input that has failed once belongs in the corpus.
NIC_UNIT	:= $(MODEL_BIN)/nic-unit
NIC_FUZZ	:= $(MODEL_BIN)/nic-fuzz
NIC_CORPUS	:= tests/model/connectx5/corpus
CX5_FUZZ_SRCS	:= $(addprefix tests/model/connectx5/,fuzz.c mailboxes.c)
CX5_UNIT_SRCS	:= $(filter-out %/fuzz.c,$(wildcard tests/model/connectx5/*.c)) $(MODEL_RUNNER)
FUZZ_CLANG	?= $(CLANG)
$(call model_program,nic-unit,$(CX5_UNIT_SRCS),$(HOSTCC),$(MODEL_SANITIZE))
$(call model_program,nic-fuzz,$(CX5_FUZZ_SRCS),$(FUZZ_CLANG),$(MODEL_FUZZER))
TEST_NEEDS	+= $(NIC_UNIT)

# The E810
E810_UNIT	:= $(MODEL_BIN)/e810-unit
E810_FUZZ	:= $(MODEL_BIN)/e810-fuzz
E810_CORPUS	:= tests/model/e810/corpus
E810_FUZZ_SRCS	:= $(addprefix tests/model/e810/,fuzz.c admin_queue.c)
E810_UNIT_SRCS	:= $(filter-out %/fuzz.c,$(wildcard tests/model/e810/*.c)) $(MODEL_RUNNER)
$(call model_program,e810-unit,$(E810_UNIT_SRCS),$(HOSTCC),$(MODEL_SANITIZE))
$(call model_program,e810-fuzz,$(E810_FUZZ_SRCS),$(FUZZ_CLANG),$(MODEL_FUZZER))
TEST_NEEDS	+= $(E810_UNIT)

.PHONY: nic-corpus
nic-corpus: $(NIC_UNIT) $(E810_UNIT)
	$(Q)mkdir -p $(NIC_CORPUS) $(E810_CORPUS)
	$(Q)$(NIC_UNIT) --seeds $(NIC_CORPUS)
	$(Q)$(E810_UNIT) --seeds $(E810_CORPUS)

# Fuzz each card for FUZZ_TIME seconds. A line for each tells the result, and the status is
# not 0 when a fuzzer has found a fault.
FUZZ_TIME	?= 60
.PHONY: fuzz-nic
fuzz-nic: $(NIC_FUZZ) $(E810_FUZZ)
	$(Q)tests/model/fuzz.sh $(NIC_FUZZ) $(NIC_CORPUS) $(RUN)/fuzz-nic $(FUZZ_TIME)
	$(Q)tests/model/fuzz.sh $(E810_FUZZ) $(E810_CORPUS) $(RUN)/fuzz-e810 $(FUZZ_TIME)
