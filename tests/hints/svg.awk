# SPDX-License-Identifier: GPL-2.0
#
# The table of grid.awk as a drawing, by the functions of tests/lib/drawing.awk. A cell that says
# "-" has no test because there is nothing to show.

function begin(height)
{
	svg_begin(900, height, "Which hint of which driver arrives on which path",
		".name,.good text,.bad text{fill:#1f2328}.name{font-weight:600}\n" \
		".middle{text-anchor:middle}\n" \
		".good rect{fill:#b9e3c0}.bad rect{fill:#f4b6b0}.none rect{fill:#eaeef2}",
		".title,.name,.good text,.bad text{fill:#e6edf3}\n" \
		".good rect{fill:#1f5130}.bad rect{fill:#7d2b26}.none rect{fill:#1c2229}")
}

function draw_cell(x, y, words)
{
	printf "<g class=\"%s\"><rect x=\"%d\" y=\"%d\" width=\"94\" height=\"24\" rx=\"4\"/>", \
		words ~ /^[0-9]+$/ ? "good" : words ~ /^(-|skipped)$/ ? "none" : "bad", x, y
	svg_text("middle", x + 47, y + 17, words)
	print "</g>"
}

function draw_row(d, h, y,    p)
{
	if (h == 1)
		svg_text("name", 32, y + 17, driver[d])
	svg_text("", 120, y + 17, hint[h])
	for (p = 1; p <= paths; p++)
		draw_cell(80 + p * 100, y, says[d, h, p])
}

function draw_table(    d, h, p)
{
	begin(124 + drivers * (hints * 28 + 12))
	svg_text("title", 32, 44, "Hints by driver and path: tests that passed")
	svg_text("", 32, 68, base ".  -: there is nothing to test")
	for (p = 1; p <= paths; p++)
		svg_text("middle name", 127 + p * 100, 100, title[p])
	for (d = 1; d <= drivers; d++) for (h = 1; h <= hints; h++)
		draw_row(d, h, 112 + (d - 1) * (hints * 28 + 12) + (h - 1) * 28)
	svg_end()
}
