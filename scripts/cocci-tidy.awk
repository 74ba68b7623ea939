# SPDX-License-Identifier: GPL-2.0
#
# Undo what spatch does to lines nobody asked it to change:
# awk -f THIS pass=1 PRISTINE pass=2 OUT pass=3 OUT
#
# A statement behind an added one may come out with another indentation. It shows
# as a pristine line that is gone and one that differs from it in nothing else;
# the latter is printed as it was. Added blank lines lose the tab left on them.

function bare(line) { gsub(/^[ \t]+|[ \t]+$/, "", line); return line }

pass == 1 { missing[$0]++; was[bare($0)] = $0; next }
pass == 2 { missing[$0]--; next }

{ key = bare($0) }

missing[$0] < 0 && key != "" && key in was && missing[was[key]] > 0 {
	print was[key]
	next
}

missing[$0] < 0 { sub(/[ \t]+$/, "") }
{ print }
