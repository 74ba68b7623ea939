# SPDX-License-Identifier: GPL-2.0
#
# Paths of products, flags, and how a recipe says what it does. Included before any rule.

.DELETE_ON_ERROR:
.SUFFIXES:
MAKEFLAGS += --no-builtin-rules

# All files below some directories, except hidden ones. Running find would take each call
# of make longer than reading all makefiles.
files_below = $(foreach f,$(wildcard $(addsuffix /*,$(1))),$(if $(wildcard $(f)/.),$(call files_below,$(f)),$(f)))

Q	:= $(if $(filter 1,$(V)),,@)
msg	= @printf '  %-8s%s\n' '$(1)' '$(2)'

# The kind of kernel: DEBUG=1 has the kernel's checkers, KCSAN=1 looks for data races,
# COVERAGE=1 counts the lines that run (for make coverage). Each kind has a kernel of its
# own, and so has all that is made from it.
DEBUG	?= 0
KCSAN	?= 0
COVERAGE ?= 0
KERNEL_KINDS	:= $(if $(filter 1,$(DEBUG)),debug) $(if $(filter 1,$(KCSAN)),kcsan) \
		   $(if $(filter 1,$(COVERAGE)),coverage)
KIND	:= $(addprefix -,$(strip $(KERNEL_KINDS)))
ifneq ($(filter-out 0 1,$(DEBUG) $(KCSAN) $(COVERAGE))$(word 2,$(KERNEL_KINDS)),)
$(error DEBUG=$(DEBUG) KCSAN=$(KCSAN) COVERAGE=$(COVERAGE): want 0 or 1, and 1 only once)
endif

# CONFIG=FILE...: fragments over the options of the lab's kernel. Their paths are the key of a
# build directory of its own: the default kernel stays as it is, and what an edit of a
# fragment changes is built again there.
CONFIG		?=
CONFIG_FILES	:= $(abspath $(CONFIG))
CONFIG_KEY	:= $(if $(CONFIG_FILES),-$(basename $(notdir $(firstword $(CONFIG_FILES))))-$(shell \
		   printf %s '$(CONFIG_FILES)' | cksum | cut -d' ' -f1))

# The names of products in the build directory, beside those of kernels; each name may end
# with a kind, with -plain or -public. make clean removes these names and no others.
BUILD		:= $(abspath $(O))
OUT_DIRS	:= bench bin coverage debian debian-kernel demo hooks qemu-headers run series source
out		= $(if $(filter $(1),$(OUT_DIRS)),$(BUILD)/$(1),$(error $(1) is none of OUT_DIRS in scripts/common.mk, so make clean would leave it))
OUT_KINDS	:= plain public debug kcsan coverage
ifneq ($(filter-out $(OUT_KINDS),$(KERNEL_KINDS)),)
$(error $(KERNEL_KINDS) is none of OUT_KINDS in scripts/common.mk, so make clean would leave it)
endif

# Debian's source of the kernel: deps.list has the package of the default version, and
# others are fetched.
DEFAULT_LINUX	:= $(filter $(firstword $(TESTED_LINUX)),$(LINUX))
DEBIAN_SOURCE	?= $(if $(DEFAULT_LINUX),/usr/src,$(call out,source))/linux-source-$(LINUX).tar.xz

# $(call base_of,N.M): the name of the directory for Debian's kernel of this version
base_of		= debian$(if $(filter $(firstword $(TESTED_LINUX)),$(1)),,-$(1))

# All products of one kernel tree lie under BASE. Those of a kernel of another kind lie
# under W. KERNEL=DIR is only read.
KERNEL_KEY	:= $(if $(KERNEL),$(notdir $(abspath $(KERNEL)))-$(shell \
		   printf %s '$(abspath $(KERNEL))' | cksum | cut -d' ' -f1),$(call base_of,$(LINUX)))
BASE		:= $(BUILD)/$(KERNEL_KEY)
W		:= $(BASE)$(CONFIG_KEY)$(KIND)
PRISTINE	:= $(BASE)/pristine
TREE		:= $(BASE)/tree
KOUT		:= $(W)/kernel
KIMAGE		:= $(KOUT)/vmlinux.boot
VMLINUX		:= $(KOUT)/vmlinux
UAPI		:= $(W)/usr/include
LIBBPF		:= $(W)/libbpf/obj/libbpf.a
LIBBPF_SO	:= $(W)/libbpf/libbpf.so
BPFTOOL		:= $(W)/bpftool/bpftool
GUEST_BPFTOOL	:= $(W)/bpftool-guest/bpftool
VMLINUX_H	:= $(W)/bpf/vmlinux.h
GUEST		:= $(W)/guest
BIN		:= $(call out,bin)
RUN		:= $(call out,run)$(CONFIG_KEY)$(KIND)

# A marker in BUILD says that it is ours, and names what OUT_DIRS does not: kernels other than
# Debian's, and those with fragments.
OUT_MARKER	:= $(BUILD)/.xdp-rx-meta
out_kernel	:= $(filter-out debian,$(KERNEL_KEY)) $(if $(CONFIG_KEY),$(KERNEL_KEY)$(CONFIG_KEY) run$(CONFIG_KEY))
ifneq ($(filter-out help deps clean,$(or $(MAKECMDGOALS),help)),)
ifneq ($(if $(wildcard $(OUT_MARKER)),$(filter-out $(file <$(OUT_MARKER)),$(out_kernel)),unmarked),)
ifneq ($(shell scripts/out-dir.sh take $(BUILD) $(out_kernel) && echo ok),ok)
$(error O=$(O) cannot be used)
endif
endif
endif

CLANG		?= clang-19
HOSTCC		?= gcc
CC		:= gcc
CCACHE		:= $(abspath scripts/ccache.sh)

# The same for every user at any time and in any directory, so that ccache hits: objects name
# their sources from the top of the tree, and the options do not say whether there is a rustc.
# ccache 4.11 of Debian 13 gives gcc the path of a source from the directory of the build, instead
# of the whole one. Only there has that a map: with it ccache misses what was compiled without.
# Its make also expands the variable where the kernel's makefiles have not set srctree yet.
SOURCE_NAMES	:= -fdebug-prefix-map=$$(realpath $$(srctree))/=
ifneq ($(filter 4.1%,$(shell ccache --version 2>/dev/null)),)
SOURCE_NAMES	+= -fdebug-prefix-map=$$(shell realpath --relative-to=. $$(or $$(srctree),.))/=
endif
KMAKE_VARS	= KCFLAGS='$(KCFLAGS) $(SOURCE_NAMES)' KAFLAGS='$(KAFLAGS) $(SOURCE_NAMES)' RUSTC=false \
		  KBUILD_BUILD_TIMESTAMP='Thu Jan  1 00:00:00 UTC 1970' \
		  KBUILD_BUILD_USER=lab KBUILD_BUILD_HOST=lab \
		  CC='$(CCACHE) $(CC)' HOSTCC='$(CCACHE) $(HOSTCC)'
KMAKE		= env -u MAKEFLAGS -u MFLAGS -u O -u V -u KERNEL -u LINUX -u DEBUG -u KCSAN -u COVERAGE -u CONFIG \
		  $(MAKE) -C $(TREE) O=$(KOUT) $(KMAKE_VARS)

CFLAGS_COMMON	:= -std=gnu11 -O2 -g -Wall -Wextra -Werror -Wno-sign-compare \
		   -Wno-unused-parameter -D_GNU_SOURCE
HOST_CFLAGS	:= $(CFLAGS_COMMON) -iquote .
GUEST_CFLAGS	= $(CFLAGS_COMMON) -iquote . -I$(UAPI) -I$(W)/libbpf/include -I$(W)/bpf
# One libbpf for all programs that stay in the guest. A copy in each was a third of the
# initramfs, which every VM unpacks.
GUEST_LIBS	:= $(LIBBPF_SO) -Wl,-rpath,/lab
