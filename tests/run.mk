# SPDX-License-Identifier: GPL-2.0
#
# make test: run every job of tests/jobs, as many at a time as there are CPUs.

T	?= *
JUNIT	?=
# NETIF names a card of this machine: only its tests run then.
NETIF	?=
TEST_JOBS ?= $(if $(NETIF),tests/card/jobs,$(or $(COVERAGE_JOBS),tests/jobs))
# lab-ktap finds the number of CPUs itself unless the user has set JOBS.
TEST_CPUS	= $(if $(filter file,$(origin JOBS)),,--cpus $(JOBS))

LAB_FILES	+= tests/lib/in-guest.sh

# The commands that start the VM of a job: with our kernel; options for a card. $(DEBIAN_BOOT)
# starts Debian's.
TEST_BOOT	= $(strip $(COVERAGE_BOOT) $(LAB_BOOT))
TEST_NIC	= --mem $(if $(filter 1,$(DEBUG)),2048,1024) --models $(NIC_SO)

# The environment of a script of tests
TEST_ENV	= W=$(W) BASE=$(BASE) BIN=$(BIN) OUT=$(RUN)/test T=$(call quoted,$(T))

TEST_BUILT	= $(if $(NETIF),$(LAB_KTAP) $(CARD_PROGRAMS),$(LAB_NEEDS) $(LAB_KTAP) \
		  $(if $(filter 1,$(DRYRUN)),,$(TEST_NEEDS) $(DEBIAN_KERNEL) $(DEBIAN_MODULES) $(DEBIAN_TUNNELS) $(NIC_SO)))

# The names that T= matches, by job. A guest's program runs on this machine, too, to list its own.
TEST_NAMES	= tests/names.sh $(TEST_COMMANDS) $(GUEST) $(dir $(LIBBPF_SO)) $(call quoted,$(T)) $(PRISTINE)
# The list of jobs as whole commands: JOB_NAME is what $NAME stands for in tests/jobs.
# DONE keeps a make that a test calls from building anything.
TEST_COMMANDS	:= $(RUN)/test.jobs
$(TEST_COMMANDS): export JOB_W = $(W)
$(TEST_COMMANDS): export JOB_BASE = $(BASE)
$(TEST_COMMANDS): export JOB_BIN = $(BIN)
$(TEST_COMMANDS): export JOB_OUT = $(RUN)/test
$(TEST_COMMANDS): export JOB_T = $(call quoted,$(T))
$(TEST_COMMANDS): export JOB_ENV = $(TEST_ENV)
$(TEST_COMMANDS): export JOB_DONE = $(call quoted,$(addprefix -o ,$(TEST_BUILT)))
$(TEST_COMMANDS): export JOB_BOOT = $(TEST_BOOT)
$(TEST_COMMANDS): export JOB_DEBIAN_BOOT = $(DEBIAN_BOOT)
$(TEST_COMMANDS): export JOB_DEBIAN_TUNNELS_BOOT = $(DEBIAN_TUNNELS_BOOT)
$(TEST_COMMANDS): export JOB_MODULES_BOOT = $(strip $(MODULES_BOOT))
$(TEST_COMMANDS): export JOB_NIC = $(TEST_NIC)
$(TEST_COMMANDS): export JOB_LAYER = $(filter-out virtio% mlx5% ice%,$(LAB_TESTS)) kunit_results tunnel_test rxmeta_test attach_names attach_targets dispatcher_test keep_test hint_error_test netlink_answers
$(TEST_COMMANDS): export JOB_MLX5_STORED = $(MLX5_STORED)
$(TEST_COMMANDS): export JOB_ICE_KEPT = $(ICE_KEPT) ice_no_room ice_split
$(TEST_COMMANDS): export JOB_MLX5_USER = $(MLX5_USER)
$(TEST_COMMANDS): export JOB_MLX5_DATA = $(MLX5_DATA)
$(TEST_COMMANDS): export JOB_MLX5_CONTROL = $(MLX5_CONTROL)
$(TEST_COMMANDS): export JOB_MLX5_SETTINGS = $(MLX5_SETTINGS)
$(TEST_COMMANDS): export JOB_ICE_DATA = $(ICE_DATA)
$(TEST_COMMANDS): export JOB_ICE_CONTROL = $(ICE_CONTROL)
$(TEST_COMMANDS): export JOB_CARD_MODE = $(CARD_MODE)
$(TEST_COMMANDS): export JOB_CARD = $(CARD)
$(TEST_COMMANDS): export JOB_ADDED = $(ADDED_BOOT)
$(TEST_COMMANDS): $$(TEST_JOBS) tests/expand-jobs.awk FORCE
	$(Q)mkdir -p $(RUN)/test
	$(Q)awk -f tests/expand-jobs.awk $(TEST_JOBS) >$@

.PHONY: test list-tests
test: $$(TEST_BUILT) $(if $(filter 1,$(DRYRUN)),,$(TEST_COMMANDS))
ifeq ($(DRYRUN),1)
	$(Q)$(LAB_BOOT) --run $(RUN)/test/layer -- /bin/sh /lab/in-guest.sh '$(T)' carriers
else
	$(Q)$(TEST_NAMES) >$(RUN)/test.names $(LAB_STATUS)
	$(Q)$(if $(NETIF),rm -f $(RUN)/test/rx-*.tap;) $(LAB_KTAP) $(if $(Q),,-v) $(if $(JUNIT),--junit '$(JUNIT)') \
		--jobs $(TEST_COMMANDS) --names $(RUN)/test.names --out $(RUN)/test $(TEST_CPUS) \
		$(LAB_KEEP) $(if $(filter *,$(T)),--learn) $(KTAP_OPTIONS) $(if $(NETIF),; s=$$?; $(CARD_ROW); (exit $$s)) $(LAB_STATUS)
endif

# No kernel is built for this but the one whose headers the guest's programs need.
list-tests: $$(LAB_PROGRAMS) $$(filter-out $$(MODULES_IMAGE) $$(MODULES_CPIO) $$(ADDED_CPIO),$$(TEST_NEEDS)) $(TEST_COMMANDS)
	$(Q)$(TEST_NAMES) >$(RUN)/test.names $(LAB_STATUS)
	$(Q)cut -d' ' -s -f4 $(RUN)/test.names | LC_ALL=C sort -u
