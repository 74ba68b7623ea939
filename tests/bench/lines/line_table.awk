# SPDX-License-Identifier: GPL-2.0
#
# The tables of lines.awk, which reads release, order, noise, own and touched, and takes broken.
# noise_path and noise_route say which rows a noise is for.

BEGIN {
	n_columns = split("pristine nothing,ours nothing,ours hash,ours all,pristine tc,pristine rps," \
		"public nothing,public hash,public all", columns, ",")
}

function figure(v, kind, row, with, base) {
	return (kind, row, with) in v ? sprintf(base == "" ? "%.1f" : "%+.1f", v[kind, row, with] - base) : "-"
}

function noise_of(row,	i, part) {
	split(row, part, " ")
	for (i = n_noise; i; i--)
		if ((noise_path[i] == "*" || noise_path[i] == part[1]) &&
		    (noise_route[i] == "*" || noise_route[i] == part[2]))
			return noise[i]
}

function less(v, row,	a) {
	a = v["ours", row, "nothing"] - v["pristine", row, "nothing"]
	if (a > noise_of(row))
		broken = broken sprintf("  %s: %+.1f lines with nothing stored\n", row, a)
}

# The figures of a row, less those that they are compared with
function print_row(v, row,	i, part, base, kind, with) {
	split(row, part, " ")
	printf "  %-11s %-11s", part[1], part[2]
	for (i = 1; i <= n_columns; i++) {
		split(columns[i], part, " ")
		kind = part[1]; with = part[2]
		base = i == 1 ? "" : v[with ~ /hash|all/ ? kind : "pristine", row, "nothing"]
		printf " %8s", figure(v, kind, row, with, base)
	}
	print ""
}

function table(v, words,	i) {
	printf "\n  %s, %s\n\n  %-11s %-11s %8s %8s %8s %8s %8s %8s %8s %8s %8s\n", words,
		release["ours"], "path", "route", "pristine", "nothing", "a hash", "all", "tc", "RPS",
		"V2: none", "a hash", "all"
	for (i = 1; i <= n_rows; i++) {
		less(v, order[i])
		print_row(v, order[i])
	}
}
