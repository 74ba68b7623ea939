#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# config.sh TREE OUT FRAGMENT...: allnoconfig with the fragments laid over it.
#
# If two fragments name an option, the later one counts. The result has to keep every
# option of the fragments: one that its dependencies switch off is an error here, not a
# surprise at run time. So is a line that is no option, which merge_config.sh passes over.
# A line `# or: OPTION` gives another name or value for the option above it, for kernels that
# do not keep that one; `# or: nothing` says that they need none. fragments.sh says which
# fragments count for which kernels.
#
# $CC, $HOSTCC and $RUSTC are those of the build: with others, the kernel's host programs would be
# built here and once more by the build, and all objects after them.
set -eu
tree=$1 out=$2
shift 2
fragments=$("$(dirname "$0")/fragments.sh" "$tree" "$@")

# shellcheck disable=SC2086  # a list of files
odd=$(awk '!/^CONFIG_[A-Za-z0-9_]+=(y|m|n|"[^"]*"|-?[0-9]+|0x[0-9a-fA-F]+)[ \t]*$/ && !/^[ \t]*(#.*)?$/ {
	print FILENAME ":" FNR ": " $0 }' $fragments)
if [ -n "$odd" ]; then
	echo "These lines are no option of a kernel; write CONFIG_NAME=y, m, n, a number or \"text\":" >&2
	echo "$odd" >&2
	exit 1
fi

configure()
{
	env -u MAKEFLAGS -u MFLAGS make -s -C "$tree" O="$out" CC="${CC:-gcc}" HOSTCC="${HOSTCC:-gcc}" RUSTC="${RUSTC:-rustc}" "$@"
}

lay()	# lay FRAGMENT...
{
	configure allnoconfig >/dev/null
	(cd "$tree" && scripts/kconfig/merge_config.sh -m -O "$out" "$out/.config" "$@") >"$out/merge.log"
	configure olddefconfig 2>"$out/olddefconfig.log" || { cat "$out/olddefconfig.log" >&2; exit 1; }
}

# "# CONFIG_X is not set" is how the kernel writes CONFIG_X=n.
lost()	# lost FRAGMENT...: their options that the result does not have
{
	awk '
	/^CONFIG_/ { sub(/[ \t]+$/, ""); option = $0; sub(/=.*/, "", option); last[option] = $0 }
	/^# CONFIG_[A-Za-z0-9_]+ is not set/ { last[$2] = $2 "=n" }
	END { for (o in last) print last[o] }' "$@" |
	LC_ALL=C sort | while IFS= read -r line; do
	case $line in
	*=n) ! grep -q "^${line%=n}=" "$out/.config" || echo "$line" ;;
	*) grep -qxF -- "$line" "$out/.config" || echo "$line" ;;
	esac
done
}

# For each option on standard input that the fragments have another for: `OPTION OTHER`
others()
{
	# shellcheck disable=SC2086  # a list of files
	awk 'FNR == NR { lost[$0]; next } /^CONFIG_/ { line = $0 }
		/^# or: / && line in lost { print line, substr($0, 7) }' - $fragments
}

# shellcheck disable=SC2086
lay $fragments
# shellcheck disable=SC2086
lost=$(lost $fragments)
[ -n "$lost" ] || exit 0
others=$(echo "$lost" | others)
if [ -n "$others" ]; then
	echo "$others" | sed -n 's/.* \(CONFIG_.*\)/\1/p' >"$out/other.config"
	# shellcheck disable=SC2086
	lay $fragments "$out/other.config"
	# shellcheck disable=SC2086
	lost=$(lost $fragments "$out/other.config" | grep -vxF "$(echo "$others" | cut -d' ' -f1)" || true)
	[ -n "$lost" ] || exit 0
fi

# why OPTION: what became of it
why()
{
	name=${1%%=*}
	if ! grep -rqE --include='Kconfig*' "^[[:space:]]*(menu)?config[[:space:]]+${name#CONFIG_}[[:space:]]*$" "$tree"; then
		echo "$1: this kernel has no such option"
	elif now=$(grep "^$name=" "$out/.config"); then
		echo "$1: the result has $now"
	else
		echo "$1: it is off, as something that it depends on is off"
	fi
}

echo "The kernel's configuration does not keep these options:" >&2
echo "$lost" | while IFS= read -r line; do why "$line"; done >&2
rm -f "$out/.config"
exit 1
