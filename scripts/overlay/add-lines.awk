# SPDX-License-Identifier: GPL-2.0
#
# awk -v file=PATH [-v list=LIST] -f THIS PATH.add PRISTINE: a kernel file with our lines added.
#
# They go to the end of the file. If the first of them is `@@ before WORD`, the others go in
# front of the last line that begins with WORD. If they begin with a blank line and the file
# ends with one, there is one blank line between them.
#
# LIST names the kernel files of the overlay. A line for an object whose source is not among
# them is not added.

function is_ours(line,	source)
{
	if (list == "" || !match(line, /[a-z0-9_\/-]+\.o$/))
		return 1
	source = file
	sub(/[^\/]*$/, substr(line, RSTART, RLENGTH - 1) "c", source)
	return source in listed
}

BEGIN { while (list != "" && (getline name < list) > 0) listed[name] }

NR == FNR && FNR == 1 && /^@@ before / { word = $3; next }
NR == FNR { if (is_ours($0)) ours = ours $0 "\n"; next }

word != "" && $1 == word { at = FNR }
{ line[FNR] = $0 }

END {
	if (ours !~ /[^\n]/)
		ours = ""
	if (word != "" && !at) {
		print file ": no line begins with " word > "/dev/stderr"
		exit 1
	}
	for (i = 1; i <= FNR; i++) {
		if (i == at)
			printf "%s", ours
		print line[i]
	}
	if (!at) {
		if (line[FNR] == "")
			sub(/^\n/, "", ours)
		printf "%s", ours
	}
}
