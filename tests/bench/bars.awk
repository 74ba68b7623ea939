# SPDX-License-Identifier: GPL-2.0
#
# Horizontal bars, by the functions of tests/lib/drawing.awk. bar_add() adds a bar, or with value ""
# a heading; bars_draw() draws them. A bar has the class "theirs" or "ours".

function bar_add(label, value, words, class) {
	bar_label[++bars] = label; bar_value[bars] = value; bar_words[bars] = words; bar_class[bars] = class
}

function bars_begin(height, title) {
	svg_begin(900, height, title,
		".name,.words{fill:#1f2328}.name{font-weight:600}.theirs{fill:#d9730d}.ours{fill:#1f77b4}",
		".title,.name,.words{fill:#e6edf3}.theirs{fill:#f0883e}.ours{fill:#58a6ff}")
}

function bar_draw(i, y, most) {
	if (bar_value[i] == "") {
		svg_text("name", 32, y + 17, bar_label[i])
		return
	}
	svg_text("", 48, y + 17, bar_label[i])
	printf "<rect class=\"%s\" x=\"220\" y=\"%d\" width=\"%.1f\" height=\"18\"/>\n", bar_class[i], y + 3, \
		bar_value[i] ? 520 * bar_value[i] / most : 1
	svg_text("words", 228 + 520 * bar_value[i] / most, y + 17, bar_words[i])
}

# @note: what the bars are, below the title; @most: the value of the longest, or 0 for that of the bars
function bars_draw(title, note, most,    i) {
	for (i = 1; i <= bars; i++)
		if (bar_value[i] != "" && bar_value[i] + 0 > most + 0)
			most = bar_value[i]
	bars_begin(112 + bars * 26, title)
	svg_text("title", 32, 44, title)
	svg_text("", 32, 68, note)
	for (i = 1; i <= bars; i++)
		bar_draw(i, 84 + (i - 1) * 26, most ? most : 1)
	svg_end()
}
