# SPDX-License-Identifier: GPL-2.0
#
# make hooks: would a test fail without it? For Debian's kernel source only.

HOOKS	?= *
HOOKS_OUT := $(call out,hooks)

.PHONY: hooks
hooks:
	$(Q)tests/hooks/hooks.sh $(HOOKS_OUT) '$(HOOKS)'
