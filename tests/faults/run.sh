#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# run.sh BOOT...: give each detector of the debug kernel something to detect. BOOT starts a
# VM. The fault has to end the run with 255 and with the words of its detector; the module
# without a fault has to pass. Prints TAP.
set -u
top=$(dirname "$0")/../..
suite=faults log=$(mktemp)
trap 'rm -f "$log"' EXIT
# shellcheck source=tests/lib/tap.sh
. "$top/tests/lib/tap.sh"

boot()	# boot FAULT BOOT...: its exit status
{
	local fault=$1
	shift
	"$@" --run "$OUT/faults/$fault" -- insmod /lab/faults.ko "fault=$fault" >"$log" 2>&1
}

caught()	# caught FAULT WORDS BOOT...
{
	local words=$2 status=0
	boot "$1" "${@:3}" || status=$?
	[ "$status" = 255 ] && grep -qF "$words" "$log" && return
	echo "want 255 and \"$words\", have $status" >>"$log"
	return 1
}

try()	# try FAULT COMMAND...: the test FAULT, if $T matches
{
	local name=$1 status=0
	shift
	# shellcheck disable=SC2254  # a glob
	case $suite.$name in ${T:-*}) ;; *) return ;; esac
	"$@" || status=$?
	ok "$name" $status
}

mkdir -p "$OUT/faults"
try none boot none "$@"
while IFS=$'\t' read -r fault words; do
	try "$fault" caught "$fault" "$words" "$@" </dev/null
done <<'EOF'
out-of-bounds	BUG: KASAN: slab-out-of-bounds in fault_out_of_bounds
use-after-free	BUG: KASAN: slab-use-after-free in fault_use_after_free
undefined	UBSAN: shift-out-of-bounds in
lock-order	WARNING: possible circular locking dependency detected
unguarded	WARNING: suspicious RCU usage
sleep	BUG: sleeping function called from invalid context
preemptible	BUG: using smp_processor_id() in preemptible
live-object	at lib/debugobjects.c
net	fault_net
freed-page	pagealloc: 
leak	new suspected memory leaks
EOF
tap_end
