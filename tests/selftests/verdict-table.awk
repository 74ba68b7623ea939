# SPDX-License-Identifier: GPL-2.0
#
# For compare.sh: the table of results. Reads the rows (name, folder, why it was not run) and then
# the files OUT/ours/NAME.tap and OUT/pristine/NAME.tap. `again` has the names of tests that ran
# twice on our kernel. The file `worse` gets the tests with a result that passes on the pristine
# kernel and not on ours. Exit status: 1 if there are any, 2 if a guest did not start.

BEGIN { FS = "\t" }

FNR == NR { name[++rows] = $1; folder[rows] = $2; why[rows] = $3; next }

FNR == 1 {
	n = split(FILENAME, part, "/")
	kernel = part[n - 1]
	test = part[n]
	sub(/\.tap$/, "", test)
	ran[kernel, test] = 1
}

/^(not )?ok [0-9]+ / {
	what = $0
	sub(/^(not )?ok [0-9]+ /, "", what)
	sub(/ # .*$/, "", what)
	got = /# SKIP/ ? "skipped" : /^not/ ? "failed" : "passed"
	count[kernel, test, got]++
	result[kernel, what] = got
	of[what] = test
}

# A guest that panicked, complained or did not end
/^# guest [0-9]+$/ {
	split($0, word, " ")
	if (word[3] == 2)
		broken = broken "\n  BROKEN  " test " on the " kernel " kernel: see " FILENAME
	what = test ".guest_ends"
	result[kernel, what] = word[3] == 124 || word[3] == 255 ? "failed" : "passed"
	of[what] = test
}

function sums(kernel, test)
{
	if (!((kernel, test) in ran))
		return sprintf("%6s %6s %6s", "-", "-", "-")
	return sprintf("%6d %6d %6d", count[kernel, test, "passed"], count[kernel, test, "failed"], count[kernel, test, "skipped"])
}

END {
	printf "%-20s %-24s %-21s %-21s\n", "", "", "        our kernel", "      pristine kernel"
	printf "%-20s %-24s %6s %6s %6s %6s %6s %6s\n", "test", "folder", "passed", "failed", "skip", "passed", "failed", "skip"
	for (i = 1; i <= rows; i++) {
		printf "%-20s %-24s ", name[i], folder[i]
		if (why[i] != "")
			print "not run: " why[i]
		else
			print sums("ours", name[i]) " " sums("pristine", name[i]) (index(again, " " name[i] " ") ? "  (second run of ours)" : "")
	}
	printf "" >worse
	for (what in of) {
		ours = ("ours", what) in result ? result["ours", what] : "missing"
		if (result["pristine", what] != "passed" || ours == "passed")
			continue
		print "WORSE   " what ": " ours " on our kernel, passed on the pristine one" | "LC_ALL=C sort"
		if (!told[of[what]]++)
			print of[what] >worse
		bad++
	}
	close("LC_ALL=C sort")
	if (broken)
		print substr(broken, 2)
	else if (!bad)
		print "Nothing fails on our kernel that passes on the pristine one."
	exit broken ? 2 : bad ? 1 : 0
}
