#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# run.sh LISTS JOBS: run the tests that the files LISTS name, JOBS at a time.
#
# A line of a list is a name and a shell command that prints TAP. What a job printed
# appears as a whole when it is over, its name first, so that side by side they do
# not mix; $OUT/NAME.tap has it for later. The exit status is the gravest: 255 for
# a guest that panicked, 124 a timeout, 2 a broken lab, 1 a failed test.
set -u
lists=$1 jobs=$2
mkdir -p "$OUT"
rm -f "$OUT"/*.status

run_job()
{
	local name=$1 command=$2 status=0
	printf "  %-8s%s\n" RUN "$name" >&2
	bash -c "$command" >"$OUT/$name.tap" 2>"$OUT/$name.err" </dev/null || status=$?
	echo "$status" >"$OUT/$name.status"
	(
		flock 9
		grep -q '^# file: ' "$OUT/$name.tap" || echo "# file: $name"
		cat "$OUT/$name.tap"
		cat "$OUT/$name.err" >&2
	) 9>"$OUT/lock"
}
export -f run_job

# shellcheck disable=SC2016,SC2086  # for the shell that xargs starts; a list of files
sed -nE 's/^([a-z][a-z0-9-]*)[ \t]+(.*)/\1\n\2/p' $lists | tr '\n' '\0' |
	xargs -0 -n 2 -P "$jobs" bash -c 'run_job "$1" "$2"' job

for grave in 255 124 2; do
	! grep -qx "$grave" "$OUT"/*.status || exit "$grave"
done
! grep -qvx 0 "$OUT"/*.status
