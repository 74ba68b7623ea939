# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0
#
# rows.sh: sourced by the scripts of this folder: the rows of $SELFTESTS_LIST that $T matches.

SELFTESTS_LIST=${SELFTESTS_LIST:-$(dirname "${BASH_SOURCE[0]}")/list}

# some_row: whether there is one, or say so
some_row()
{
	[ -n "$(each_row echo)" ] && return
	echo "T=${T-} matches no selftest: make selftests DRYRUN=1 lists them" >&2
	return 3
}

# each_row FUNCTION: call FUNCTION NAME FOLDER NICS BUILD COMMAND for each
each_row()
{
	local name folder nics build command
	while read -r name folder nics build command <&3; do
		# shellcheck disable=SC2254  # a glob
		case $name in ''|'#'*) ;; ${T:-*}) "$1" "$name" "$folder" "$nics" "$build" "$command" ;; esac
	done 3<"$SELFTESTS_LIST"
}

# missing TREE FOLDER BUILD: the files of BUILD that have not been built
missing()
{
	local file
	[ "$3" != - ] || return 0
	for file in ${3//,/ }; do
		[ -e "$1/tools/testing/selftests/$2/$file" ] || printf '%s ' "$file"
	done
}
