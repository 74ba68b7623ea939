# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0
#
# tap.sh: for test scripts to source. `ok NAME STATUS` prints one result of suite
# $suite, and what is in $log when it is a failure; a NAME that $T does not match
# is left out. `tap_end` prints the plan. Why it failed comes before the result, as
# the kernel's harnesses have it.

tap_count=0
echo "TAP version 13"

ok()
{
	# shellcheck disable=SC2254,SC2154  # a glob; suite is the script's
	case $suite.$1 in ${T:-*}) ;; *) return ;; esac
	tap_count=$((tap_count + 1))
	if [ "$2" = 0 ]; then
		echo "ok $tap_count $suite.$1"
	else
		# shellcheck disable=SC2154  # the script's too
		sed 's/^/# /' "$log"
		echo "not ok $tap_count $suite.$1"
	fi
}

# skip NAME REASON: a result that says why there is none.
skip()
{
	tap_count=$((tap_count + 1))
	echo "ok $tap_count $suite.$1 # SKIP $2"
}

tap_end() { echo "1..$tap_count"; }
