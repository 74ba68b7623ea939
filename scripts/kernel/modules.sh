#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# modules.sh KOUT ROOT JOBS MAKE...: build the modules that the configuration of the kernel in
# KOUT asks for, install them below ROOT, and print the list of their files in the guest for
# gen_init_cpio. It prints nothing for a configuration without modules.
set -euo pipefail
kout=$1 root=$2 jobs=$3
shift 3
rm -rf "$root"
grep -q '=m$' "$kout/.config" || exit 0

printf '  %-8s%s\n' MODULES "$(grep -c '=m$' "$kout/.config") options" >&2
if ! "$@" -j"$jobs" modules >>"$kout/build.log" 2>&1 ||
   ! "$@" modules_install INSTALL_MOD_PATH="$root" INSTALL_MOD_STRIP=1 \
	DEPMOD="$(PATH=$PATH:/sbin:/usr/sbin command -v depmod)" >>"$kout/build.log" 2>&1; then
	echo "The modules do not build; the end of $kout/build.log:" >&2
	tail -n 20 "$kout/build.log" >&2
	exit 1
fi
find "$root" -type f -printf 'file /%P %p 0644 0 0\n' | LC_ALL=C sort |
	awk -f "$(dirname "$0")/../../qemu/guest/directories.awk"
