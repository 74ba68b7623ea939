# SPDX-License-Identifier: GPL-2.0
#
# What drawings (SVG) of awk scripts share: colours for a light and for a dark background, and
# text.

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

function open_drawing(height, name)
{
	printf "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"900\" height=\"%d\" viewBox=\"0 0 900 %d\">\n", height, height
	print "<title>" name "</title>"
	style()
	printf "<rect class=\"page\" x=\".5\" y=\".5\" width=\"899\" height=\"%d\" rx=\"8\"/>\n", height - 1
}
