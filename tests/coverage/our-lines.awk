# SPDX-License-Identifier: GPL-2.0
#
# Reduces lcov's FILE.info to lines of ours. Of two files, the first names them as
# `PATH LINE`, or `PATH *` for all of a file; the second is the .info, in which
# paths begin with `tree`. Counts of lines only: a hook is a line.

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
