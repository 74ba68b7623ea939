# SPDX-License-Identifier: GPL-2.0
#
# Functions for awk programs that draw, with colours for a light and for a dark background.

# Begin a drawing. @light and @dark are style sheets of its own classes, @dark with that of titles.
function svg_begin(width, height, title, light, dark)
{
	printf "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\">\n", \
		width, height, width, height
	print "<title>" title "</title>"
	print "<style>"
	print "text{font-family:system-ui,-apple-system,'Segoe UI','DejaVu Sans',sans-serif;font-size:13px;fill:#57606a}"
	print ".page{fill:#ffffff;stroke:#d0d7de}"
	print ".title{font-size:18px;font-weight:600;fill:#1f2328}"
	print light
	print "@media (prefers-color-scheme:dark){"
	print "text{fill:#9da7b3}"
	print ".page{fill:#0d1117;stroke:#30363d}"
	print dark
	print "}"
	print "</style>"
	printf "<rect class=\"page\" x=\".5\" y=\".5\" width=\"%d\" height=\"%d\" rx=\"8\"/>\n", width - 1, height - 1
}

function svg_text(class, x, y, words)
{
	gsub(/&/, "\\&amp;", words)
	gsub(/</, "\\&lt;", words)
	printf "<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>\n", class, x, y, words
}

function svg_end() { print "</svg>" }
