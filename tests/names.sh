#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# names.sh JOBS GUEST LIBRARIES GLOB PRISTINE: the tests of these jobs whose names match GLOB.
#
# JOBS       a list of jobs, with their whole commands
# GUEST      the directory of the guest's programs, which run on this machine as well
# LIBRARIES  that of their libraries
# PRISTINE   the kernel tree without the overlay, which the conditions in tests/names ask
#
# Prints JOB DOCUMENT NAME SHOWN a line. DOCUMENT is the program of a guest, else the job.
# SHOWN is the name as list-tests prints it. A JOB alone means that its tests are not known,
# as for a shell command of the user's own. Status 3: no test matches.
#
# A program of the tests lists its names itself if TEST_LIST is set. Scripts cannot, so the
# file tests/names has theirs. lab-ktap fails where a run does not have the listed names.
set -euo pipefail
jobs=$1 guest=$2 libraries=$3 glob=$4 pristine=$5
names=$(dirname "$0")/names
tmp=$(mktemp)
trap 'rm -f "$tmp" "$tmp".*' EXIT

# section NAME: its names, or 1 if tests/names does not have it
section()
{
	awk -v name="$1" -v pristine="$pristine" -f "$names.awk" -f "$(dirname "$names")/lib/symbol.awk" "$names"
}

# ask PROGRAM: have it list its names. One that does not know how would run its tests.
ask()
{
	grep -qs TEST_LIST "$1" || return
	LD_LIBRARY_PATH=$libraries${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH} TEST_LIST=1 "$1" </dev/null
}

# matching JOB DOCUMENT PREFIX: of the names in $tmp. A name matches with its prefix and without.
matching()
{
	local name
	while read -r name; do
		# shellcheck disable=SC2254  # a glob
		case $name in $glob) ;; *) case $3$name in $glob) ;; *) continue ;; esac ;; esac
		echo "$1 $2 $name $3$name"
	done <"$tmp"
}

guest_program()	# guest_program JOB DOCUMENT PROGRAM
{
	if section "$3" >"$tmp"; then
		matching "$1" "$2" ''
	elif [ "$3" = demo ]; then
		LD_LIBRARY_PATH=$libraries "$guest/demo" --list >"$tmp" && matching "$1" "$2" ''
	else
		ask "$guest/$3" >"$tmp" && matching "$1" "$2" "$3."
	fi
}

in_guest()	# in_guest JOB COMMAND...
{
	local job=$1 program
	case "$2 ${3-}" in
	'/bin/sh /lab/in-guest.sh')
		for program in "${@:5}"; do
			[[ $program = *=* ]] || guest_program "$job" "$program" "$program" || return
		done ;;
	# One of the kernel's selftests
	'/bin/bash /lab/run-in-guest.sh') guest_program "$job" "$job" "$5" ;;
	/lab/*) guest_program "$job" "$job" "${2#/lab/}" ;;
	*) false ;;
	esac
}

job()	# job JOB COMMAND...
{
	local job=$1
	shift
	while [[ ${1-} = [A-Z]*=* ]]; do export "${1?}"; shift; done
	case ${1-} in
	*/lab-run|*/coverage/boot.sh)
		while [ $# -gt 0 ] && [ "$1" != -- ]; do shift; done
		[ $# -gt 1 ] && in_guest "$job" "${@:2}" ;;
	*)
		{ section "${1-}" || ask "${1-}"; } >"$tmp" && matching "$job" "$job" '' ;;
	esac
}

while read -r name command; do
	mapfile -t words < <(xargs printf '%s\n' <<<"$command" 2>/dev/null)
	(job "$name" "${words[@]}") >"$tmp.job" && cat "$tmp.job" || echo "$name"
done <"$jobs" >"$tmp.all"
cat "$tmp.all"
[ -s "$tmp.all" ] || {
	echo "T=$glob matches no test: make list-tests lists the names" >&2
	exit 3
}
