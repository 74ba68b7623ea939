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
	env -u NETIF -u OUT "$at/$list/run_card.sh" 'hint.nosuch' >"$dir/none"
	[ $? = 4 ] && grep -qx '# hint.nosuch matches no test' "$dir/none" || return
	env -u NETIF OUT=/proc "$at/$list/run_card.sh" >"$dir/unwritable" 2>&1
	[ $? = 1 ] && [ "$(wc -l <"$dir/unwritable")" = 1 ] &&
		grep -q '^Bail out! /proc cannot be written to: name a folder' "$dir/unwritable" || return
	grep -q "SKIP NETIF is not set" "$dir/run" && ci_definitions "$at" "$list"
}

# Each definition is tried, as far as that goes without its service.
ci_definitions()
{
	local at=$1 list=$2 ci=$1/$2/ci
	lava_steps "$at" "$ci/lava.yaml" && tmt_test "$at" "$ci/tmt.fmf" || return
	yaml "$ci/kernelci.yaml" '[j["params"]["collections"] for j in d["jobs"].values()], [s["job"] in d["jobs"] for s in d["scheduler"]]' >"$dir/run" &&
		[ "$(cat "$dir/run")" = "(['$list'], [True])" ] || return
	mkdir -p "$dir/bundle" &&
		echo drivers/net:ping.py >"$dir/bundle/kselftest-list.txt" && "$ci/nipa.sh" "$dir/bundle" &&
		"$ci/nipa.sh" "$dir/bundle" && [ "$(wc -l <"$dir/bundle/kselftest-list.txt")" = 3 ] &&
		[ -x "$dir/bundle/$list/rx_stored" ] && ! "$ci/nipa.sh" "$dir" 2>"$dir/run" && grep -q 'usage: nipa.sh' "$dir/run" && workflows
}

# yaml FILE EXPRESSION: what Python makes of the file's data, d
yaml() { python3 -c 'import sys, yaml; d = yaml.safe_load(open(sys.argv[1])); print(eval(sys.argv[2]))' "$1" "$2"; }

# LAVA's steps in one shell, as LAVA runs them: without a NIC each test is skipped, and LAVA is
# told so.
lava_steps()
{
	mkdir -p "$dir/fake" && tar -C "$1" -cJf "$dir/ksft.tar.xz" . &&
		printf '#!/bin/sh\ncat %s/ksft.tar.xz\n' "$dir" >"$dir/fake/wget" &&
		printf '#!/bin/sh\necho "told $*"\n' >"$dir/fake/lava-test-case" && chmod +x "$dir"/fake/* || return
	yaml "$2" '"\n".join(d["actions"][2]["test"]["definitions"][0]["repository"]["run"]["steps"])' |
		sed "s|/opt/ksft|$dir/opt|g; s/NETIF_NAME//" >"$dir/steps"
	(cd / && PATH=$dir/fake:$PATH env -u NETIF -u OUT sh -e "$dir/steps") >"$dir/run" 2>&1
	grep -qx 'told hint.features --result skip' "$dir/run" && grep -qx 'status 4' "$dir/run" &&
		[ "$(grep -c '^told ' "$dir/run")" = "$(grep -c '^ok ' "$dir/run")" ]
}

tmt_test()
{
	yaml "$2" 'd["/test"]["test"]' >"$dir/steps" && [ "$(yaml "$2" 'd["/plan"]["discover"]["how"]')" = fmf ] || return
	(cd "$1" && TMT_TEST_DATA=$dir/tmt env -u NETIF sh "$dir/steps") >"$dir/run" 2>&1
	[ $? = 4 ] && grep -q '^ok 1 hint.features # SKIP' "$dir/run" && [ -s "$dir/tmt/rx_hints.tap" ]
}

# What the workflow runs is a script that the shell takes, and starts a program that is there.
workflows()
{
	local gate=.github/workflows/gate.yml
	yaml "$gate" '"\n".join(s["run"] for s in d["jobs"]["gate"]["steps"] if "run" in s)' >"$dir/steps" &&
		bash -n "$dir/steps" && grep -q '[ ]\.ci/run$' "$dir/steps" && [ -x .ci/run ] &&
		[ "$(yaml "$gate" 'sorted(d[True])')" = "['pull_request', 'push']" ] || return
	awk '/^```/ { on = /yaml$/; next } on' docs/ci.md >"$dir/gitlab" && [ "$(yaml "$dir/gitlab" 'd["gate"]["script"][-1]')" = .ci/run ]
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
