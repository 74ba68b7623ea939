# shellcheck shell=bash disable=SC2154
# SPDX-License-Identifier: GPL-2.0
#
# project.sh: sourced by run.sh: a copy of this project, in which make is called with
# variables that it has to refuse, and the smallest kernel tree that it accepts. If make does
# not refuse them, -n keeps it from doing harm.

project=$tmp/project kernel=$tmp/linux
mkdir -p "$project" "$tmp/home" "$kernel/scripts/kconfig" "$kernel/net/core"
tar -c --exclude=./build --exclude=./.git . | tar -x -C "$project"
{ git -C "$project" init -q && git -C "$project" add -A; } >"$log" 2>&1
touch "$kernel/Makefile" "$kernel/Kbuild" "$kernel/scripts/kconfig/merge_config.sh" "$kernel/net/core/xdp.c"

# make_in_project ARGUMENT...: its status; the output is in the log
make_in_project()
{
	(cd "${in_project-$project}" && env -i PATH="$PATH" HOME="$tmp/home" MAKELEVEL=1 "${given[@]}" \
		make --no-print-directory "$@") >"$log" 2>&1 </dev/null
}
# shellcheck disable=SC2034  # the tests set it
given=()
export -f make_in_project
export project tmp log

# refused NAME TEXT ARGUMENT...: make prints one line with TEXT, and does nothing
refused()
{
	local name=$1 text=$2 status=0
	shift 2
	make_in_project "$@" || status=$?
	# make 4.4 has something to say of TMPDIR before it reads any file.
	sed -i "/^make: \\(TMPDIR value\\|using default temporary\\) /d" "$log"
	[ $status = 2 ] && [ "$(wc -l <"$log")" = 1 ] && grep -F -- "$text" "$log" |
		grep -q '^[a-z/]*\.mk:[0-9]*: \*\*\* .*\.  Stop\.$'
	local how=$?
	tail -n 5 "$log" >"$log.end" && mv "$log.end" "$log"
	echo "status $status, want 2 and one line with: $text" >>"$log"
	ok "$name" $how
}
