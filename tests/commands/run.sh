#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# run.sh try|costly BOOT...: try every command that the README, the documentation and make
# help name, as the table says. A command without a row fails, and so does a row whose
# command no text names. BOOT starts a VM. With `try`, $DONE keeps the make in here from
# building anything; with `costly` it builds what it needs. Prints TAP.
set -u
cd "$(dirname "$0")/../.." || exit 2
. tests/lib/tap.sh
here=tests/commands how=$1 boot=("${@:2}") W=${W:?see TEST_ENV in tests/run.mk}
# shellcheck disable=SC2034  # for tap.sh
suite=commands
dir=$(mktemp -d) log=$dir/log
trap 'rm -rf "$dir"' EXIT
unset LAB_STATUS_FD LAB_NO_SKIP
mkdir -p "$OUT/commands"
# make test has built all and installed the packages that its goals need.
level=1
[ "$how" = try ] || { DONE='' level=0; }

# make_ ARGUMENT...: make as a user calls it, with its logs apart from those of the tests
make_()
{
	# shellcheck disable=SC2086  # one word an argument
	MAKELEVEL=$level ${limit-} make --no-print-directory $DONE DRYRUN= V=0 JUNIT= KEEP= "T=*" "RUN=$OUT/commands" "$@"
}

line() { grep -qE -- "$1" "$log"; }

texts() { find README.md CONTRIBUTING.md docs Documentation -type f \( -name '*.md' -o -name '*.rst*' \) 2>/dev/null | sort; }
make_ help >"$dir/help"
# shellcheck disable=SC2046  # a file each
named() { awk "$@" -f "$here/named.awk" "$dir/help" $(texts); }
rows() { sed -E '/^#/d; /^$/d; s/\t+/\t/' "$here/table"; }

every_command_is_in_the_table()
{
	named | LC_ALL=C sort >"$dir/named"
	rows | cut -f1 | LC_ALL=C sort -u >"$dir/rows"
	[ "$(wc -l <"$dir/named")" -gt 40 ] && diff "$dir/named" "$dir/rows" && return
	echo '<: a text names it and the table has no row for it; >: the table has it, no text names it'
	return 1
}

# source_of JOB: the folder with the tests of this job
source_of() { sed -nE "s/^$1 +//p" tests/jobs | grep -oE 'tests/[a-z]+/' || case $1 in lab) echo tests/qemu ;; demo) echo demo/guest ;; esac; }
# The functions, jobs and tests that the table names exist.
every_row_can_be_tried()
{
	local name how what word bad=0
	while IFS=$'\t' read -r name how; do
		read -r how what word <<<"$how"
		case $how in
		try|costly) declare -F "try_$what" >/dev/null ;;
		job) grep -q "^$what " tests/jobs && grep -rqw -- "$word" "$(source_of "$what")" ;;
		ci) grep -rqE "^[^#]*$name( |$)" .ci ;;
		*) false ;;
		esac || { echo "$name: there is no such thing as: $how $what $word"; bad=1; }
	done < <(rows)
	return $bad
}

try()	# try NAME: the function try_NAME, if $T matches
{
	local status=0
	# shellcheck disable=SC2254  # a glob
	case $suite.$1 in ${T:-*}) ;; *) return ;; esac
	"try_$1" >"$log" 2>&1 || status=$?
	ok "$1" $status
}

. tests/commands/host.sh
. tests/commands/dry_runs.sh
. tests/commands/guest.sh
. tests/commands/benches.sh
. tests/commands/terminal.sh
. tests/commands/debugger.sh
. tests/commands/users_guest.sh
. tests/commands/make_hooks.sh
. tests/commands/make_hints.sh
. tests/commands/real_card.sh
. tests/commands/costly.sh
every_command_is_in_the_table >"$log" 2>&1; ok every_command_is_in_the_table $?
every_row_can_be_tried >"$log" 2>&1; ok every_row_can_be_tried $?
for name in $(rows | cut -f2 | sed -n "s/^$how //p" | LC_ALL=C sort -u); do
	try "$name"
done
tap_end
