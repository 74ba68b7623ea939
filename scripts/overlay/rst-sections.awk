# SPDX-License-Identifier: GPL-2.0
#
# Replace or add whole sections of a document: awk -v file=NAME -f THIS SECTIONS PRISTINE
#
# In SECTIONS the text behind a line `@@ replace TITLE` replaces the section TITLE, and the
# text behind `@@ after TITLE` goes behind it. A title is a line underlined by `=`. A title
# that PRISTINE does not have exactly once is an error, and nothing is printed.

NR == FNR {
	if ($1 == "@@") {
		title = substr($0, length("@@ " $2 " ") + 1)
		how[title] = $2
		if ($2 != "replace" && $2 != "after") {
			printf "%s: @@ %s: replace or after?\n", file, $2 >"/dev/stderr"
			exit failed = 1
		}
		next
	}
	if (title != "")
		text[title] = text[title] $0 "\n"
	next
}

{ line[++n] = $0 }

END {
	if (failed)
		exit 1
	for (i = 1; i <= n; i++)
		if (line[i] != "" && line[i + 1] ~ /^===+$/ && line[i - 1] !~ /^===+$/)
			if (line[i] in how)
				found[line[i]]++
	for (t in how)
		if (found[t] != 1) {
			printf "%s: section %s: want 1 site, found %d\n", file, t, found[t] >"/dev/stderr"
			failed = 1
		}
	if (failed)
		exit 1

	for (i = 1; i <= n; i++) {
		if (line[i] != "" && line[i + 1] ~ /^===+$/ && line[i - 1] !~ /^===+$/) {
			if (how[current] == "after")
				printf "%s", text[current]
			current = line[i]
			if (how[current] == "replace")
				printf "%s", text[current]
		}
		if (how[current] != "replace")
			print line[i]
	}
	if (how[current] == "after")
		printf "%s", text[current]
}
