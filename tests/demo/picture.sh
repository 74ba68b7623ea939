#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# picture.sh BIN: test demo-picture with good and bad results. Prints TAP.
set -u
here=$(dirname "$0")
picture=$(realpath "$1")/demo-picture
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
export LC_ALL=C
suite=picture log=$tmp/log
# shellcheck source=tests/lib/tap.sh
. "$here/../lib/tap.sh"

good='{"tunnel":"gre","title":"GRE","outer":4,"inner":4,"ports":"none","flows":256,
"nic_queues":2,"queues":4,"cpus":3,"threaded":1,
"without":{"nic":[0,400],"packets":[400,0,0,0],"cpus":[0,400,0],"seconds":1},
"with":{"nic":[0,400],"packets":[100,149,70,81],"cpus":[170,149,81],"seconds":1},
"sent":800,"intact":800,"lost":0,"damaged":0,"repeated":0,"reordered":0}'
# Only the members that a result must have
bare='{"tunnel":"x<&","flows":1,"nic_queues":1,"queues":1,"cpus":1,"without":{"nic":[1],"packets":[1],"cpus":[1]},
"with":{"nic":[1],"packets":[1],"cpus":[1]},"lost":0,"reordered":0}'

cap=$(<"$here/capture.json")

show()	# show JSON: run demo-picture; the output is in the log
{
	printf '%s\n' "$1" >"$tmp/result.json"
	(cd "$tmp" && "$picture" result.json queues.svg) >"$tmp/log" 2>&1
}

line() { grep -qE -- "$1" "$tmp/log"; }
same() { diff "$here/$1" "$tmp/log" >"$tmp/diff" || { mv "$tmp/diff" "$tmp/log"; false; }; }

fails()	# fails TEXT JSON: exit status 1, and only expectation TEXT is not met
{
	show "$2"
	[ $? = 1 ] && line "^demo: expectation failed: $1" &&
		[ "$(grep -c '^demo: ' "$tmp/log")" = 1 ]
}

# Every element is closed, and in the right order.
balanced()
{
	grep -oE '</?[a-z]+[^>]*>' "$1" | awk '
		/\/>$/ { next }
		/^<\// { if ("<" stack[depth--] ">" != "<" substr($0, 3)) exit bad = 1; next }
		{ sub(/^</, ""); sub(/[ >].*/, ""); stack[++depth] = $0 }
		END { exit bad || depth }'
}

show "$good"; ok good $?
same golden.ascii; ok ascii_in_c_locale $?
LC_ALL=C.UTF-8 show "$good"; same golden.utf8; ok blocks_in_utf8_locale $?
awk 'length > 80 { bad = 1 } END { exit bad }' "$here/golden.ascii"; ok eighty_columns $?
balanced "$tmp/queues.svg" && [ "$(grep -c '<rect class="with"' "$tmp/queues.svg")" = 7 ] &&
	grep -q '>37.2</text>' "$tmp/queues.svg" && grep -q '>42.5</text>' "$tmp/queues.svg"; ok svg $?
show "$bare" && balanced "$tmp/queues.svg" && grep -q 'x&lt;&amp;' "$tmp/queues.svg"; ok bare $?
show "{\"new\":[1,{\"a\":null}],${good#?}"; ok unknown_members_are_read_over $?

