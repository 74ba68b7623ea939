# shellcheck shell=bash disable=SC2154
# SPDX-License-Identifier: GPL-2.0
#
# clean_test.sh: sourced by out_test.sh: how make recognises its build directory; make clean
# removes all that make has built and nothing else.

out=$tmp/new/out marker=.xdp-rx-meta
small=bin/progress	# needs no kernel, and builds at once

builds() { make_in_project O="$1" "${1%/}/$small" "${@:2}" && [ -x "$1/$small" ] && [ -f "$1/$marker" ]; }
cleans() { make_in_project clean O="$1" && [ ! -e "$1" ]; }

make_in_project -n test O="$out" && make_in_project -n test O="$out"; ok dry_run_twice $?
rm -rf "$out"
make_in_project clean O="$out" && make_in_project help O="$out" && [ ! -e "$out" ]; ok clean_and_help_make_no_directory $?
builds "$out" && builds "$out"; ok new_directory $?
cleans "$out"; ok clean_new_directory $?
mkdir "$out" && builds "$out/" && cleans "$out/"; ok empty_directory $?
mkdir "$out" && ln -s out "$tmp/new/link" && builds "$tmp/new/link" && make_in_project clean O="$tmp/new/link" &&
	[ -z "$(ls -A "$out")" ]; ok link_to_directory $?

# Every directory of the build directory that a rule or a variable of a makefile names
all_directories()
{
	local how
	for how in V=0 DEBUG=1 KCSAN=1 COVERAGE=1; do
		make_in_project -pqr "$how" "$@" help
		grep -oE "$out/[A-Za-z0-9_][^/ :;'\")|,]*" "$log"
	done | sort -u
}
clean_removes_all()
{
	local directory directories
	directories=$(all_directories O="$out"; all_directories O="$out" KERNEL="$kernel")
	builds "$out" KERNEL="$kernel" || return
	for directory in $directories; do
		mkdir -p "$directory/sub" && touch "$directory/file" || return
	done
	ls "$out" >"$tmp/all"
	[ "$(wc -l <"$tmp/all")" -ge 21 ] && cleans "$out" && return
	{ echo 'all:'; cat "$tmp/all"; echo 'left:'; ls -A "$out"; } >>"$log"
	return 1
}
clean_removes_all; ok clean_removes_all $?
rm -rf "$out"

builds "$out" && mkdir "$out/mine" && touch "$out/notes" && make_in_project clean O="$out" && line 'so they stay: mine' &&
	[ "$(ls -A "$out")" = $'mine\nnotes' ]; ok clean_keeps_what_make_did_not_build $?
refused clean_was_the_last_of_it 'has files that make did not build' clean O="$out"
rm -rf "$out"
builds "$out" && ln -s "$tmp/theirs" "$out/series" && printf '%s\n' ../../theirs "$tmp/theirs" . .. '*' '' >>"$out/$marker" &&
	make_in_project clean O="$out" && theirs | diff "$tmp/theirs.before" - >"$log"; ok clean_stays_inside $?

# Directories of versions without the marker
old_build() { mkdir -p "$1/bin" "$1/debian" "$1/linux-123/pristine" "$1/linux-123-debug" && touch "$1/bin/progress" "$1/linux-123/.pristine"; }
rm -rf "$out"; old_build "$out"
refused old_directory "if an earlier version of this project built there, say so with 'scripts/out-dir.sh adopt $out', or remove it" clean O="$out"
"$project/scripts/out-dir.sh" adopt "$out" >"$log" 2>&1 && cleans "$out"; ok old_directory_adopted $?
! "$project/scripts/out-dir.sh" adopt "$tmp/theirs" >"$log" 2>&1 && line 'has nothing in it that this project has built'; ok theirs_not_adopted $?
rm -rf "$project/build"; old_build "$project/build"
make_in_project clean && [ ! -e "$project/build" ]; ok old_default_directory $?
mkdir "$project/build" && touch "$project/build/a"
refused theirs_by_the_default_name 'has files that make did not build' clean
rm -rf "$project/build"
