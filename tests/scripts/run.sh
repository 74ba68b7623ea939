#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# The scripts that nothing else would see fail: what the lab needs to be installed,
# how much of our code ran, what is compiled anew. Programs that they ask are stood
# in for where that shows more. Prints TAP.
set -u
cd "$(dirname "$0")/../.." || exit 2
. tests/lib/tap.sh
# shellcheck disable=SC2034  # for tap.sh
suite='scripts'
tmp=$(mktemp -d) log=$tmp/log
trap 'rm -rf "$tmp"' EXIT
mkdir "$tmp/bin"

line() { grep -qE -- "$1" "$log"; }

# stand_in NAME: what comes on standard input is the program.
stand_in()
{
	{ echo '#!/bin/sh'; cat; } >"$tmp/bin/$1"
	chmod +x "$tmp/bin/$1"
}

. tests/scripts/deps_test.sh
. tests/scripts/fresh_test.sh
. tests/scripts/coverage_test.sh
. tests/scripts/ccache_test.sh
. tests/scripts/decode_test.sh
. tests/scripts/project.sh
. tests/scripts/variables_test.sh
. tests/scripts/out_test.sh
. tests/scripts/modules_test.sh
tap_end
