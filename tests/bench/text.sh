#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# text.sh PRISTINE KERNEL OUT: a table of the objects whose text differs in two build directories
# of the kernel, and their sum. Text is code and read-only data, as size counts it. OUT gets a line
# of JSON for each. A kernel of a user has no KUnit suites: their objects do not count, nor does
# one that a suite is compiled into, which is marked. The object with the kernel's options is no
# code.
set -euo pipefail
export LC_ALL=C
pristine=$1 kernel=$2 out=$3

# notes PATTERN: the notes of objects whose text matches, as names of objects
notes()
{
	{ grep -rlE "$1" --include='.*.o.cmd' drivers kernel lib net || true; } | sed 's,/\.\([^/]*\)\.cmd$,/\1,'
}
# Of one source each: the build joins them to larger ones, whose notes name no source.
objects() { notes '^source_[^ ]*\.o := ' | grep -vE '_test|kunit|\.mod\.o$|^kernel/configs\.o$'; }

# text DIR KIND: OBJECT KIND BYTES
text() { (cd "$1" && objects | xargs size | awk -v kind="$2" 'FNR > 1 && $1 != "text" { print $6, kind, $1 }'); }
suites() { (cd "$1" && notes '_test[a-z_]*\.(inc\.)?c( |$)' | sed 's,$, suite 1,'); }

{ text "$pristine" pristine; text "$kernel" kernel; suites "$kernel"; } | sort |
awk -v out="$out" '
function row(name, a, b) { printf "  %-58s %8d %8d %+7d\n", name, a, b, b - a }
function record(name, a, b) { printf "{\"object\":\"%s\",\"pristine\":%d,\"bytes\":%d}\n", name, a, b >out }
{ bytes[$1, $2] = $3 }
$2 != "suite" && $1 != last { names[++n] = last = $1 }
END {
	printf "  %-58s %8s %8s %7s\n", "bytes of text", "pristine", "kernel", "more"
	for (i = 1; i <= n; i++) {
		a = bytes[names[i], "pristine"] + 0
		b = bytes[names[i], "kernel"] + 0
		if ((names[i], "suite") in bytes) {
			row(names[i] " (with a KUnit suite)", a, b)
			continue
		}
		total_a += a
		total_b += b
		if (a == b)
			continue
		row(names[i], a, b)
		record(names[i], a, b)
	}
	row("all others", total_a, total_b)
	record("all", total_a, total_b)
}'
