#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# gather.sh CMD...: run CMD in the guest, then write the kernel's counters to $LAB_OUT.
#
# tar would take the files of debugfs for empty, as their size is 0, so it gets copies.
status=0
"$@" || status=$?
copies=$(mktemp -d)
cd /sys/kernel/debug/gcov &&
	find . -name '*.gcda' | while read -r file; do
		mkdir -p "$copies/${file%/*}" && cat "$file" >"$copies/$file" || exit
	done &&
	tar -C "$copies" -cf "$LAB_OUT" . || exit 2
rm -rf "$copies"
exit $status
