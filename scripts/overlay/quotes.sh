#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# quotes.sh RULES PRISTINE PATH MADE: check that no rule quotes a line of the kernel that
# it does not need, and that every version of spatch reads its regular expressions alike.
#
# A rule quotes a line to find its site, or to name something in it. If the result is the
# same without the line, the line is needed for neither: it makes the rule depend on the
# surroundings of the site, and shows code that is not ours.
#
# MADE is the result of RULES on PRISTINE, the kernel file PATH.
set -eu
rules=$1 pristine=$2 path=$3 made=$4
here=$(dirname "$0")
tmp=$(mktemp -d "${TMPDIR:-/tmp}/cocci.XXXXXX")
trap 'rm -rf "$tmp"' EXIT

# spatch 1.3 of Debian 13 takes these characters literally.
if grep -HnE '=~ *"[^"]*[(){|}]' "$rules" >&2; then
	echo "spatch 1.3 finds nothing by such a regular expression; list the names: identifier f = {a, b};" >&2
	exit 1
fi

# A rule for other kernels finds no site here, with its lines or without.
awk -v kernel="$pristine" -f "$here/for-kernel.awk" "$rules" >"$tmp/all"

awk -f "$here/quotes.awk" "$tmp/all" | while read -r line; do
	awk -v without="$line" -f "$here/quotes.awk" "$tmp/all" >"$tmp/rules"
	if "$here/cocci.sh" "$tmp/rules" "$pristine" "$path" "$tmp/out" 2>/dev/null &&
	   cmp -s "$tmp/out" "$made"; then
		echo "$rules: not needed to find the site:$(sed -n "${line}p" "$tmp/all")"
	fi
done >"$tmp/found"
cat "$tmp/found" >&2
[ ! -s "$tmp/found" ]