fails 'nothing is lost' "${good/\"lost\":0/\"lost\":3}"; ok loss_fails $?
fails 'all arrive' "${good/\"damaged\":0/\"damaged\":1}"; ok damage_fails $?
fails 'all arrive' "${good/\"repeated\":0/\"repeated\":1}"; ok repetition_fails $?
fails 'each flow keeps its order \(3 packets' "${good/\"reordered\":0/\"reordered\":3}"; ok disorder_fails $?
ipsec="{\"refused\":0,\"replay_window\":4096,${good#?}"; show "$ipsec" && line "ok +IPsec authenticates all, with a replay window of 4096" && fails "IPsec authenticates all.* \\(2 refused" "${ipsec/\"refused\":0/\"refused\":2}"; ok ipsec_refusal_fails $?
fails 'without: one queue of the veth' "${good/\[400,0,0,0\]/[399,1,0,0]}"; ok without_spread_fails $?
fails 'without: one CPU has everything \(2 of 3' "${good/\[0,400,0\]/[1,399,0]}"; ok without_cpu_spread_fails $?
fails 'without: RSS gives one queue of the NIC everything \(2 of 2' "${good/\[0,400\]/[1,399]}"; ok without_rss_spread_fails $?
fails 'with: the fullest queue' "${good/\[100,149,70,81\]/[100,161,70,69]}"; ok skew_over_limit_fails $?
fails 'with: the fullest CPU has at most 1.6 times the mean \(1.61\)' "${good/\[170,149,81\]/[215,104,81]}"; ok cpu_skew_over_limit_fails $?
fails 'with: all queues' "${good/\[100,149,70,81\]/[150,150,100,0]}"; ok unused_queue_fails $?
fails 'with: all CPUs are used \(2 of 3' "${good/\[170,149,81\]/[200,200,0]}"; ok unused_cpu_fails $?
fails 'the skb of a packet has a hash: with 400 of 400, without 400' "${good//\"seconds\":1/\"hashed\":400}"; ok hash_without_fails $?
fails 'the CPUs have what the queues have \(799 and 800' "${good/\[170,149,81\]/[170,148,81]}"; ok lost_between_fails $?
one_cpu="${good/\[170,149,81\]/[0,400,0]}"
show "${one_cpu/\"threaded\":1/\"threaded\":0}"
[ $? = 1 ] && line 'no threaded NAPI' && line 'failed: with: all CPUs are used \(1 of 3\)' && line 'failed: with: the fullest CPU .* \(3.00\)' &&
	[ "$(grep -c '^demo: ' "$tmp/log")" = 2 ]; ok unthreaded_fails $?
show "${good/\[100,149,70,81\]/[100,160,70,70]}"; ok skew_at_limit $?

# The picture names the outer source ports. Where they vary, RSS has to spread.
show "$good" && line 'sender  the outer header has no ports' && line 'RSS alone cannot spread GRE'; ok ports_none $?
show "${good/\"none\"/\"pinned\"}" && line 'sender  pins the outer source port'; ok ports_pinned $?
vary="${good/\"none\"/\"vary\"}" vary="${vary/\[400,0,0,0\]/[100,100,100,100]}"
show "${vary/\[0,400\]/[200,200]}" && line 'sender  varies the outer' && line 'RSS spreads by the source port \(2 of 2'; ok ports_vary $?
fails 'without: RSS spreads by the source port \(1 of 2' "$vary"; ok ports_vary_without_spread_fails $?

show "$cap" && line '^ +9  skipped: cut short' && line '^ +40  read as tunnels, with 7 flows' &&
	line '^ +10  Geneve' && line '^ +2  fragments' && line 'For 50 of them' &&
	balanced "$tmp/queues.svg" && grep -q '7 flows of c.pcap over 2 queues and 2 CPUs' "$tmp/queues.svg"; ok capture $?
fails 'what is in tunnels reaches the queues \(39 and' "${cap//40,0/39,0}"; ok capture_other_way_fails $?
fails 'with: each of these' "${cap/\"stored\":40/\"stored\":39}"; ok capture_without_hash_fails $?
fails 'all else passes on untouched \(10 and 9' "${cap/\"with\":10/\"with\":9}"; ok capture_touched_fails $?
show "$(sed -E 's/\[[0-9,]+\]/[0,0]/g; s/"(in_tunnel|stored)":40/"\1":0/g; s/"frames":50/"frames":10/' <<<"$cap")" &&
	line 'Nothing was read as a tunnel' && ! line 'queue 0'; ok capture_without_tunnels $?

# shellcheck source=tests/demo/picture_refused.sh
. "$here/picture_refused.sh"

tap_end
