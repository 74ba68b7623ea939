#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# run-in-guest.sh GLOB NAME: run one of the kernel's selftests, the row NAME of the list, in its
# folder, and print its results as TAP: those whose names GLOB matches.
glob=$1 name=$2

matching()
{
	local line result=0
	while IFS= read -r line; do
		if [[ $line =~ ^(ok|not\ ok)\ [0-9]+\ ([^ ]+)(.*) ]]; then
			# shellcheck disable=SC2053  # a glob
			[[ ${BASH_REMATCH[2]} = $glob ]] || continue
			line="${BASH_REMATCH[1]} $((++result)) ${BASH_REMATCH[2]}${BASH_REMATCH[3]}"
		elif [[ $line =~ ^1\.\.[0-9]+$ ]]; then
			line=1..$result
		fi
		printf '%s\n' "$line"
	done
}

while read -r row folder _ _ command; do [ "$row" != "$name" ] || break; done </selftests/list
cd "/selftests/$folder" || exit 2

# Its status is a line of its own, as a process that it leaves behind may hold the pipe. mawk waits
# for a full buffer without the option, and a panic would lose what is in there.
{
	# shellcheck disable=SC2086  # words
	env $command </dev/null 2>&1
	echo "selftest-status $?"
} | mawk -W interactive -v name="$name" -f /lab/to-tap.awk | matching
