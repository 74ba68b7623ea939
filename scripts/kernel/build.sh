#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# build.sh JOBS MAKE...: build the kernel with a line of progress.
#
# A dry run tells how many files there are to compile. It needs the generated headers, so
# `prepare` comes first. $PROGRESS shows `done/todo` while make runs. The whole output is
# in build.log of the kernel's build directory.
#
# QEMU boots vmlinux.boot there: the kernel itself, entered as a PVH guest. Without KVM,
# unpacking the kernel of a bzImage takes as long as booting Linux.
set -euo pipefail
jobs=$1
shift

out=$(printf '%s\n' "$@" | sed -n 's/^O=//p')
boot_image() { "${OBJCOPY:-objcopy}" --strip-all "$out/vmlinux" "$out/vmlinux.boot"; }

if [ "$V" = 1 ]; then
	"$@" -j"$jobs" vmlinux
	boot_image
	exit
fi

log=$out/build.log
if ! "$@" -j"$jobs" prepare >"$log" 2>&1; then
	tail -n 30 "$log" >&2
	exit 1
fi
# make runs a recipe that calls $(MAKE) in a dry run, too, so -n vmlinux would link the kernel
# once more. Before the first build nothing can be linked, and -n vmlinux.a would end at its
# first object.
whole=vmlinux
[ ! -e "$out/vmlinux.a" ] || whole=vmlinux.a
todo=$("$@" -n "$whole" 2>/dev/null | grep -cE "echo +'? *(CC|AS) " || true)
if ! "$@" -j"$jobs" vmlinux 2>&1 | tee -a "$log" | "$PROGRESS" "$todo"; then
	echo "The kernel does not build; the end of $log:" >&2
	grep -vE '^  (CC|AS|AR|LD|HOSTCC|GEN|UPD|CALL|DESCEND|INSTALL|WRAP|HDRINST) ' "$log" | tail -n 30 >&2
	exit 1
fi
boot_image
