# SPDX-License-Identifier: GPL-2.0
#
# awk -v file=PATH -f THIS PATH.add PRISTINE: a kernel file with our lines added.
#
# They go to the end of the file. If the first of them is `@@ before WORD`, the others go in
# front of the last line that begins with WORD. If they begin with a blank line and the file
# ends with one, there is one blank line between them.

NR == FNR && FNR == 1 && /^@@ before / { word = $3; next }
NR == FNR { ours = ours $0 "\n"; next }

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
