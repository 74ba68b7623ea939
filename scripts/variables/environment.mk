# SPDX-License-Identifier: GPL-2.0
#
# What a user's environment says to other builds and programs. A kernel developer may have
# exported ARCH or KCFLAGS for a tree of their own: it does not reach ours. On the command
# line of make it is meant for this build, which cannot obey, so it is refused.

# Variables of the kernel's build and of its tools
KBUILD_USER	:= ARCH SUBARCH SRCARCH CROSS_COMPILE LLVM LLVM_IAS M W C CF D CHECK CHECKFLAGS \
		   KCFLAGS KCPPFLAGS KAFLAGS KRUSTFLAGS CFLAGS_KERNEL AFLAGS_KERNEL LDFLAGS_vmlinux \
		   CFLAGS_MODULE AFLAGS_MODULE LDFLAGS_MODULE HOSTCFLAGS HOSTCXX HOSTCXXFLAGS \
		   HOSTLDFLAGS HOSTLDLIBS HOSTRUSTFLAGS USERCFLAGS USERLDFLAGS LOCALVERSION MODLIB \
		   $(filter KBUILD_% KCONFIG_% INSTALL_%,$(.VARIABLES))
# Those of compilers and other programs, which may have a meaning for a goal of ours
TOOLS_USER	:= CFLAGS CPPFLAGS CXXFLAGS LDFLAGS LDLIBS AFLAGS ASFLAGS EXTRA_CFLAGS EXTRA_LDFLAGS \
		   EXTRA_WARNINGS LD AR NM AS CXX STRIP OBJCOPY OBJDUMP READELF PAHOLE OUTPUT DESTDIR prefix \
		   srctree objtree CPATH C_INCLUDE_PATH LIBRARY_PATH COMPILER_PATH GCC_EXEC_PREFIX \
		   DEPENDENCIES_OUTPUT SUNPRO_DEPENDENCIES
SHELL_USER	:= CDPATH POSIXLY_CORRECT BASH_ENV ENV GREP_OPTIONS GREP_COLOR TAR_OPTIONS XZ_OPT \
		   XZ_DEFAULTS GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE GIT_PREFIX LANGUAGE

refused	:= $(strip $(foreach v,$(filter-out $(if $(filter x86 x86_64,$(ARCH)),ARCH),$(KBUILD_USER)),\
	   $(if $(filter command% override,$(origin $v)),$v)))
ifneq ($(refused),)
$(error $(firstword $(refused))=$($(firstword $(refused))): this project builds the kernel by its own rules, and for x86-64 only: leave $(firstword $(refused)) out)
endif
unexport $(KBUILD_USER) $(TOOLS_USER) $(SHELL_USER)

ifneq ($(findstring e,$(filter-out -%,$(firstword $(MAKEFLAGS)))),)
$(error make -e lets the environment replace variables of the makefiles: leave -e out)
endif

# Scripts read what programs print, and sort: in English, and by bytes. Only the characters
# are the user's, as the demo draws by them.
ifneq ($(LC_ALL),)
export LC_CTYPE := $(LC_ALL)
endif
unexport LC_ALL
export LC_MESSAGES := C
export LC_COLLATE := C
export LC_NUMERIC := C
export LC_TIME := C
