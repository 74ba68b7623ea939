# SPDX-License-Identifier: GPL-2.0
#
# The second table of make bench-cost: the kernel with the overlay beside that with the public
# series. cost.awk calls print_public().

function cell(kind, with, row,	v) {
	v = row ~ /^call / ? (has(kind, with, row) ? sprintf("%.1f", median(kind, with, row)) : "-") : \
	    row ~ /^bytes / ? whole(kind, with, row) : plus(more(kind, with, row))
	return sprintf(" %8s", v)
}

function pair(with, row) { return cell("ours", with, row) cell("public", with, row) }

# The series does nothing with a value that is stored on the way to a device, or for an skb that
# the driver makes.
function print_beside(row,	part) {
	split(row, part, " ")
	if (part[1] == "call" && !has("public", "-", row))
		return
	printf "  %-11s %-18s%s\n", part[1], part[2], part[1] == "call" ? sprintf("%18s", "") pair("-", row) : \
		pair("nothing", row) pair("hash", row) pair("all", row)
}

function print_public(	i, t) {
	if (!("public" in kernel))
		return
	print "\n  Instructions a packet beside the public series, V2, rebuilt on the same kernel\n"
	printf "  %-30s%18s%18s%18s\n  %-30s", "", "nothing", "a hash", "all", "path        route"
	for (i = 1; i <= 3; i++)
		printf " %8s %8s", "this", "V2"
	print ""
	for (i = 1; i <= n_rows; i++) if (order[i] !~ /^bytes /) print_beside(order[i])
	for (i = 1; i <= n_rows; i++) if (order[i] ~ /^bytes /) print_beside(order[i])
	t = sprintf(" %8s %8s", plus_text("ours"), plus_text("public"))
	printf "  %-11s %-18s%s%s%s\n", "bytes", "text", t, t, t
	print "\n  nothing, text: more than pristine; a hash, all: more than nothing; -: the series does nothing"
	print "  with what is stored, or stores nothing there"
}
