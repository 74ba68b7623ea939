# SPDX-License-Identifier: GPL-2.0
#
# Undo what spatch does to lines that no rule changes, and lay out added lines like
# their neighbours:
#
#	awk -f tidy-line.awk -f THIS pass=1 PRISTINE pass=2 OUT pass=3 OUT
#
# - spatch may indent a statement behind an added one differently. Such a statement is a
#   pristine line that is gone and a new line that differs from it in blanks only; print
#   the pristine line.
# - The brace of an added function gets a line of its own.
# - An added blank line loses the tab that spatch leaves on it, and goes if spatch has
#   put a blank line there itself. Two of PRISTINE stay.
# - When a rule replaces the statements behind a blank line, spatch 1.3 drops the blank
#   line and 1.1.1 keeps it. Print it.
# - Align an added initialiser like the one above it. Indent an added statement between
#   two that are indented alike like these.

# Advance `at`, the line of PRISTINE that was printed last
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
	if (FNR > 2 && pristine[FNR - 1] == "" && pristine[FNR - 2] == "")
		spaced[$0]
	next
}
pass == 2 { missing[$0]--; after[FNR] = $0; next }

{ key = bare($0); added = missing[$0] < 0 }

# A statement that the rule has moved keeps an indentation that fits its new place, and so does
# one that an added condition governs.
added && key != "" && key in was && missing[was[key]] > 0 && !(above_added && condition(above)) &&
!(!above_added && between(above, after[FNR + 1]) && indent(above) == indent($0)) {
	$0 = was[key]
	added = 0
}

added {
	sub(/[ \t]+$/, "")
	if ($0 == "" && above == "" && above_added && !(after[FNR + 1] in spaced))
		next
	sub(/\)\{$/, ")\n{")
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
