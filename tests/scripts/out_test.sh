# shellcheck shell=bash disable=SC2154
# SPDX-License-Identifier: GPL-2.0
#
# out_test.sh: sourced by run.sh: where make builds with O=DIR, and where it refuses to.

# A build directory of another project, and a home directory
mkdir -p "$tmp/theirs/bin" "$tmp/theirs/run" "$tmp/theirs/debian" "$tmp/new"
touch "$tmp/theirs/bin/sh" "$tmp/theirs/run/pid" "$tmp/home/.profile" "$tmp/file"
ln -s theirs "$tmp/link"
ln -s nowhere "$tmp/dangling"
theirs() { (cd "$tmp" && find theirs home file link dangling -printf '%p %y %T@\n' | sort); }
theirs >"$tmp/theirs.before"

refused o_empty 'O is empty: leave it out' -n clean O=
refused o_blank 'O is empty: leave it out' -n clean 'O= '
given=(O=)
refused o_empty_in_environment 'O is empty: leave it out, of the environment too' -n clean
given=(O="$tmp/theirs")
refused o_theirs_in_environment "O=$tmp/theirs has files that make did not build" clean
given=(MAKEFLAGS=" -- O=$tmp/theirs")
refused o_theirs_from_another_make "O=$tmp/theirs has files that make did not build" clean
# shellcheck disable=SC2034  # for make_in_project
given=()
refused o_root 'O=/ is the root directory' -n clean O=/
refused o_root_by_parents 'O=/ is the root directory' -n clean O=/usr/..
refused o_root_twice 'O=/ is the root directory' -n clean O=//
refused o_usr 'O=/usr has files that make did not build' -n clean O=/usr
for how in theirs theirs/ ./theirs new/../theirs; do
	refused "o_${how//[^a-z]/_}" "O=$tmp/theirs has files that make did not build" clean O="../$how"
done
refused o_link_to_theirs "O=$tmp/link has files that make did not build" clean O="$tmp/link"
refused o_home "O=$tmp/home is your home directory: choose another directory, as in O=$tmp/home/build" clean O="$tmp/home"
refused o_here "has this project's sources in it" clean O=.
refused o_parent "has this project's sources in it" clean O=..
refused o_sources "is among this project's sources" clean O=scripts
refused o_in_overlay "is among this project's sources" -n tree O=net/new
refused o_in_git "is among this project's sources" -n tree O=.git/new
refused o_in_kernel "O=$kernel/out lies in KERNEL=$kernel, which is only read" -n tree KERNEL="$kernel" O="$kernel/out"
refused o_is_kernel "O=$kernel lies in KERNEL=$kernel" -n tree KERNEL=../linux O="$kernel/"
refused o_file 'is no directory' -n tree O="$tmp/file"
refused o_below_file "cannot be made, as $tmp/file is no directory" -n tree O="$tmp/file/out"
refused o_dangling 'is no directory' -n tree O="$tmp/dangling"
for odd in 'a b' "a'b" 'a"b' 'a:b' 'a*b' 'a%2Fb' 'a#b' 'a;b' 'a\b' 'a=b' 'a,b' 'a&b'; do
	refused "o_odd_$(printf %x "'${odd:1:1}")" "O=$odd: make cannot work in a path" -n tree "O=$odd"
done
# shellcheck disable=SC2016  # for make
refused o_odd_dollar 'O=a$b: make cannot work in a path' -n tree 'O=a$$b'
# shellcheck disable=SC2088  # as a shell that does not replace it leaves it
refused o_tilde 'O=~/x: your shell did not replace the ~' -n tree 'O=~/x'

# Even root cannot write there.
read_only()
{
	# shellcheck disable=SC2016  # for the shell inside
	unshare -rm bash -c 'mount -t tmpfs -o ro none "$1" && shift && "$@"' - "$tmp/new" "$@"
}
if unshare -rm true 2>/dev/null; then
	# shellcheck disable=SC2016
	read_only bash -c 'make_in_project -n tree O="$tmp/new/out"'
	[ $? = 2 ] && line "O=$tmp/new/out cannot be written to"; ok o_read_only $?
else
	skip o_read_only 'no user namespaces: no mount of our own'
fi

# make refuses each goal that the help names.
every_goal()
{
	local goal goals
	goals=$(make_in_project help && sed -n '/^Targets/,/^$/s/^  \([a-z][a-z-]*\).*/\1/p' "$log")
	[ "$(wc -w <<<"$goals")" -gt 10 ] || return
	for goal in help $goals; do
		! make_in_project -n "$goal" CMD=true DESTDIR="$tmp/dest" O="$tmp/theirs" && line 'has files that make did not build' || return
	done
}
every_goal; ok o_theirs_for_every_goal $?
theirs | diff "$tmp/theirs.before" - >"$log"; ok theirs_are_as_they_were $?

. tests/scripts/clean_test.sh
