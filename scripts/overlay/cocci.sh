#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# cocci.sh RULES PRISTINE PATH OUT: apply one rule file to one kernel file.
#
# RULES     a semantic patch, run alone
# PRISTINE  the kernel file as it came; only read
# PATH      its name in the kernel tree, for messages
# OUT       the result; written only if every rule has found its sites
#
# A first line `// Options: ...` in RULES is for spatch; @scripts@ in it is this folder. Long code
# that a rule adds stands in a file PATH.part of the overlay, as a rule includes it by its name.
set -eu
rules=$1 pristine=$2 path=$3 out=$4
here=$(dirname "$0")

if [ ! -f "$pristine" ]; then
	echo "$path: the kernel tree has no such file, but $rules edits it" >&2
	exit 1
fi

tmp=$(mktemp -d "${TMPDIR:-/tmp}/cocci.XXXXXX")
trap 'rm -rf "$tmp"' EXIT
awk -v kernel="$pristine" -f "$here/for-kernel.awk" "$rules" >"$tmp/rules"
awk -v kernel="$pristine" -f "$here/wanted-sites.awk" "$tmp/rules" >"$tmp/wanted"
awk -v file="$path" -f "$here/count-sites.awk" "$tmp/wanted" "$tmp/rules" >"$tmp/run.cocci"
options=$(sed -n '1s,^// Options: ,,p' "$rules" | sed "s,@scripts@,$here,g")

# The counting is in Python, and Debian's spatch is built for Debian's Python. Another
# python3 that comes first in PATH may be of another version, or a script that takes
# longer than spatch itself.
# shellcheck disable=SC2086  # options is a list of words
if ! PATH=/usr/bin:$PATH spatch --very-quiet $options --sp-file "$tmp/run.cocci" "$pristine" \
     -o "$tmp/out" >/dev/null 2>"$tmp/log"; then
	if ! grep -E '^[^ ]+: rule .*: want ' "$tmp/log" >&2; then
		echo "$path: spatch failed on $rules:" >&2
		cat "$tmp/log" >&2
	fi
	exit 1
fi
if grep -iE 'warning|error' "$tmp/log" >&2; then
	echo "$path: spatch warns about $rules; warnings are errors here" >&2
	exit 1
fi
if [ ! -s "$tmp/out" ]; then
	echo "$path: spatch wrote nothing for $rules" >&2
	exit 1
fi
awk -f "$here/tidy-line.awk" -f "$here/tidy.awk" pass=1 "$pristine" pass=2 "$tmp/out" \
	pass=3 "$tmp/out" >"$tmp/tidy"
awk -v part="$here/../../$path.part" -f "$here/paste-part.awk" "$tmp/tidy" >"$tmp/whole"
mkdir -p "$(dirname "$out")"
cp "$tmp/whole" "$out.tmp"
mv "$out.tmp" "$out"
