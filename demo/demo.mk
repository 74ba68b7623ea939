# SPDX-License-Identifier: GPL-2.0
#
# make demo: one tunnel of 256 flows, and how it spreads over eight queues.

TUNNEL		?= gre
DEMO_OUT	:= $(abspath $(O))/demo
DEMO_PICTURE	:= $(BIN)/demo-picture

# Each row of the table gives a name, and perhaps another one.
DEMO_TUNNELS	:= $(shell sed -n 's/^TUNNEL."\([^"]*\)", "\([^"]*\)".*/\1 \2/p' demo/tunnels.def)

# Said before anything is built. One word, and it is in the table.
ifneq ($(filter demo,$(MAKECMDGOALS)),)
ifneq ($(words $(TUNNEL)) $(filter $(TUNNEL),$(DEMO_TUNNELS)),1 $(TUNNEL))
$(error TUNNEL=$(TUNNEL) is no tunnel of the demo; choose one of: $(sort $(DEMO_TUNNELS)))
endif
endif

$(GUEST)/demo: $(wildcard demo/guest*.c) demo/guest.h demo/tunnels.def
	$(call msg,CC,$(notdir $@))
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) -static $(CFLAGS_COMMON) -o $@ $(filter %.c,$^)

LAB_PROGRAMS += $(GUEST)/demo

$(DEMO_PICTURE): $(wildcard demo/picture*.c) demo/picture.h
	$(call msg,HOSTCC,$(notdir $@))
	$(Q)mkdir -p $(@D)
	$(Q)$(HOSTCC) $(HOST_CFLAGS) -o $@ $(filter %.c,$^) -lm

# Its tests: tests/demo/run.sh
test: $(DEMO_PICTURE)

.PHONY: demo
demo: $(LAB_NEEDS) $(DEMO_PICTURE)
	$(Q)mkdir -p $(DEMO_OUT)
	$(Q)$(LAB_BOOT) --run $(RUN)/demo --net wire --out $(DEMO_OUT)/result.json \
		-- /lab/demo --tunnel $(TUNNEL)
ifneq ($(DRYRUN),1)
	$(Q)$(DEMO_PICTURE) $(O)/demo/result.json $(O)/demo/queues.svg
endif
