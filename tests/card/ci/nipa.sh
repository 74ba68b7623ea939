#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# usage: nipa.sh BUNDLE
#
# Add this collection to BUNDLE, what `make install` of a kernel's selftests has made for a
# machine with a card. NIPA's worker then runs it as any other collection, by
# run_kselftest.sh, with the net.config that NIPA writes for drivers/net/hw.
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
[ -f "${1-}/kselftest-list.txt" ] || {
	echo "usage: nipa.sh BUNDLE: want the folder that has kselftest-list.txt" >&2
	exit 2
}
to=$1/drivers/net/hw/xdp-rx-meta
mkdir -p "$to"
cp "$here"/rx_* "$here"/settings "$to"
ln -sf ../net.config "$to/net.config"
for test in rx_hints rx_stored; do
	grep -qx "drivers/net/hw/xdp-rx-meta:$test" "$1/kselftest-list.txt" ||
		echo "drivers/net/hw/xdp-rx-meta:$test" >>"$1/kselftest-list.txt"
done
