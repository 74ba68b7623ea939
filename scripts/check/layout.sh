#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# layout.sh ALLOWED [PROJECT]: check the rules of the project's layout.
#
#  - no circle of folders whose sources include each other's headers; a folder is a
#    path of one or two levels, like nic or tests/lib
#  - no suite of tests includes a file of another suite, and nothing else includes a file
#    of tests/; tests/lib is for all suites
#  - no makefile outside of tests/ names a path in tests/
#  - no file name stands twice, unless a line of ALLOWED gives a reason: NAME REASON
#  - no shell or awk file has more than 100 lines, and no C file more than 600
#
# Each offence is a line on standard error, and the exit status is 1.
set -euo pipefail
export LC_ALL=C
here=$(dirname "$(realpath "$0")") allowed=$(realpath "$1")
cd "${2:-.}"
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

# Of the overlay only new files: a rule is called after the kernel file that it changes.
overlay()
{
	find drivers include kernel net Documentation tools -type f ! -name '*.cocci' ! -name '*.add' \
		! -name '*.sections' ! -name '*.part' ! -name '*~' 2>/dev/null || true
}
ours() { find .ci bpf demo examples nic qemu scripts tests docs -type f ! -name '*~' 2>/dev/null || true; }
ours | sort >"$tmp/ours"

offence() { printf '%s\n' "$1" >>"$tmp/offences"; }
each_line() { while IFS= read -r line; do offence "$line"; done; }

# FOLDER, OTHER FOLDER, FILE:LINE and the file that this one includes
edges()
{
	grep -E '\.(c|h|def)$' "$tmp/ours" | xargs -r grep -nHE '^[ \t]*#[ \t]*include[ \t]*"' |
		awk -f "$here/includes.awk" "$tmp/ours" -
}

circles() { awk -F '\t' -f "$here/circles.awk" "$tmp/edges" | each_line; }

suites()
{
	awk -F '\t' '$2 !~ /^tests/ { next }
		$1 !~ /^tests/ { print $3 ": " $1 " includes " $4 ": only tests may include tests" }
		$1 ~ /^tests/ && $2 != "tests/lib" {
			print $3 ": " $1 " includes " $4 " of another suite: what suites share is in tests/lib" }' \
		"$tmp/edges" | each_line
}

makefiles()
{
	grep -E '(\.mk|/Makefile[^/]*)$' "$tmp/ours" | grep -v '^tests/' |
		{ xargs -r grep -nH 'tests/' || true; } | sed -E 's/^([^:]*:[0-9]+):.*/\1: a makefile of the product names tests\//' | each_line
}

names()
{
	local name path
	sed 's,.*/,,' "$tmp/ours" <(overlay) | sort | uniq -d >"$tmp/twice"
	sed '/^#/d; /^$/d' "$allowed" | sort >"$tmp/allowed"
	awk 'NF < 2 { print $1 ": a name that may stand twice wants a reason" }' "$tmp/allowed" | each_line
	while read -r name; do
		path=$(grep -E "(^|/)${name//./\\.}\$" "$tmp/ours" <(overlay) -h | paste -sd ' ')
		offence "$name stands more than once: $path"
	done < <(cut -d' ' -f1 "$tmp/allowed" | tr -d '\t' | sort -u | comm -23 "$tmp/twice" -)
	while read -r name; do
		offence "$name stands only once: take it out of ${allowed##*/}"
	done < <(cut -d' ' -f1 "$tmp/allowed" | sort -u | comm -13 "$tmp/twice" -)
}

lengths()
{
	local file kind lines max
	while read -r file; do
		kind='shell or awk' max=100
		case $file in
		*.sh|*.awk) ;;
		*.[ch]) kind=C max=600 ;;
		*.*|*/table|*/jobs) continue ;;
		*) head -c 64 "$file" | head -n 1 | grep -qE '^#!.*[/ ](ba|da|)sh' || continue ;;
		esac
		lines=$(wc -l <"$file")
		[ "$lines" -le $max ] || offence "$file: $lines lines of $kind, at most $max are allowed"
	done < <(cat "$tmp/ours" <(overlay))
}

: >"$tmp/offences"
edges >"$tmp/edges"
circles
suites
makefiles
names
lengths
cat "$tmp/offences" >&2
[ ! -s "$tmp/offences" ]
