#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# run-in-guest.sh NAME FOLDER COMMAND...: run one of the kernel's selftests, in its folder, and print
# its results as TAP.
name=$1 folder=$2
shift 2
cd "/selftests/$folder" || exit 2

# Its status is a line of its own, as a process that it leaves behind may hold the pipe. mawk waits
# for a full buffer without the option, and a panic would lose what is in there.
{
	"$@" </dev/null 2>&1
	echo "selftest-status $?"
} | mawk -W interactive -v name="$name" -f /lab/to-tap.awk
