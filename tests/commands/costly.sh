# shellcheck shell=bash disable=SC2154
# SPDX-License-Identifier: GPL-2.0
#
# costly.sh: sourced by run.sh: commands that need a kernel of their own, each on a small
# part of its work.

try_bench_cost_pristine()
{
	make_ bench-cost COST_PACKETS=256 COST_ROUNDS=1 COST_PATH=live "COST_OUT=$dir" && [ "$(grep -cE '^  live +[a-zA-Z0-9_-]+( +([+-]?[0-9.]+|-)){8}$' "$log")" = 7 ]
}

# Beside recorded counts, or beside the pristine kernel where there are none of these options.
# Counts of another compiler are compared with nothing.
try_bench_cost_short()
{
	make_ bench-cost SHORT=1 COST_PATH=ice "COST_OUT=$dir" && [ "$(grep -cE '^  ice +[a-zA-Z0-9_-]+( +([+-]?[0-9.]+|-)){8}$' "$log")" = 8 ] &&
		echo '{"kernel":"6.12","compiler":"gcc (Other 1)"}' >"$dir/other" &&
		make_ bench-cost SHORT=1 COST_PATH=call "COST_OUT=$dir" "COST_RECORD=$dir/other" && line '.*is not of "compiler":"gcc .*compared' && line '  call +store_rx_hash +[0-9.]+'
}

# With the counters of one guest, and a minimum to match
try_coverage()
{
	grep '^layer ' tests/jobs >"$dir/jobs"
	make_ coverage DEBUG=0 KCSAN=0 "TEST_JOBS=$dir/jobs" COVERAGE_MIN=1 COVERAGE_OUT="$dir/coverage" &&
		line '^ *total .*%' && [ -s "$dir/coverage/html/index.html" ]
}

try_one_hook()
{
	make_ hooks HOOKS='net/bpf/test_run.c:*' && line '^[1-9][0-9]* hooks guarded by a test, [0-9]+ by the build, 0 unguarded$'
}

# Two that need no BPF program
try_selftests()
{
	make_ selftests T='t[au][pn]' && grep -qE '^tun +net +[1-9][0-9]* +0 +0 +[1-9]' "$OUT/commands/selftests.txt" &&
		line '^Nothing fails on our kernel that passes on the pristine one\.$'
}
