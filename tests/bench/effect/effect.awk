# SPDX-License-Identifier: GPL-2.0
#
# awk -f json_line.awk -f effect_read.awk -f THIS RESULTS...: the tables of make bench-effect, from
# the lines that bench-effect wrote.

function ratio(v) { return v == "" ? "-" : sprintf("%.2f", v) }

function more_than_nothing(t, w,    n, v) {
	n = instructions(tunnel[t] SUBSEP "nothing")
	v = instructions(tunnel[t] SUBSEP way[w])
	return n == "" || v == "" ? "-" : sprintf("%+.0f", v - n)
}

function summary_row(t, w, k,    lost) {
	if (!(k in seen))
		return
	lost = burst_lost(k)
	printf "  %-13s%4d %5s %5s%4d %5s %5s%4s %5s%6s%6d%8s\n", way[w], used[k, "outer"], ratio(fullest[k, "outer"]),
		ratio(merged[k, "outer"]), used[k, "inner"], ratio(fullest[k, "inner"]), ratio(merged[k, "inner"]),
		(k, "queues") in used ? used[k, "queues"] : "-", ratio(fullest[k, "queues"]),
		lost == "" ? "-" : sprintf("%.0f", lost), reordered[k], more_than_nothing(t, w)
}

function summary(t,    w, f, c) {
	f = flow_count[flow_counts]; c = most_cpus
	printf "\n  One tunnel (%s) of %d flows over %d CPUs\n\n", tunnel[t], f, c
	print "                   in tunnel        out of it       queues  lost   out instruc-"
	print "  way          CPUs  most merge CPUs  most merge used most     %    of   tions"
	for (w = 1; w <= ways; w++)
		summary_row(t, w, tunnel[t] SUBSEP way[w] SUBSEP c SUBSEP f)
}

function matrix_row(t, w, f,    c, k, line) {
	for (c = 1; c <= cpu_counts; c++) {
		k = tunnel[t] SUBSEP way[w] SUBSEP cpu_count[c] SUBSEP flow_count[f]
		line = line sprintf("%12s", k in seen ? sprintf("%d %6.2f", used[k, "both"], fullest[k, "both"]) : "")
	}
	if (line ~ /[0-9]/)
		printf "  %-14s %5d%s\n", f == 1 ? way[w] : "", flow_count[f], line
}

function matrix(t,    w, f, c) {
	printf "\n  %s: CPUs that work, and the fullest over the mean, by flows and by CPUs asked for\n\n  %-14s %5s", \
		tunnel[t], "way", "flows"
	for (c = 1; c <= cpu_counts; c++)
		printf "%12s", cpu_count[c] (cpu_count[c] == 1 ? " CPU" : " CPUs")
	print ""
	for (w = 1; w <= ways; w++)
		for (f = 1; f <= flow_counts; f++)
			matrix_row(t, w, f)
}

END {
	for (t = 1; t <= tunnels; t++) {
		summary(t)
		matrix(t)
	}
	print "\n  in tunnel, out of it: packets by the CPU that handles them there, with and without the"
	print "  outer headers. most: of the fullest CPU or queue, times the mean; both stages in the second"
	print "  table. merge: packets an skb, of trains of 8. queues: of the veth. lost: of " burst_size + 0
	print "  packets at once, which cost the receiver more. out of: order. instructions: a packet, more"
	print "  than with nothing, where one CPU does all"
	if (bad) {
		printf "\n%s", bad
		exit 1
	}
}
