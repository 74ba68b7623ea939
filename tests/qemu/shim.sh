#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# shim.sh NIC_SO: the shim of the NIC models, preloaded into QEMU and into programs
# that it is not for. Boots no guest. Prints TAP.
set -u
cd "$(dirname "$0")/../.." || exit 2
. tests/lib/tap.sh
# shellcheck disable=SC2034  # for tap.sh
suite='nic_shim'
so=$1 qemu=$(PATH=$PATH:/usr/bin command -v "${QEMU:-qemu-system-x86_64}")
dir=$(mktemp -d) log=$dir/log
trap 'rm -rf "$dir"' EXIT

# refuses STATUS MESSAGE COMMAND...: whether a command with the shim ends like this.
refuses()
{
	local want=$1 message=$2 status=0
	shift 2
	LD_PRELOAD=$so timeout -s KILL 30 "$@" >"$log" 2>&1 </dev/null || status=$?
	echo "status $status, want $want with $message" >>"$log"
	[ "$status" = "$want" ] && grep -q -- "$message" "$log"
}

# altered NAME BYTE OFFSET: copies QEMU, with a changed byte in the note of its build id.
altered()
{
	local offset
	cp "$qemu" "$dir/qemu-system-$1"
	offset=$(readelf -SW "$qemu" | sed -n 's/.*\.note\.gnu\.build-id *NOTE *[0-9a-f]* *\([0-9a-f]*\) .*/\1/p')
	printf %b "$2" | dd of="$dir/qemu-system-$1" bs=1 seek=$((0x$offset + $3)) conv=notrunc status=none
}

# machine OPTIONS: starts QEMU with a card that no guest drives, and writes 3000 commands
# to it. Monitor and control socket are pipes.
machine()
{
	rm -f "$dir"/*.in "$dir"/*.out
	mkfifo "$dir/monitor.in" "$dir/monitor.out" "$dir/control.in" "$dir/control.out"
	# QEMU does not wait for a pipe that has both sides open.
	exec 5<>"$dir/monitor.in" 6<>"$dir/monitor.out" 7<>"$dir/control.in" 8<>"$dir/control.out"
	LD_PRELOAD=$so timeout -s KILL 30 "$qemu" -accel tcg -machine q35 -nodefaults -display none -S \
		-chardev pipe,id=m,path="$dir/monitor" -mon chardev=m \
		-chardev pipe,id=c,path="$dir/control" -device connectx5,control=c"$1" >"$log" 2>&1 &
	pid=$!
	for _ in {1..3000}; do echo help; done >&7 &
	writer=$!
}

# Ends QEMU, and returns its exit status.
quit()
{
	local status=0
	echo quit >&5
	wait $pid || status=$?
	kill $writer 2>/dev/null
	exec 5>&- 6>&- 7>&- 8>&-
	echo "QEMU ended with $status" >>"$log"
	return $status
}

cp /bin/true "$dir/qemu-system-none"
refuses 1 'qemu-system-none does not export its symbols' "$dir/qemu-system-none"; ok no_qemu $?
LD_PRELOAD=$so /bin/true >"$log" 2>&1 && ! [ -s "$log" ]; ok other_program $?
altered other '\0' 16
refuses 1 'qemu-system-other is not the QEMU that the NIC models were built for' "$dir/qemu-system-other" --version
ok other_build_id $?
altered stripped 'X' 12
refuses 1 'its build id is missing, not ' "$dir/qemu-system-stripped" --version
ok no_build_id $?
refuses 0 'name "connectx5", bus PCI' "$qemu" -device help; ok listed $?
set -- "$qemu" -accel tcg -machine q35 -nodefaults -display none -S -device
refuses 1 'vectors=1: want 2 to 64' "$@" connectx5,vectors=1
ok bad_vectors $?
refuses 1 'trace=/nowhere/a: No such file' "$@" connectx5,trace=/nowhere/a
ok bad_trace $?

# QEMU goes on after its reader has stopped.
machine ''
for _ in {1..100}; do read -r -t 20 _ <&8; done
quit
ok control_unread $?
# A reader that goes on gets every answer.
machine ''
timeout 25 grep -m 3000 -c '^ok$' <&8 >"$dir/said"
quit && echo "$(cat "$dir/said") of 3000 answers" >>"$log" && [ "$(cat "$dir/said")" = 3000 ]
ok control_answers $?
machine ",trace=$dir/trace,trace-kib=4"
timeout 25 grep -m 3000 -c '^ok$' <&8 >"$dir/said"
quit
tail -n 1 "$dir/trace" >>"$log"
[ "$(wc -c <"$dir/trace")" -lt 4300 ] && [ "$(tail -n 1 "$dir/trace")" = 'trace-kib=4: no more is traced' ]
ok trace_capped $?

# The lab's command line for a card that is linked to a virtio NIC
"$BIN/lab-run" --kernel "$so" --initrd "$so" --run "$dir/run" --models "$so" --cards mlx5-virtio --dry-run -- true >"$log" 2>&1 &&
	grep -q "LD_PRELOAD=.*connectx5,netdev=card0,.*virtio-net-pci,netdev=card1," <(tr '\n' ' ' <"$log")
ok mlx5_virtio $?
tap_end
