# shellcheck shell=bash disable=SC2154
# SPDX-License-Identifier: GPL-2.0
#
# For make_test.sh to source: make demo PCAP=. A capture may have any name. A bad one is
# refused before anything is built or booted.

# capture NAME STATUS LINE FILE [ARGUMENT...]: make demo with a capture of this name.
# KIMAGE=/nowhere makes any attempt to build a kernel fail.
capture()
{
	local name=$1 want=$2 line=$3 file=$4 status=0
	shift 4
	chosen "$name" || return
	rm -rf "$dir/run/demo"
	mkdir -p "$dir/captures"
	[[ $file = @(empty|none).pcap ]] || "$BIN/make_capture" us ether 3 >"$dir/captures/$file"
	: >"$dir/captures/empty.pcap"
	FAKE=pass_demo QEMU=$BIN/lab_test run_make demo DEMO_OUT="$dir/demo" \
		PCAP="$dir/captures/$file" "$@" || status=$?
	ended "$status" "$want" "$line" -F && { [ "$want" = 0 ] || refused_at_once; }
	ok "$name" $?
}

# Whether there is one line of output, besides make's own, and no VM has run.
refused_at_once()
{
	[ ! -e "$dir/run/demo" ] && [ "$(grep -cv '^make\|^exit status ' "$log")" -le 1 ] &&
		! grep -q 'No rule to make target' "$log"
}

capture pcap 0 'a.pcap: 3 packets, 3 can be sent' a.pcap
capture pcap_blank_and_quote 0 "it's a cap.pcap: 3 packets" "it's a cap.pcap"
# shellcheck disable=SC2016  # the dollar is in its name
capture pcap_dollar 0 'a$b.pcap: 3 packets' 'a$b.pcap'
capture pcap_empty 2 'empty.pcap is empty' empty.pcap KIMAGE=/nowhere
capture pcap_empty_parallel 2 'empty.pcap is empty' empty.pcap -j KIMAGE=/nowhere
capture pcap_missing 2 "none.pcap: No such file" none.pcap KIMAGE=/nowhere
capture pcap_and_tunnel 2 'PCAP= replays what is in the file' a.pcap TUNNEL=gre
