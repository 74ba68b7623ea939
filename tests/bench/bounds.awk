# SPDX-License-Identifier: GPL-2.0
#
# bounds.list, the first file of cost.awk. Its lines are
#   PATH ROUTE NOTHING HASH ALL REASON  bounds of the three columns
#   noise PATH ROUTE N                  two runs of the same code differ by N, not by noise=
#   share PATH ROUTE N REASON           a stored hash adds at most N times what the tc program adds
# * is any, - no bound, and the last line that matches counts.

FILENAME == ARGV[1] {
	if (/^#/ || !NF)
		next
	if ($1 == "noise") {
		allowed[$2, $3] = $4
		next
	}
	path[++n_bounds] = $1 == "share" ? $2 : $1
	route[n_bounds] = $1 == "share" ? $3 : $2
	if ($1 == "share")
		bound[n_bounds, "share"] = $4
	else {
		bound[n_bounds, "nothing"] = $3
		bound[n_bounds, "hash"] = $4
		bound[n_bounds, "all"] = $5
	}
	next
}

function limit(row, column,	i, part) {
	split(row, part, " ")
	for (i = n_bounds; i; i--)
		if ((i, column) in bound && (path[i] == "*" || path[i] == part[1]) &&
		    (route[i] == "*" || route[i] == part[2]))
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

function breaks(row, words) {
	broken = broken "  " row ": " words "\n"
}

# A figure for the table, with a mark where it is above its bound
function checked(row, column, v,	b) {
	b = limit(row, column)
	if (b == "-" || v <= b + allowance(row))
		return sprintf("%+.1f", v)
	breaks(row ", " says[column], sprintf("%+.1f is above the bound of %s", v, b))
	return sprintf("%+.1f!", v)
}

# A stored hash beside the workaround. Both differences may be off by the allowance.
function check_share(row, hash, tc,	b) {
	b = limit(row, "share")
	if (b != "-" && hash - allowance(row) > b * (tc + allowance(row)))
		breaks(row ", a hash", sprintf("%+.1f is above %s of the workaround's %+.1f", hash, b, tc))
}
