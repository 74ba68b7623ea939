# SPDX-License-Identifier: GPL-2.0
#
# The variables that a user may set. Wrong values are refused before anything is done. The
# most important is O: make clean removes what is in it, so a directory of others is refused.

SHELL	:= /bin/bash
.SHELLFLAGS := -o pipefail -c

O	?= build
V	?= 0
# The versions of Linux that the overlay is tested on, the default first; the same as
# KNOWN_KERNELS in scripts/overlay/kernel-tree.sh
TESTED_LINUX := 6.12 7.3
LINUX	?= $(firstword $(TESTED_LINUX))
KERNEL	?=
JOBS	?= $(shell nproc)

# $(call quoted,TEXT): one word for the shell
quoted	= '$(subst ','\'',$(1))'

USER_SET := O KERNEL LINUX JOBS V DEBUG KCSAN COVERAGE MODULES DRYRUN KEEP LAB_NO_SKIP CONFIG ACCEL SLOWDOWN \
	    TEST_JOBS TMPDIR T JUNIT NET CARDS GDB_PORT HOOKS FUZZ_TIME FILES DDP SAVE CMD SMP MEM TIMEOUT \
	    APPEND QEMU_ARGS SHORT VXLAN_PORT GENEVE_PORT GUE_PORT FOU_PORT VXLAN_GPE_PORT GTP_PORT \
	    L2TP_PORT L2TP_HEADER MPLS_PORT KINDS PREFIX DESTDIR NETIF
# What stands on the command line with nothing behind it: often a shell's variable that is not
# set. An empty KERNEL takes back one of the environment, and hooks, check and tests use that.
empty	:= $(foreach v,CONFIG NETIF CARDS PCAP,$(if $(filter command,$(origin $v)),$(if $(value $v),,$v)))
# These may contain a dollar.
as_typed = $(if $(filter CMD APPEND QEMU_ARGS,$(1)),$(value $(1)),$($(1)))
user_set := $(shell LC_ALL=C $(foreach v,$(USER_SET),$(if $(filter-out undefined,$(origin $v)),$v=$(call quoted,$(call as_typed,$v)))) \
	    EMPTY='$(empty)' scripts/variables/values.sh $(call quoted,$(abspath $(O))) $(call quoted,$(abspath $(KERNEL))) \
	    $(call quoted,$(or $(MAKECMDGOALS),help)))
ifneq ($(user_set),ok)
$(error $(or $(user_set),scripts/variables/values.sh failed))
endif
ifeq ($(and $(KERNEL),$(filter command,$(origin KERNEL)),$(filter command,$(origin LINUX))),command)
$(error KERNEL=$(KERNEL) and LINUX=$(LINUX) both name a kernel: give one of them)
endif

include scripts/variables/environment.mk
