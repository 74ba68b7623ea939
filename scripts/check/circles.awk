# SPDX-License-Identifier: GPL-2.0
#
# awk -F '\t' -f THIS EDGES: includes that close a circle of folders, one a pair of folders.
#
# A line of EDGES is what includes.awk prints: FOLDER, OTHER FOLDER, PATH:LINE, included file.

{
	reaches[$1, $2] = 1
	folders[$1]
	folders[$2]
	line[NR] = $0
}

END {
	for (by in folders)
		for (from in folders)
			if ((from, by) in reaches)
				for (to in folders)
					if ((by, to) in reaches)
						reaches[from, to] = 1
	for (i = 1; i <= NR; i++) {
		split(line[i], edge, "\t")
		if ((edge[2], edge[1]) in reaches && !said[edge[1], edge[2]]++)
			print edge[3] ": " edge[1] " includes " edge[4] ", and " edge[2] \
				" depends on " edge[1]
	}
}
