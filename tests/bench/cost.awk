# SPDX-License-Identifier: GPL-2.0
#
# awk -f THIS PRISTINE OURS: the table of make bench-cost.

function plus(v) { return sprintf("%+.0f", v) }

FILENAME == ARGV[1] { pristine[$1] = $3; next }
$2 == "nothing" { order[++n] = $1; nothing[$1] = $3 }
{ ours[$1, $2] = $3 }

END {
	print "  Instructions a packet in the guest, from the program to the end of its path\n"
	printf "  %-14s %10s %16s %12s %12s\n", "", "pristine", "nothing stored", "a hash", "all three"
	for (i = 1; i <= n; i++) {
		v = order[i]
		printf "  %-14s %10.0f %16s %12s %12s\n", v, pristine[v], plus(nothing[v] - pristine[v]),
			plus(ours[v, "hash"] - nothing[v]), plus(ours[v, "all"] - nothing[v])
	}
	print "\n  nothing stored: more than pristine; a hash, all three: more than nothing stored"
}
