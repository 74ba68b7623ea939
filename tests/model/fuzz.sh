#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# fuzz.sh PROGRAM CORPUS OUT SECONDS: run the fuzzer, starting from CORPUS. OUT/found
# gets the inputs that fail. The last line tells the result, and so does the status.
set -u
program=$1 corpus=$(realpath "$2" 2>/dev/null) out=$3 seconds=$4

if [ -z "$corpus" ] || [ -z "$(ls -A "$corpus" 2>/dev/null)" ]; then
	echo "fuzz-nic: there is no corpus in $2: make nic-corpus" >&2
	exit 1
fi
rm -rf "$out/found"
mkdir -p "$out/found" "$out/new"
cd "$out" || exit 1
nice "$program" -max_total_time="$seconds" -max_len=16384 -timeout=5 -rss_limit_mb=1024 \
	-artifact_prefix=found/ -print_final_stats=1 new "$corpus" >log 2>&1
status=$?
number() { sed -n "s/^stat::$1: *//p" log; }
coverage=$(sed -n 's/.* cov: \([0-9]*\) .*/\1/p' log | tail -n 1)
if [ $status != 0 ]; then
	tail -n 40 log
	first=$(find found -type f -printf '%f\n' | sort | head -n 1)
	echo "fuzz-nic: FAILED after $(number number_of_executed_units) inputs: $out/found/$first, $out/log"
	exit 1
fi
echo "fuzz-nic: $(number number_of_executed_units) inputs in $seconds s," \
	"$(number average_exec_per_sec) a second, coverage $coverage, nothing found"
