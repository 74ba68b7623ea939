# shellcheck shell=bash disable=SC2154
# SPDX-License-Identifier: GPL-2.0
#
# real_card.sh: sourced by run.sh: the tests of a real card, as far as this machine has none.

# The folder runs by itself: the kernel's runner finds the tests, and they say what is missing.
try_install_tests()
{
	local at=$dir/ksft list=drivers/net/hw/xdp-rx-meta program
	make_ install-tests "DESTDIR=$at" && [ "$("$at/run_kselftest.sh" -l)" = "$list:rx_hints
$list:rx_stored" ] || return
	for program in rx_hints rx_stored rx_agent; do
		readelf -lW "$at/$list/$program" >"$dir/a" && grep -q LOAD "$dir/a" || return
		! grep -E 'INTERP|DYNAMIC' "$dir/a" || return
	done
	env -u NETIF -u T "$at/run_kselftest.sh" -t "$list:rx_hints" 2>&1 | cat >"$dir/run"
	cat "$dir/run"  # the runner opens its standard output again, so it got a pipe
	grep -q '^# ok 1 hint.features # SKIP NETIF is not set' "$dir/run" || return
	grep -qx "ok 1 selftests: $list: rx_hints # SKIP" "$dir/run" || return
	env -u NETIF -u OUT "$at/$list/run_card.sh" 'hint.hash' >"$dir/run"
	[ $? = 4 ] || return
	grep -q "SKIP NETIF is not set" "$dir/run" && ci_definitions "$at" "$list"
}

# Each definition names what the folder has. NIPA's is tried, with a bundle that has another test.
ci_definitions()
{
	local at=$1 list=$2 file
	for file in lava.yaml tmt.fmf; do
		grep -q "$list" "$at/$list/ci/$file" && grep -q '\./run_card\.sh' "$at/$list/ci/$file" || return
	done
	grep -qx "      collections: $list" "$at/$list/ci/kernelci.yaml" && mkdir -p "$dir/bundle" &&
		echo drivers/net:ping.py >"$dir/bundle/kselftest-list.txt" && "$at/$list/ci/nipa.sh" "$dir/bundle" &&
		"$at/$list/ci/nipa.sh" "$dir/bundle" && [ "$(wc -l <"$dir/bundle/kselftest-list.txt")" = 3 ] &&
		[ -x "$dir/bundle/$list/rx_stored" ] && ! "$at/$list/ci/nipa.sh" "$dir" 2>"$dir/run" && grep -q 'usage: nipa.sh' "$dir/run"
}

# A wrong interface breaks the run, and the line says why; no guest boots.
try_netif()
{
	local why='NETIF=nosuch0: there is no such interface'
	[ "$(id -u)" = 0 ] || why='this needs root'
	make_ test TEST_JOBS=tests/card/jobs NETIF=nosuch0 LOCAL_V4=192.0.2.1 REMOTE_V4=192.0.2.2 \
		LOCAL_V6=2001:db8::1 REMOTE_V6=2001:db8::2 REMOTE_TYPE=netns REMOTE_ARGS=peer DISRUPTIVE=no >"$dir/run" 2>&1
	grep -qF "$why" "$dir/run" || { cat "$dir/run"; return 1; }
	make_ test NETIF='a b' >"$dir/run" 2>&1
	grep -q 'NETIF=a b is no name of an interface' "$dir/run"
}
