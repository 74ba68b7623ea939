# SPDX-License-Identifier: GPL-2.0
#
# awk -v noise=N -f THIS BOUNDS PRISTINE OURS: the table of make bench-cost. PRISTINE and OURS
# are what bench-cost wrote. BOUNDS has lines "PATH ROUTE NOTHING HASH ALL REASON"; * is any, - no
# bound, and the last line that matches counts. Its lines "noise PATH ROUTE N" say by how much two
# runs of the same code differ there, in place of the N of noise=. The exit status is 1 where a bound is broken.

function key() { return $3 " " $5 }

function plus(v) { return sprintf("%+.1f", v) }

# The median of three is exact where two of them are. The spread is the most that a round differs.
function median(k,	i, j, t, v, n) {
	n = rounds[k]
	for (i = 1; i <= n; i++)
		v[i] = value[k, i]
	for (i = 1; i <= n; i++)
		for (j = i + 1; j <= n; j++)
			if (v[j] < v[i]) { t = v[i]; v[i] = v[j]; v[j] = t }
	if (v[n] - v[1] > spread[k_row])
		spread[k_row] = v[n] - v[1]
	return v[int((n + 1) / 2)]
}

function limit(row, column,	i, part) {
	split(row, part, " ")
	for (i = n_bounds; i; i--)
		if ((path[i] == "*" || path[i] == part[1]) && (route[i] == "*" || route[i] == part[2]))
			return bound[i, column]
	return "-"
}

# What two runs of the same code may differ by on this row
function allowance(row,	part) {
	split(row, part, " ")
	if ((part[1], part[2]) in allowed)
		return allowed[part[1], part[2]]
	return (part[1], "*") in allowed ? allowed[part[1], "*"] : noise
}

function cell(row, column, v,	b) {
	b = limit(row, column)
	if (b != "-" && v > b + allowance(row)) {
		broken = broken sprintf("  %s, %s: %s is above the bound of %s\n", row, column, plus(v), b)
		return plus(v) "!"
	}
	return plus(v)
}

FILENAME == ARGV[1] {
	if (/^#/ || !NF)
		next
	if ($1 == "noise") { allowed[$2, $3] = $4; next }
	path[++n_bounds] = $1; route[n_bounds] = $2
	bound[n_bounds, "nothing stored"] = $3; bound[n_bounds, "a hash"] = $4; bound[n_bounds, "all three"] = $5
	next
}
FNR == 1 { FS = "[\":,{}]+"; $0 = $0 }
$2 == "kernel" { kernel[FILENAME] = $3 ", " $5; next }
$2 == "options" { next }
FILENAME == ARGV[2] && $7 != "nothing" { next }
{ k = (FILENAME == ARGV[2] ? "pristine" : $7) " " key() }
FILENAME == ARGV[3] && !(key() in known) { known[key()]; order[++n_rows] = key() }
{ value[k, ++rounds[k]] = $11 }

END {
	if (kernel[ARGV[2]] != kernel[ARGV[3]]) {
		print "The pristine kernel is " kernel[ARGV[2]] ", and this one is " kernel[ARGV[3]] "." >"/dev/stderr"
		print "They cannot be compared: build both with one compiler." >"/dev/stderr"
		exit 2
	}
	print "  Instructions a packet in the guest, " kernel[ARGV[3]] "\n"
	printf "  %-12s %-20s %9s %15s %9s %10s %7s\n", "path", "route", "pristine", "nothing stored", "a hash", "all three", "spread"
	for (i = 1; i <= n_rows; i++) {
		k_row = row = order[i]
		split(row, part, " ")
		if (part[1] == "call") {
			v = median("- " row)
			if (limit(row, "a hash") != "-" && v > limit(row, "a hash") + noise)
				broken = broken sprintf("  %s: %.1f is above the bound of %s\n", row, v, limit(row, "a hash"))
			printf "  %-12s %-20s %9.1f %43s %7.2f\n", part[1], part[2], v, "", spread[row]
			continue
		}
		n = median("nothing " row)
		p = rounds["pristine " row] ? median("pristine " row) : ""
		if (p == "")
			broken = broken sprintf("  %s: not measured on the pristine kernel\n", row)
		hash = median("hash " row) - n
		all = median("all " row) - n
		printf "  %-12s %-20s %9s %15s %9s %10s %7.2f\n", part[1], part[2],
			p == "" ? "?" : sprintf("%.1f", p), p == "" ? "?" : cell(row, "nothing stored", n - p),
			cell(row, "a hash", hash), cell(row, "all three", all), spread[row]
	}
	print "\n  call: one kfunc with its call; nothing stored: more than pristine; a hash, all three: more than"
	print "  nothing stored; spread: the most that rounds differ"
	if (broken) {
		printf "\n%s", broken
		exit 1
	}
}
