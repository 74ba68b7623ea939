# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0
#
# tap.sh: TAP output of test scripts, which source this file. The script sets $suite
# and $log. `ok NAME STATUS` prints one result; before a failure it prints the file
# $log, in the order of the kernel's harnesses. It leaves out a NAME that the glob $T
# does not match. The file tests/names has all names. `tap_end` prints the plan.

tap_count=0
echo "TAP version 13"

ok()
{
	# shellcheck disable=SC2254,SC2154  # T is a glob; the script sets suite
	case $suite.$1 in ${T:-*}) ;; *) return ;; esac
	tap_count=$((tap_count + 1))
	if [ "$2" = 0 ]; then
		echo "ok $tap_count $suite.$1"
	else
		# shellcheck disable=SC2154  # the script sets log
		sed 's/^/# /' "$log"
		echo "not ok $tap_count $suite.$1"
	fi
}

# skip NAME REASON: print a skipped result
skip()
{
	# shellcheck disable=SC2254  # the same glob
	case $suite.$1 in ${T:-*}) ;; *) return ;; esac
	tap_count=$((tap_count + 1))
	echo "ok $tap_count $suite.$1 # SKIP $2"
}

tap_end() { echo "1..$tap_count"; }
