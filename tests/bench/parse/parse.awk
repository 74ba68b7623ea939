# SPDX-License-Identifier: GPL-2.0
#
# awk -f json_line.awk -f THIS RESULTS: the table of make bench-parse, from the lines that bench-parse
# wrote.

BEGIN {
	print "\n  Instructions a packet, to find the flow inside and hash it\n"
	printf "  %-15s %12s %16s  %s\n", "tunnel", "the program", "flow dissector", "which tells flows apart"
}
{
	printf "  %-15s %12d %16d  %s\n", text("tunnel"), number("program"), number("dissector"), \
		number("apart") ? "yes" : "no"
}
