#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# boot.sh LAB_RUN... --run DIR... -- CMD...: run this command, and have the guest write to
# DIR/gcov.tar how often the kernel ran each line. A command that uses --out itself, or has
# no CMD, is run as it is, and its lines are not counted.
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
