#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# config.sh TREE OUT FRAGMENT...: allnoconfig with the fragments laid over it.
#
# If two fragments name an option, the later one counts. The result has to keep every
# option of the fragments: one that its dependencies switch off is an error here, not a
# surprise at run time.
#
# $CC and $HOSTCC are those of the build: with others, the kernel's host programs would be
# built here and once more by the build, and all objects after them.
set -eu
tree=$1 out=$2
shift 2
fragments=$(realpath "$@")

configure() { make -s -C "$tree" O="$out" CC="${CC:-gcc}" HOSTCC="${HOSTCC:-gcc}" "$@"; }

configure allnoconfig >/dev/null
# shellcheck disable=SC2086  # a list of files
(cd "$tree" && scripts/kconfig/merge_config.sh -m -O "$out" "$out/.config" $fragments) >"$out/merge.log"
configure olddefconfig

# shellcheck disable=SC2086
lost=$(awk -F= '/^CONFIG_/ { last[$1] = $0 } END { for (o in last) print last[o] }' $fragments |
	LC_ALL=C sort | while IFS= read -r line; do
	case $line in
	*=n) grep -q "^${line%=n}=" "$out/.config" && echo "$line" ;;
	*) grep -qxF "$line" "$out/.config" || echo "$line" ;;
	esac
	:
done)
if [ -n "$lost" ]; then
	echo "The kernel's configuration does not keep these options; something they depend on is off:" >&2
	echo "$lost" >&2
	rm -f "$out/.config"
	exit 1
fi
