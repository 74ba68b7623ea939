# SPDX-License-Identifier: GPL-2.0
#
# awk -v chart=NAME -v noise=N -f tests/lib/drawing.awk -f bounds.awk -f counts.awk -f THIS BOUNDS
# PRISTINE OURS: a drawing for one question. nothing: what does a packet with nothing stored
# cost? hash: what does it cost to give an skb a hash, by each means?

# A bar of a column: its length, and what stands beside it
function bar(y, class, v, words) {
	printf "<g class=\"%s\"><rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"14\" rx=\"2\"/></g>\n", class,
		left + (v < 0 ? v : 0) * scale, y, (v < 0 ? -v : v) * scale
	svg_text("", left + (v < 0 ? 0 : v) * scale + 6, y + 12, words)
}

function head(height, name, words) {
	svg_begin(900, height, name,
		".name{fill:#1f2328;font-weight:600}.good rect{fill:#b9e3c0}.bad rect{fill:#f4b6b0}.none rect{fill:#d0d7de}",
		".title,.name{fill:#e6edf3}.good rect{fill:#1f5130}.bad rect{fill:#7d2b26}.none rect{fill:#30363d}")
	svg_text("title", 32, 44, name)
	svg_text("", 32, 68, words ". " kernel["ours"])
}

function named(row, y,	part) {
	split(row, part, " ")
	if (part[1] != last)
		svg_text("name", 32, y + 12, last = part[1])
	svg_text("", 120, y + 12, part[2])
}

function largest(	i, m, v) {
	for (i = 1; i <= n_bars; i++) {
		v = bars[i] < 0 ? -bars[i] : bars[i]
		m = v > m ? v : m
	}
	return m > 1 ? m : 1
}

function add(row, class, v, words) {
	if (v == "-")
		return
	bars[++n_bars] = v
	bar_row[n_bars] = row
	bar_class[n_bars] = class
	bar_words[n_bars] = words
}

# No bar for a figure by which two runs of the same code differ
function add_nothing(row,	v, n) {
	v = more("ours", "nothing", row)
	if (row ~ /^bytes|^live/ || v == "-")
		return
	n = allowance(row)
	add(row, v > n ? "bad" : "good", v <= n && -v <= n ? 0 : v, sprintf("%+.1f of %.0f%s", v,
		median("pristine", "nothing", row), n > noise ? ", which differs by up to " n " between runs" : ""))
}

function add_figure(row, class, v, words) {
	add(row, class, v, v == "-" ? "" : sprintf("%+.1f  %s", v, words))
}

function add_means(row) {
	if (row ~ /^bytes/ || !has("pristine", "tc", row))
		return
	add_figure(row, "good", more("ours", "hash", row), "stored hash")
	add_figure(row, "none", more("public", "hash", row), "public series, V2")
	add_figure(row, "none", more("pristine", "tc", row), "tc program")
	add_figure(row, "none", more("pristine", "rps", row), "RPS by the outer hash")
}

function draw(	i, y) {
	scale = 300 / largest()
	for (i = 1; i <= n_bars; i++)
		left = bars[i] < 0 && left < 260 - bars[i] * scale ? 260 - bars[i] * scale : left
	for (i = 1; i <= n_bars; i++) {
		y = 84 + i * 20
		if (bar_row[i] != bar_row[i - 1])
			named(bar_row[i], y)
		bar(y, bar_class[i], bars[i], bar_words[i])
	}
	svg_end()
}

END {
	left = 260
	for (i = 1; i <= n_rows; i++)
		if (chart == "nothing") add_nothing(order[i])
		else add_means(order[i])
	if (chart == "nothing")
		head(124 + n_bars * 20, "A packet with nothing stored", "Instructions more than on the pristine kernel")
	else
		head(124 + n_bars * 20, "A hash for the skb", "Instructions more than without, a packet")
	draw()
}
