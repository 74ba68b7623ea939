# shellcheck shell=bash disable=SC2154
# SPDX-License-Identifier: GPL-2.0
#
# selftests_test.sh: sourced by run.sh: make selftests reads each format that the kernel's tests
# print, and its table tells what is worse on our kernel.

# reads NAME WANTED LINE...: to-tap.awk makes WANTED, results with / between them, of the lines
reads()
{
	local name=$1 wanted=$2
	shift 2
	printf '%s\n' "$@" | awk -v name=t -f tests/selftests/to-tap.awk | grep -v '^#\|^TAP' >"$log"
	[ "$(tail -n 1 "$log")" = "1..$(grep -c ok "$log")" ] &&
		[ "$(sed '$d; s/ [0-9]* t\./ /' "$log" | paste -sd /)" = "$wanted" ]; ok "selftests_read_$name" $?
}

reads status 'ok exit_status' 'no format at all' 'selftest-status 0'
reads failure 'not ok exit_status' 'selftest-status 1'
reads skip 'ok exit_status # SKIP' 'selftest-status 4'
reads after_the_end 'ok exit_status' 'selftest-status 0' 'ok 1 - too late'
reads test_progs 'ok a/b:x/not ok a/ok c # SKIP/not ok exit_status' \
	'#1/2 a/b:x:OK' '#1 a:FAIL' '#2 c:SKIP' 'All error logs:' '#1 a:FAIL' 'Summary: 0/1 PASSED, 1 SKIPPED, 1 FAILED' 'selftest-status 1'
reads tap 'ok global.x/not ok y/ok z # SKIP/ok exit_status' \
	'TAP version 13' '1..3' 'ok 1 global.x' 'not ok 2 - y' 'ok 3 z # SKIP no device' '# Totals: pass:1' 'selftest-status 0'
reads forwarding 'ok ping/not ok ping6_local/ok x # SKIP/ok exit_status' \
	'TEST: ping                                [ OK ]' 'TEST: ping6 local                         [FAIL]' \
	'TEST: x                                   [SKIP]' 'selftest-status 0'
reads bpf 'ok xdp_vlan/not ok test_xdp_meta/ok all/not ok v6/ok a_b/ok XSK_X/ok exit_status' \
	'selftests: xdp_vlan [PASS]' 'selftests: test_xdp_meta [FAILED]' 'Pass: all' 'Fail: v6' 'a b: PASS' \
	'XSK_ve1234X: [ PASS ]' 'selftest-status 0'
reads net 'ok default_-_gro_flag/not ok peer/ok ipv6_no_GRO/not ok ipv6_GRO/ok exit_status' \
	'default - gro flag                                           ok ' \
	'        - peer                       fail - expected on found off' \
	'ipv6' ' no GRO                                  ok' ' GRO                                     failed' 'selftest-status 0'
reads netdevice 'ok eth0:_up/not ok eth0:_down/ok eth0:_x # SKIP/ok exit_status' \
	'PASS: eth0: up' 'FAIL: eth0: down' 'XFAIL: eth0: x' 'selftest-status 0'
reads gro 'ok ipv4_data/not ok ipv6_tcp/not ok exit_status' \
	'running test ipv4 data' 'running test ipv6 tcp' 'failed tests: ipv6_tcp.     Please see log.txt' 'selftest-status 1'
reads twice 'ok a/ok a.2/ok exit_status' 'ok 1 a' 'ok 2 a' 'selftest-status 0'

# tables STATUS LINE OURS PRISTINE: with these results the table ends with this status, and has a
# line that matches
tables()
{
	local dir=$tmp/selftests status=0
	rm -rf "$dir" && mkdir -p "$dir/ours" "$dir/pristine"
	printf 'a\tnet\t\nb\tbpf\tnot built: b.o \n' >"$dir/facts"
	printf %b "$3" >"$dir/ours/a.tap"
	printf %b "$4" >"$dir/pristine/a.tap"
	awk -v again=' ' -v worse="$dir/worse" -f tests/selftests/verdict-table.awk "$dir/facts" "$dir"/*/a.tap >"$log" || status=$?
	line "$2" && [ $status = "$1" ] && line '^b +bpf +not run: not built: b\.o' &&
		[ "$(cat "$dir/worse")" = "$([ "$1" = 0 ] || [ "$1" = 2 ] || echo a)" ]
}
good='ok 1 a.x\nok 2 a.y # SKIP\nnot ok 3 a.z\n# guest 0\n'
tables 0 '^a +net +1 +1 +1 +1 +1 +1 *$' "$good" "$good"; ok selftests_table_equal $?
tables 0 '^Nothing fails on our kernel' "ok 1 a.z\n# guest 0\n" "not ok 1 a.z\n# guest 0\n"; ok selftests_table_better $?
tables 1 '^WORSE   a.x: failed on our' "not ok 1 a.x\n# guest 1\n" "ok 1 a.x\n# guest 0\n"; ok selftests_table_worse $?
tables 1 '^WORSE   a.x: skipped on our' "ok 1 a.x # SKIP\n# guest 0\n" "ok 1 a.x\n# guest 0\n"; ok selftests_table_skipped $?
tables 1 '^WORSE   a.y: missing on our' "ok 1 a.x\n# guest 0\n" "ok 1 a.x\nok 2 a.y\n# guest 0\n"; ok selftests_table_missing $?
tables 1 '^WORSE   a.guest_ends: failed' "ok 1 a.x\n# guest 255\n" "ok 1 a.x\n# guest 0\n"; ok selftests_table_panic $?
tables 2 '^  BROKEN  a on the pristine' "$good" "# guest 2\n"; ok selftests_table_broken $?
