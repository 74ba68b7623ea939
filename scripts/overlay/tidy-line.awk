# SPDX-License-Identifier: GPL-2.0
#
# Functions for tidy.awk: how a line of C is indented and aligned.

function bare(line) { gsub(/^[ \t]+|[ \t]+$/, "", line); return line }
function indent(line) { match(line, /^\t*/); return RLENGTH }

# The column that text ends in, with tabs of eight
function width(text,	i, n)
{
	for (i = 1; i <= length(text); i++)
		n = substr(text, i, 1) == "\t" ? n + 8 - n % 8 : n + 1
	return n
}

# The initialiser `line` with its value in the column of that of `like`
function aligned(line, like,	name, value, want)
{
	if (!match(like, /^\t\.[a-z_]+\t+= /))
		return line
	want = width(substr(like, 1, RLENGTH - 2))
	match(line, /^\t\.[a-z_]+/)
	name = substr(line, 1, RLENGTH)
	value = substr(line, RLENGTH + 2)
	do
		name = name "\t"
	while (width(name) < want)
	return name value
}

# Whether the next line is what `line` governs
function condition(line) { return line ~ /^\t+(if|for|while) \(.*\)$/ }

# Whether a line behind `above` and in front of `below` is a statement between two others
# of one level
function between(above, below)
{
	return above ~ /;$/ && below !~ /^\t*}/ && below != "" &&
	       indent(above) == indent(below)
}
