# SPDX-License-Identifier: GPL-2.0
#
# awk -f drawing.awk -f bars.awk -f json_line.awk -f THIS RESULTS: the table of make bench-parse as a
# drawing.

{
	bar_add(text("tunnel"), "")
	bar_add("program", number("program"), number("program"), "ours")
	bar_add("flow dissector", number("dissector"), number("dissector") \
		(number("apart") ? "" : ", and does not tell the flows apart"), "theirs")
}
END {
	bars_draw("What does it cost to find the flow inside?",
		"Instructions a packet: the tunnel program, with its hash and the store of it, and the kernel's flow dissector.", 0)
}
