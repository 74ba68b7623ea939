# shellcheck shell=bash disable=SC2154
# SPDX-License-Identifier: GPL-2.0
#
# guest.sh: sourced by run.sh: commands that boot a guest, and the commands that the README
# shows for use in one.

try_demo()
{
	make_ demo TUNNEL=ipip DEMO_OUT="$dir/demo" && line 'ok +nothing is lost' && [ -s "$dir/demo/queues.svg" ] &&
		grep -q '"tunnel":"ipip"' "$dir/demo/result.json"
}

# Our kernel stands in for the pristine one, so nothing stored costs nothing. With a pristine
# kernel that takes 300 instructions less, the bound is broken. Without its counts, two columns are
# left out.
try_bench_cost()
{
	local cost='awk -v noise=0.5 -f tests/bench/bounds.awk -f tests/bench/counts.awk -f tests/bench/cost.awk tests/bench/bounds.list'
	ln -s "$W/kernel/vmlinux.boot" "$dir/plain"
	make_ bench-cost COST_PACKETS=256 COST_ROUNDS=1 COST_PATH=live "COST_OUT=$dir" PLAIN_IMAGE="$dir/plain" -o "$dir/plain" &&
		[ "$(awk '/^  live/ && $3 > 0 && $4 == 0 && $5 > 0 && $6 > $5' "$log" | wc -l)" = 7 ] &&
		awk -F '[:}]' -v OFS=: '/veth-1/ { $NF = ""; sub(/:*$/, ""); $NF = $NF - 300 "}" } { print }' "$dir/cost.jsonl" >"$dir/less.jsonl" &&
		! $cost "$dir/less.jsonl" "$dir/cost.jsonl" >"$dir/broken" && grep -q '^  live veth-1, nothing stored: +300.0 is above' "$dir/broken" &&
		$cost /dev/null "$dir/cost.jsonl" >"$dir/alone" && grep -qE '^  live +XDP_DROP +- +- +\+[0-9.]+ +\+[0-9.]+ +- +- ' "$dir/alone"
}

# The lines of the README. Each `attach` gets an interface without a program.
# shellcheck disable=SC2016  # for the guest's shell
try_rxmeta_lines()
{
	local script
	script='export PATH=/lab:$PATH; ip link add veth0 type veth peer name veth1 && ip link set veth0 up && ip link set veth1 up && ethtool -K veth1 gro on
status=0; tried() { [ $? = 0 ] || { status=1; echo "failed: $*"; }; }
'$(named -v lines=1 | awk '/^rxmeta (attach|spread|relay|watch)/ { print "rxmeta detach eth1 2>/dev/null" }
	{ print; sub(/ *#.*/, ""); print "tried " $0 }')'
ip link del veth0; exit $status'
	[ "$(named -v lines=1 | wc -l)" -ge 5 ] &&
		"${boot[@]}" --smp 8 --run "$OUT/commands/rxmeta" --net wire -- /bin/sh -c "$script"
}

# The script qemu.cmd of a run starts the same VM, and its logs are the same.
try_qemu_cmd()
{
	local run=$OUT/commands/again
	"${boot[@]}" --run "$run" -- echo as it was && cp "$run/verdict" "$run/ktap.log" "$dir/" && rm "$run/verdict" &&
		timeout 120 sh "$run/qemu.cmd" </dev/null && diff "$dir/verdict" "$run/verdict" && diff "$dir/ktap.log" "$run/ktap.log" &&
		grep 'as it was' "$dir/ktap.log"
}
