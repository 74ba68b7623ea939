#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# config.sh TREE OUT FRAGMENT...: allnoconfig with the fragments laid over it.
#
# If two fragments name an option, the later one counts. The result has to keep every
# option of the fragments: one that its dependencies switch off is an error here, not a
# surprise at run time. A line `# or: OPTION` gives another name or value for the option
# above it, for kernels that do not keep that one; `# or: nothing` says that they need none.
#
# $CC and $HOSTCC are those of the build: with others, the kernel's host programs would be
# built here and once more by the build, and all objects after them.
set -eu
tree=$1 out=$2
shift 2
fragments=$(realpath "$@")
other=$out/other.config

configure() { make -s -C "$tree" O="$out" CC="${CC:-gcc}" HOSTCC="${HOSTCC:-gcc}" "$@"; }

lay()	# lay FRAGMENT...
{
	configure allnoconfig >/dev/null
	(cd "$tree" && scripts/kconfig/merge_config.sh -m -O "$out" "$out/.config" "$@") >"$out/merge.log"
	configure olddefconfig 2>"$out/olddefconfig.log"
}

lost()	# lost FRAGMENT...: their lines that the result does not have
{
	awk -F= '/^CONFIG_/ { last[$1] = $0 } END { for (o in last) print last[o] }' "$@" |
		LC_ALL=C sort | while IFS= read -r line; do
		case $line in
		*=n) grep -q "^${line%=n}=" "$out/.config" && echo "$line" ;;
		*) grep -qxF "$line" "$out/.config" || echo "$line" ;;
		esac
		:
	done
}

# For each line on standard input that the fragments have another for: `LINE OTHER`
others()
{
	# shellcheck disable=SC2086  # a list of files
	awk 'FNR == NR { lost[$0]; next } /^CONFIG_/ { line = $0 }
		/^# or: / && line in lost { print line, substr($0, 7) }' - $fragments
}

# shellcheck disable=SC2086  # a list of files
lay $fragments
# shellcheck disable=SC2086
lost $fragments >"$out/lost"
: >"$out/others"
[ ! -s "$out/lost" ] || others <"$out/lost" >"$out/others"
if [ -s "$out/others" ]; then
	sed -n 's/.* \(CONFIG_.*\)/\1/p' "$out/others" >"$other"
	# shellcheck disable=SC2086
	lay $fragments "$other"
	# shellcheck disable=SC2086
	lost $fragments "$other" | grep -vxF "$(cut -d' ' -f1 "$out/others")" >"$out/lost" || true
fi
if [ -s "$out/lost" ]; then
	echo "The kernel's configuration does not keep these options; something they depend on is off:" >&2
	cat "$out/lost" >&2
	rm -f "$out/.config"
	exit 1
fi
