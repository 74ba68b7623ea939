# SPDX-License-Identifier: GPL-2.0
#
# awk -v tree=DIR -f THIS LINES INFO: lcov's INFO, reduced to our lines.
#
# A line of LINES is `PATH LINE`, or `PATH *` for all lines of a file. Paths in INFO begin
# with DIR. Only counts of lines are kept: a hook is a line.

FNR == NR {
	ours[$1, $2] = 1
	known[$1] = 1
	next
}

/^SF:/ {
	path = substr($0, 4)
	mine = index(path, tree "/") == 1
	rel = substr(path, length(tree) + 2)
	mine = mine && rel in known
	if (mine)
		print "TN:\n" $0
	next
}

mine && /^DA:/ {
	split(substr($0, 4), da, ",")
	if ((rel, "*") in ours || (rel, da[1]) in ours)
		print
	next
}

mine && /^end_of_record/
