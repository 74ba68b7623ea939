#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# build-id.sh QEMU VERSION_FILE: print a header with the build id of QEMU, by which the
# shim recognizes it.
set -eu
id=$(readelf -n "$1" 2>/dev/null | sed -n 's/^ *Build ID: *//p')
[ -n "$id" ] || {
	echo "$1 has no build id: the NIC models cannot tell it from another QEMU." >&2
	echo "Use Debian's qemu-system-x86." >&2
	exit 1
}
# The shim calls QEMU's functions, so QEMU has to export them.
nm -D "$1" 2>/dev/null | grep -q ' T register_module_init$' || {
	echo "$1 does not export its symbols, so it takes no device from outside." >&2
	echo "Use Debian's qemu-system-x86, or a QEMU configured with --enable-modules." >&2
	exit 1
}
printf '/* Made by %s */\n' "${0##*/}"
printf '#define NIC_QEMU_BUILD_ID "%s"\n#define NIC_QEMU_VERSION "%s"\n' "$id" "$(cat "$2")"
