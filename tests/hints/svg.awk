# SPDX-License-Identifier: GPL-2.0
#
# The table of grid.awk as a drawing, with colours for a light and for a dark background. A
# cell that says "-" has no test because there is nothing to show.

function style()
{
	print "<style>"
	print "text{font-family:system-ui,-apple-system,'Segoe UI','DejaVu Sans',sans-serif;font-size:13px;fill:#57606a}"
	print ".page{fill:#ffffff;stroke:#d0d7de}"
	print ".title{font-size:18px;font-weight:600;fill:#1f2328}"
	print ".name,.good text,.bad text{fill:#1f2328}.name{font-weight:600}"
	print ".middle{text-anchor:middle}"
	print ".good rect{fill:#b9e3c0}.bad rect{fill:#f4b6b0}.none rect{fill:#eaeef2}"
	print "@media (prefers-color-scheme:dark){"
	print "text{fill:#9da7b3}"
	print ".page{fill:#0d1117;stroke:#30363d}"
	print ".title,.name,.good text,.bad text{fill:#e6edf3}"
	print ".good rect{fill:#1f5130}.bad rect{fill:#7d2b26}.none rect{fill:#1c2229}"
	print "}"
	print "</style>"
}

function text(class, x, y, words)
{
	gsub(/&/, "\\&amp;", words)
	gsub(/</, "\\&lt;", words)
	printf "<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>\n", class, x, y, words
}

function draw_cell(x, y, words)
{
	printf "<g class=\"%s\"><rect x=\"%d\" y=\"%d\" width=\"94\" height=\"24\" rx=\"4\"/>", \
		words ~ /^[0-9]+$/ ? "good" : words ~ /^(-|skipped)$/ ? "none" : "bad", x, y
	text("middle", x + 47, y + 17, words)
	print "</g>"
}

function draw_row(d, h, y,    p)
{
	if (h == 1)
		text("name", 32, y + 17, driver[d])
	text("", 120, y + 17, hint[h])
	for (p = 1; p <= paths; p++)
		draw_cell(80 + p * 100, y, says[d, h, p])
}

function draw_table(    d, h, p, height)
{
	height = 124 + drivers * (hints * 28 + 12)
	printf "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"900\" height=\"%d\" viewBox=\"0 0 900 %d\">\n", height, height
	print "<title>Which hint of which driver arrives on which path</title>"
	style()
	printf "<rect class=\"page\" x=\".5\" y=\".5\" width=\"899\" height=\"%d\" rx=\"8\"/>\n", height - 1
	text("title", 32, 44, "Hints by driver and path: tests that passed")
	text("", 32, 68, base ".  -: there is nothing to test")
	for (p = 1; p <= paths; p++)
		text("middle name", 127 + p * 100, 100, title[p])
	for (d = 1; d <= drivers; d++) for (h = 1; h <= hints; h++)
		draw_row(d, h, 112 + (d - 1) * (hints * 28 + 12) + (h - 1) * 28)
	print "</svg>"
}
