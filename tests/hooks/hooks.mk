# SPDX-License-Identifier: GPL-2.0
#
# make hooks: take out each hook of the overlay, and see a test fail. For Debian's kernel
# source only.

HOOKS	?= *
HOOKS_OUT := $(call out,hooks)
HOOKS_GUARDS := tests/hooks/guards.list

.PHONY: hooks
hooks:
	$(Q)LINUX=$(LINUX) tests/hooks/hooks.sh $(HOOKS_OUT) $(call base_of,$(LINUX)) '$(HOOKS)' $(HOOKS_GUARDS)
