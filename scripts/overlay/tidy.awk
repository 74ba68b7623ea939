# SPDX-License-Identifier: GPL-2.0
#
# Undo what spatch does to lines nobody asked it to change, and lay out the added
# ones like their neighbours:
# awk -f THIS pass=1 PRISTINE pass=2 OUT pass=3 OUT
#
# - A statement behind an added one may come out with another indentation. It shows
#   as a pristine line that is gone and one that differs from it in nothing else;
#   it is printed as it was.
# - Added blank lines lose the tab left on them, and go when spatch has put one
#   there itself.
# - A blank line in front of statements that others replace is gone with them in
#   what spatch 1.3 prints; 1.1.1 leaves it. It is printed.
# - An added initialiser is aligned like the one above it; an added statement
#   between two that are indented alike is indented like them.

function bare(line) { gsub(/^[ \t]+|[ \t]+$/, "", line); return line }
function indent(line) { match(line, /^\t*/); return RLENGTH }

# The column that text ends in, with tabs of eight
function width(text,	i, n)
{
	for (i = 1; i <= length(text); i++)
		n = substr(text, i, 1) == "\t" ? n + 8 - n % 8 : n + 1
	return n
}

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

# Behind a whole statement, and in front of something at the same level
function between(above, below)
{
	return above ~ /;$/ && below !~ /^\t*}/ && below != "" &&
	       indent(above) == indent(below)
}

# Which line of PRISTINE was printed: the only one like it, or the next
function follow(text)
{
	if (times[text] == 1)
		at = where[text]
	else if (pristine[at + 1] == text)
		at++
}

function lost_blank()
{
	return !above_added && above != "" && pristine[at] == above &&
	       pristine[at + 1] == "" && missing[pristine[at + 2]] > 0
}

pass == 1 {
	missing[$0]++
	was[bare($0)] = $0
	pristine[FNR] = $0
	times[$0]++
	where[$0] = FNR
	next
}
pass == 2 { missing[$0]--; after[FNR] = $0; next }

{ key = bare($0); added = missing[$0] < 0 }

# Unless the rule moved it, and where it is now that is right
added && key != "" && key in was && missing[was[key]] > 0 &&
!(!above_added && between(above, after[FNR + 1]) && indent(above) == indent($0)) {
	$0 = was[key]
	added = 0
}

added {
	sub(/[ \t]+$/, "")
	if ($0 == "" && above == "" && above_added)
		next
	if ($0 ~ /^\t\.[a-z_]+ = /)
		$0 = aligned($0, above)
	else if ($0 ~ /;$/ && between(above, after[FNR + 1]))
		$0 = substr(above, 1, indent(above)) key
	if ($0 != "" && lost_blank())
		print ""
}

{
	print
	if (!added)
		follow($0)
	if ($0 != "")
		above_added = added
	above = $0
}
