# SPDX-License-Identifier: GPL-2.0
#
# make series: the overlay as patches. make series-build: check that each commit builds.

SERIES_OUT	:= $(call out,series)

.PHONY: series series-build
series: $(W)/.tree
	$(Q)scripts/series/export.sh series $(OVERLAY_OUT) $(PRISTINE) $(SERIES_OUT)

series-build: series $(VMLINUX)
	$(Q)$(KMAKE_VARS) scripts/series/build-each.sh $(SERIES_OUT) $(TREE) $(PRISTINE) $(KOUT) \
		$(W)/series-build $(JOBS)
