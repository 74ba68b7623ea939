#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# marks.sh PRISTINE...: check the marks of rules and files that only some kernels need.
#
# The arguments are the pristine trees of all tested kernels. A symbol that none of them has
# marks what no kernel needs any more, or is misspelt. One that all of them have marks
# nothing. Both are errors.
set -euo pipefail
here=$(dirname "$(realpath "$0")")
bad=0

check()	# check WHAT FILE SYMBOL
{
	local tree has=0
	for tree in "${trees[@]}"; do
		! grep -qsw -- "$3" "$tree/$2" || has=$((has + 1))
	done
	case $has in
	0)		echo "$1: no tested kernel has $3 in $2" >&2; bad=1 ;;
	"${#trees[@]}")	echo "$1: every tested kernel has $3 in $2, so leave the mark out" >&2; bad=1 ;;
	esac
}

trees=("$@")
while IFS=: read -r rules _ symbol; do
	check "$rules" "${rules%.cocci}" "${symbol#*when: }"
done < <(git ls-files -z -- '*.cocci' | xargs -0 grep -n '^// when: ')
while read -r name file symbol; do
	[ -e "$name" ] || { echo "optional.list: there is no $name" >&2; bad=1; }
	check "optional.list: $name" "$file" "$symbol"
done < <(sed '/^#/d; /^$/d' "$here/../overlay/optional.list")
exit $bad
