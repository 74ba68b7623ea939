#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# quotes.sh RULES PRISTINE PATH MADE: no rule quotes more than it needs, or has a
# regular expression that one spatch reads otherwise than another.
#
# A line of the kernel in a rule is there to find its site, or to name something
# in it. One that is left out and leaves the result the same was neither: it makes
# the rule depend on what surrounds the site, and shows lines that are not ours.
#
# MADE is what RULES make of PRISTINE, the kernel file PATH.
set -eu
rules=$1 pristine=$2 path=$3 made=$4
here=$(dirname "$0")
tmp=$(mktemp -d "${TMPDIR:-/tmp}/cocci.XXXXXX")
trap 'rm -rf "$tmp"' EXIT

# To spatch 1.3 of Debian 13 these characters are as good as any other.
if grep -HnE '=~ *"[^"]*[(){|}]' "$rules" >&2; then
	echo "spatch 1.3 finds nothing by such a regular expression; list the names: identifier f = {a, b};" >&2
	exit 1
fi

awk -f "$here/quotes.awk" "$rules" | while read -r line; do
	awk -v without="$line" -f "$here/quotes.awk" "$rules" >"$tmp/rules"
	if "$here/cocci.sh" "$tmp/rules" "$pristine" "$path" "$tmp/out" 2>/dev/null &&
	   cmp -s "$tmp/out" "$made"; then
		echo "$rules:$line: not needed to find the site:$(sed -n "${line}p" "$rules")"
	fi
done >"$tmp/found"
cat "$tmp/found" >&2
[ ! -s "$tmp/found" ]
