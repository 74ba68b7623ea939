#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# tunnel.sh BIN OUT BOOT...: do what `make demo` does in the guest that BOOT... starts,
# with logs in OUT, once with and once without threaded NAPI. Prints TAP.
set -u
here=$(dirname "$0")
bin=$1 out=$2
shift 2
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
export LC_ALL=C
# shellcheck disable=SC2034  # tap.sh uses them
suite=tunnel log=$tmp/log status=0 options=()
# shellcheck source=tests/lib/tap.sh
. "$here/../lib/tap.sh"

show()	# show BOOT...: with $options of /lab/demo
{
	"$@" --run "$out" --out "$tmp/result.json" -- /lab/demo "${options[@]}" --tunnel gre ||
		{ status=$?; return 2; }
	"$bin/demo-picture" "$tmp/result.json" "$tmp/queues.svg"
}

member() { grep -oE "\"$1\":(\"[^\"]*\"|[0-9]+)" "$tmp/result.json" | sed 's/.*://'; }
packets()	# packets RUN WHO: list the packets of each queue of the NIC or veth, or of each CPU
{
	grep -oE "\"$1\":\{[^}]*" "$tmp/result.json" | grep -oE "\"$2\":\[[0-9,]*" | grep -oE '[0-9]+'
}

is()	# is MEMBER VALUE
{
	[ "$(member "$1")" = "$2" ] || { echo "$1 is $(member "$1"), not $2"; false; }
}

spread()	# spread RUN WHO: queues or CPUs, those in use, packets, packets of the fullest
{
	packets "$1" "$2" | awk '{ all += $1; used += $1 > 0; if ($1 > most) most = $1 }
		END { print NR, used, all, most }'
}

counts()
{
	is tunnel '"gre"' && is flows 256 && is queues 8 && is sent 8192 &&
		is intact 8192 && is lost 0 && is damaged 0 && is repeated 0 &&
		is nic_queues 8 && is cpus 8 && is threaded "$1" && is reordered 0
}

one()	# one RUN WHO: one of the eight has all packets
{
	[ "$(spread "$1" "$2")" = '8 1 4096 4096' ] || { spread "$1" "$2"; false; }
}

all()	# all RUN WHO: each has packets, and none more than 1.6 times the mean
{
	spread "$1" "$2" | awk '{ print } $1 != 8 || $2 != 8 || $3 != 4096 || $4 > 1.6 * $3 / $1 { exit 1 }'
}

# Without threads, the CPU that redirects does all the work, and the demo fails.
unthreaded()
{
	options=(--unthreaded)
	show "$@"
	[ $? = 1 ] && counts 0 && all with packets && one with cpus
}

unmet()	# unmet TEXT...: exactly these expectations were not met, in this order
{
	grep '^demo: expectation failed' "$log.unthreaded" | cut -d: -f3- | sed 's/ (.*//' |
		diff - <(printf ' %s\n' "$@")
}

drawn()
{
	xmllint --noout "$tmp/queues.svg" && [ "$(grep -c '<rect class="with"' "$tmp/queues.svg")" = 16 ]
}

# shellcheck disable=SC2254  # a glob; boot no VM if the test is not wanted
case $suite.demo in
${T:-*})
	show "$@" >"$log" 2>&1; ok demo $?
	counts 1 >"$log" 2>&1; ok counts $?
	one without nic >"$log" 2>&1; ok one_nic_queue_without $?
	one without packets >"$log" 2>&1; ok one_queue_without $?
	one without cpus >"$log" 2>&1; ok one_cpu_without $?
	one with nic >"$log" 2>&1; ok one_nic_queue_with $?
	all with packets >"$log" 2>&1; ok all_queues_with $?
	all with cpus >"$log" 2>&1; ok all_cpus_with $?
	drawn >"$log" 2>&1; ok drawing $?
	unthreaded "$@" >"$log" 2>&1; ok unthreaded $?
	cp "$log" "$log.unthreaded"
	unmet 'with: all CPUs are used' 'with: the fullest CPU has at most 1.6 times the mean' >"$log" 2>&1
	ok unthreaded_is_said $? ;;
esac
tap_end
[ "$status" -le 1 ] || exit "$status"
