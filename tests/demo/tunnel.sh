#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# tunnel.sh BIN OUT BOOT...: what `make demo` does: its tunnel through the guest
# that BOOT... starts, with logs in OUT, and the picture of it. Prints TAP.
set -u
here=$(dirname "$0")
bin=$1 out=$2
shift 2
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
export LC_ALL=C
# shellcheck disable=SC2034  # tap.sh has them
suite=tunnel log=$tmp/log status=0
# shellcheck source=tests/tap.sh
. "$here/../tap.sh"

show()
{
	"$@" --run "$out" --net wire --out "$tmp/result.json" -- /lab/demo --tunnel gre ||
		{ status=$?; return "$status"; }
	"$bin/demo-picture" "$tmp/result.json" "$tmp/queues.svg"
}

member() { grep -oE "\"$1\":(\"[^\"]*\"|[0-9]+)" "$tmp/result.json" | sed 's/.*://'; }
packets() { grep -oE "\"$1\":\{\"packets\":\[[0-9,]*\]" "$tmp/result.json" | grep -oE '[0-9]+'; }

is()	# is MEMBER VALUE
{
	[ "$(member "$1")" = "$2" ] || { echo "$1 is $(member "$1"), not $2"; false; }
}

spread()	# spread RUN: queues, queues that were used, packets, and of the fullest
{
	packets "$1" | awk '{ all += $1; used += $1 > 0; if ($1 > most) most = $1 }
		END { print NR, used, all, most }'
}

counts()
{
	is tunnel '"gre"' && is flows 256 && is queues 8 && is sent 8192 &&
		is intact 8192 && is lost 0 && is damaged 0 && is repeated 0
}

without()
{
	[ "$(spread without)" = '8 1 4096 4096' ] || { spread without; false; }
}

with()
{
	spread with | awk '{ print } $1 != 8 || $2 != 8 || $3 != 4096 || $4 > 1.6 * $3 / $1 { exit 1 }'
}

drawn()
{
	xmllint --noout "$tmp/queues.svg" && [ "$(grep -c '<rect class="with"' "$tmp/queues.svg")" = 8 ]
}

# shellcheck disable=SC2254  # a glob; a VM is not booted for nothing
case $suite.demo in
${T:-*})
	show "$@" >"$log" 2>&1; ok demo $?
	counts >"$log" 2>&1; ok counts $?
	without >"$log" 2>&1; ok one_queue_without $?
	with >"$log" 2>&1; ok all_queues_with $?
	drawn >"$log" 2>&1; ok drawing $? ;;
esac
tap_end
[ "$status" -le 1 ] || exit "$status"
