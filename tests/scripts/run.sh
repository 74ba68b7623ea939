#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# Test the scripts that no other test would see fail. Stand-ins replace programs that they
# call where the real ones would show less. Prints TAP.
set -u
cd "$(dirname "$0")/../.." || exit 2
. tests/lib/tap.sh
# shellcheck disable=SC2034  # for tap.sh
suite='scripts'
tmp=$(mktemp -d) log=$tmp/log
trap 'rm -rf "$tmp"' EXIT
mkdir "$tmp/bin"

line() { grep -qE -- "$1" "$log"; }

# stand_in NAME: make the standard input a program of this name.
stand_in()
{
	{ echo '#!/bin/sh'; cat; } >"$tmp/bin/$1"
	chmod +x "$tmp/bin/$1"
}

. tests/scripts/deps_test.sh
. tests/scripts/layout_test.sh
. tests/scripts/fresh_test.sh
. tests/scripts/coverage_test.sh
. tests/scripts/hooks_test.sh
. tests/scripts/ccache_test.sh
. tests/scripts/decode_test.sh
. tests/scripts/project.sh
. tests/scripts/variables_test.sh
. tests/scripts/environment_test.sh
. tests/scripts/out_test.sh
. tests/scripts/pristine_test.sh
. tests/scripts/modules_test.sh
. tests/scripts/config_test.sh
. tests/scripts/selftests_test.sh
tap_end
