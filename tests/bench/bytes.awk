# SPDX-License-Identifier: GPL-2.0
#
# The rows of bytes in the tables of make bench-cost, for cost.awk and public.awk.

# Bytes of text more than the objects have on the pristine kernel
function plus_text(kind) { return kind in more_text ? sprintf("%+d", more_text[kind]) : "-" }

function whole(kind, with, row) { return has(kind, with, row) ? sprintf("%d", median(kind, with, row)) : "-" }

function print_bytes(row,	part) {
	if (row !~ /^bytes /)
		return
	split(row, part, " ")
	printf "  %-11s %-11s %8s %8s %8s %8s %8s %8s\n", part[1], part[2], whole("pristine", "nothing", row),
		whole("ours", "nothing", row), whole("ours", "hash", row), whole("ours", "all", row), "-",
		whole("pristine", "tc", row)
}

function print_text(	t) {
	t = plus_text("ours")
	if (t != "-")
		printf "  %-11s %-11s %8d %8s %8s %8s\n", "bytes", "text", text["ours"], t, t, t
}
