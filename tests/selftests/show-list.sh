#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# show-list.sh: print the selftests that $T matches, and what each runs, or why it is not run.
set -euo pipefail
here=$(dirname "$0")
# shellcheck source=tests/selftests/rows.sh
. "$here/rows.sh"

show()
{
	if [ "$3" = no ]; then
		printf '%-20s %-24s not run: %s\n' "$1" "$2" "$4 $5"
	else
		printf '%-20s %-24s %s\n' "$1" "$2" "$5"
	fi
}
some_row
each_row show
