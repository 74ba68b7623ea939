# SPDX-License-Identifier: GPL-2.0
#
# Tests of a card that a machine has: docs/real-card.md.
#
# The programs are built twice from the same objects: for the lab's guests, where they are
# tested themselves on the modelled cards, and static for any machine.

CARD_TESTS	:= rx_hints rx_stored
CARD		:= $(W)/card
CARD_LIB	:= $(patsubst %,tests/lib/%.c,net net_features genl lab_card netif_config netif_guard \
			netif_remote netif_state)
SOURCES_rx_hints := $(patsubst %,tests/nic/%.c,netif_hints netif_listener flows frame) \
		   $(CARD_LIB) tests/lib/toeplitz_reference.c
SOURCES_rx_stored := tests/layer/netif/stored_values.c $(filter-out tests/lib/net%,$(LAYER_COMMON)) $(CARD_LIB)
SOURCES_rx_agent := tests/card/agent.c tests/lib/net.c
FLAGS_tests/layer/netif = -isystem $(TREE)/tools/testing/selftests

$(foreach t,$(CARD_TESTS) rx_agent,$(call guest_program,$(t),$(SOURCES_$(t))))
CARD_MODE	:= netif_mode netif_refusals
$(call guest_program,netif_mode,$(patsubst %,tests/%.c,card/stand_in card/guest_host lib/lab_card lib/net lib/refused_call))
$(call guest_program,netif_refusals,$(patsubst %,tests/%.c,card/refusals card/guest_host lib/lab_card lib/net lib/refused_call))
FLAGS_tests/card = -isystem $(TREE)/tools/testing/selftests

define card_program
$(CARD)/$(1): $(call guest_objects,$(SOURCES_$(1)) bpf/rxmeta/search_tree.c) $(LIBBPF)
	$$(call msg,LD,card/$(1))
	$$(Q)mkdir -p $$(@D)
	$$(Q)$$(CC) -static -o $$@ $$(filter %.o,$$^) $(if $(filter rx_agent,$(1)),,$$(LIBBPF) -lelf -lz -lzstd)
endef
$(foreach t,$(CARD_TESTS) rx_agent,$(eval $(call card_program,$(t))))
CARD_PROGRAMS	:= $(addprefix $(CARD)/,$(CARD_TESTS) rx_agent)
TEST_NEEDS	+= $(CARD_PROGRAMS)

# The folder of a test in kselftest's form: the runner is the kernel's own, from the tree
CARD_COLLECTION	:= drivers/net/hw/xdp-rx-meta
CARD_TO		= $(call quoted,$(DESTDIR)/$(CARD_COLLECTION))
KSELFTEST	= $(TREE)/tools/testing/selftests

.PHONY: install-tests
install-tests: $(CARD_PROGRAMS)
	$(call msg,INSTALL,$(DESTDIR))
	$(Q)install -D -m 755 -t $(call quoted,$(DESTDIR)) $(KSELFTEST)/run_kselftest.sh
	$(Q)install -D -m 755 -t $(call quoted,$(DESTDIR)/kselftest) \
		$(patsubst %,$(KSELFTEST)/kselftest/%,runner.sh prefix.pl module.sh ktap_helpers.sh)
	$(Q)install -D -m 755 -s -t $(CARD_TO) $(CARD_PROGRAMS)
	$(Q)install -D -m 755 -t $(CARD_TO) tests/card/run_card.sh
	$(Q)install -D -m 644 -t $(CARD_TO) tests/card/settings tests/hints/cells $(HINTS_AWK) \
		docs/real-card.md LICENSE
	$(Q)cp -r tests/card/ci $(CARD_TO)
	$(Q)for t in $(CARD_TESTS); do echo $(CARD_COLLECTION):$$t; done >$(call quoted,$(DESTDIR)/kselftest-list.txt)

# The card's row of the table, from what the jobs of make test NETIF= have printed. The status
# of the table counts only in make hints.
CARD_ROW	= for t in $(CARD_TESTS); do echo "\# file: $$t"; cat $(RUN)/test/$${t//_/-}.tap 2>/dev/null; done >$(RUN)/card.tap; \
		  card=$$(sed -n 's/^\# card: //p' $(RUN)/card.tap | head -n 1); [ -z "$$card" ] || { \
		  for svg in '' 1; do awk -v svg=$$svg -v drivers=netif -v base="$$card" $(addprefix -f ,$(HINTS_AWK)) \
		  tests/hints/cells $(RUN)/card.tap >$(RUN)/hints.$${svg:+svg}; done; \
		  mv $(RUN)/hints. $(RUN)/hints.txt; cat $(RUN)/hints.txt; }
