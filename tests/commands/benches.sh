# shellcheck shell=bash disable=SC2154
# SPDX-License-Identifier: GPL-2.0
#
# benches.sh: sourced by run.sh: benches of which a small part has known answers.

# rows_like PATTERN: how many lines of the log match, with blanks squeezed
rows_like() { tr -s ' ' <"$log" | grep -cE -- "$1"; }

# One CPU has everything, or all eight have, none of them more than 1.6 times the mean. The
# bench prints progress, too. The columns are those of the table's head.
one_cpu() { awk -v way="$1" '$1 == way && NF == 12 { ok = $2 == 1 && $3 == 8 && $5 == 1 && $6 == 8 && $11 == 0 } END { exit !ok }' "$log"; }
all_cpus() { awk -v way="$1" '$1 == way && NF == 12 { ok = $2 == 8 && $3 <= 1.6 && $5 == 8 && $6 <= 1.6 && $11 == 0 } END { exit !ok }' "$log"; }

# One round on a busy machine shows no speed, so any ratio is good. No model is a thousand times as
# fast as virtio-net.
try_bench_nic()
{
	local awk='awk -f tests/bench/json_line.awk -f tests/nic/bench.awk'
	make_ bench-nic BENCH_ROUNDS=1 BENCH_RATIO=0 "BENCH_NIC_OUT=$dir" &&
		[ "$(grep -cE '^ +(64|1514)  (mlx5|ice) .* [0-9.]+ +[0-9.]+$' "$log")" = 4 ] &&
		! $awk -v least=1000 "$dir/nic-ice.jsonl" >"$dir/slow" &&
		grep -q '^ice, 64 bytes: below 1000 of virtio-net by CPU time' "$dir/slow"
}

try_bench_effect()
{
	make_ bench-effect EFFECT_TUNNELS=vxlan 'EFFECT_WAYS=nothing rps stored-veth stored-cpumap' EFFECT_FLOWS=256 EFFECT_CPUS=8 \
		EFFECT_BURSTS=1 "EFFECT_OUT=$dir" && one_cpu nothing && one_cpu rps && all_cpus stored-veth && all_cpus stored-cpumap &&
		[ "$(grep -c '"burst":1' "$dir/effect.jsonl")" = 4 ] && [ "$(grep -c '"instructions":[1-9]' "$dir/effect-instructions.jsonl")" = 4 ] &&
		xmllint --noout "$dir"/effect-{cpus,bursts,merged}.svg || return
	# What was lost without a burst, or damaged, fails the bench.
	sed 's/"lost":0,/"lost":3,/' "$dir/effect.jsonl" >"$dir/lost.jsonl"
	! (cd tests/bench && awk -f json_line.awk -f effect/effect_read.awk -f effect/effect.awk "$dir/lost.jsonl" >"$dir/lost") &&
		grep -q 'vxlan, nothing, 256 flows, 8 CPUs: 3 packets were lost' "$dir/lost"
}

# The kernel looks into GRE, but not into VXLAN.
try_bench_parse()
{
	make_ bench-parse 'PARSE_TUNNELS=gre vxlan' "PARSE_OUT=$dir" && [ "$(rows_like '^ gre [1-9][0-9]+ [1-9][0-9]+ yes$')" = 1 ] &&
		[ "$(rows_like '^ vxlan [1-9][0-9]+ [1-9][0-9]+ no$')" = 1 ] && xmllint --noout "$dir/parse.svg"
}
