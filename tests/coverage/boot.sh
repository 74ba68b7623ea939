#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# boot.sh LAB_RUN... --run DIR... -- CMD...: start a VM as it says, and let it leave
# in DIR/gcov.tar how often the kernel ran each line. A VM with another use for
# --out, or no command, is started as it is, and not counted.
set -eu
all=("$@") boot=() dir=
while [ $# -gt 0 ] && [ "$1" != -- ]; do
	case $1 in
	--run) dir=$2 ;;
	--out) exec "${all[@]}" ;;
	esac
	boot+=("$1")
	shift
done
[ $# -ge 2 ] || exec "${all[@]}"
[ "$dir" ] || { echo "usage: $0 LAB_RUN... --run DIR... -- CMD..." >&2; exit 2; }
shift
exec "${boot[@]}" --out "$dir/gcov.tar" -- /bin/sh /lab/gather.sh "$@"
