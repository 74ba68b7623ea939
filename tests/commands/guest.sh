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

# our_kernel_stands_in: our kernel stands in for the pristine one and for that of the public series, with $standing
our_kernel_stands_in()
{
	ln -sf "$W/kernel/vmlinux.boot" "$dir/plain" && ln -sf "$W/kernel/vmlinux.boot" "$dir/public"
	standing=(PLAIN_IMAGE="$dir/plain" -o "$dir/plain" PUBLIC_IMAGE="$dir/public" -o "$dir/public"
		LINES_PLAIN="$W/kernel/vmlinux" LINES_PUBLIC="$W/kernel/vmlinux")
}

# Nothing stored costs nothing, but for the noise of the allocator. With a pristine kernel that takes
# 300 instructions less, the
# bound is broken. Without its counts, two columns are left out.
try_bench_cost()
{
	local cost='awk -v noise=0.5 -f tests/bench/bounds.awk -f tests/bench/counts.awk -f tests/bench/bytes.awk -f tests/bench/public.awk -f tests/bench/cost.awk tests/bench/bounds.list'
	# shellcheck disable=SC2016  # awk's $2
	local near='function near(x, y, room) { room = $2 == "XDP_DROP" ? 0.5 : 100; return x - y <= room && y - x <= room }'
	local -a standing
	our_kernel_stands_in
	make_ bench-cost COST_PACKETS=256 COST_ROUNDS=1 COST_PATH=live "COST_OUT=$dir" "${standing[@]}" &&
		[ "$(awk "$near"'/^  live/ && NF == 10 && $3 > 0 && near($4, 0) && $5 > 0 && $6 > $5' "$log" | wc -l)" = 7 ] &&
		[ "$(awk "$near"'/^  live/ && NF == 8 && near($3, 0) && near($4, 0) && $5 > 0 && near($5, $6) && $7 > $5 && near($7, $8)' "$log" | wc -l)" = 7 ] &&
		awk -F '[:}]' -v OFS=: '/veth-1/ { $NF = ""; sub(/:*$/, ""); $NF = $NF - 300 "}" } { print }' "$dir/cost.jsonl" >"$dir/less.jsonl" &&
		! $cost "$dir/less.jsonl" "$dir/cost.jsonl" >"$dir/broken" && grep -q '^  live veth-1, nothing stored: +[0-9.]* is above' "$dir/broken" &&
		$cost /dev/null "$dir/cost.jsonl" >"$dir/alone" && grep -qE '^  live +XDP_DROP +- +- +\+[0-9.]+ +\+[0-9.]+ +- +- ' "$dir/alone"
}

# Nothing stored touches no line more, and a stored hash at most one of its own. The lines of a
# pristine kernel that touches one less break the bound, and counts that are one line off in the
# plugin's check of itself are refused.
try_bench_lines()
{
	local -a standing
	local lines='awk -v out=/dev/null -f tests/bench/json_line.awk -f tests/bench/lines/line_table.awk -f tests/bench/lines/lines.awk tests/bench/lines/noise.list kind=ours'
	our_kernel_stands_in
	make_ bench-lines LINES_PACKETS=256 LINES_PATH=ice "LINES_OUT=$dir" "${standing[@]}" &&
		[ "$(awk '/^  ice/ && NF == 11 && $3 > 3 && $4 == 0 && $5 >= 0 && $5 <= 1 && $9 == 0 && $10 == $5' "$log" | wc -l)" -ge 8 ] || return
	sed -n '2,$s/"own":[0-9.]*/"own":1/; p' "$dir/lines-ours.counts" >"$dir/less.counts"
	! $lines "$dir"/lines-ours.{runs,counts} kind=pristine "$dir/lines-ours.runs" "$dir/less.counts" >"$dir/broken" &&
		grep -q '^  ice XDP_DROP: +[0-9.]* lines with nothing stored' "$dir/broken" &&
		sed '1s/"touched":13/"touched":12/' "$dir/lines-ours.counts" >"$dir/wrong.counts" &&
		! $lines "$dir/lines-ours.runs" "$dir/wrong.counts" 2>"$dir/refused" && grep -q 'the plugin counts 12' "$dir/refused"
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
