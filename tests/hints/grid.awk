# SPDX-License-Identifier: GPL-2.0
#
# awk -f THIS [-v base=NAME] [-v names=1] [-v svg=1] CELLS KTAP...: the table driver x hint x
# path. CELLS says which tests fill a cell; the streams of the guests say how they ended. A
# cell is the number of tests that passed. Status 1: a test of a cell failed or never ran.

BEGIN {
	FS = "\t"
	drivers = split("veth virtio_net mlx5 ice", driver, " ")
	paths = split("read pass second veth cpumap wire zerocopy", path, " ")
	hints = split("hash tag time", hint, " ")
	split("reader|XDP_PASS|2nd program|skb: veth|skb: cpumap|wire|zero-copy", title, "|")
	split("hash vlan_tag timestamp", carried, " ")
	split("hash vlan timestamp", reported, " ")
}

FNR == 1 { first++ }

first == 1 && /^[^#]/ {
	row++
	row_driver[row] = $1; row_path[row] = $2; row_hints[row] = "," $3 ","
	row_program[row] = $4; row_tests[row] = $5
	next
}

first == 1 { next }

/^# file: / { program = substr($0, 9); next }

/^(not )?ok [0-9]+ / && !/# SKIP/ {
	failed = /^not/
	name = $0
	sub(/^(not )?ok [0-9]+ (- )?/, "", name)
	test++
	test_program[test] = program; test_name[test] = name; test_failed[test] = failed
}

# The number of tests of a cell that passed, in bad those that failed; -1: it has none to have
function count(d, h, p,    i, t, n, want)
{
	bad = 0
	found = ""
	for (i = 1; i <= row; i++) {
		if ((row_driver[i] != d && row_driver[i] != "*") || row_path[i] != p || !index(row_hints[i], "," hint[h] ","))
			continue
		if (row_program[i] == "-") return -1
		want = row_tests[i]
		sub(/%c/, carried[h], want)
		sub(/%h/, reported[h], want)
		for (t = 1; t <= test; t++) {
			if (test_program[t] !~ "^" row_program[i] "$" || test_name[t] !~ want)
				continue
			bad += test_failed[t]
			n += !test_failed[t]
			found = found "\n    " (test_failed[t] ? "FAILED " : "") test_program[t] "." test_name[t]
		}
	}
	return n + 0
}

function cell(n) { return n < 0 ? "-" : bad ? "FAILED" : n ? n : "not run" }

function draw(x, y, text, colour)
{
	printf "<rect x=\"%d\" y=\"%d\" width=\"98\" height=\"22\" rx=\"3\" fill=\"%s\"/>", x, y, colour
	printf "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>\n", x + 49, y + 15, text
}

END {
	if (svg) {
		printf "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-label=\"hints by driver and path\" width=\"860\" height=\"%d\" ", 60 + drivers * hints * 24
		print "font-family=\"sans-serif\" font-size=\"12\"><rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>"
		printf "<text x=\"8\" y=\"20\">%s: tests that passed</text>\n", base
	} else {
		printf "  %s: tests that passed\n  %-11s%-6s", base, "driver", "hint"
	}
	for (p = 1; p <= paths; p++)
		printf svg ? "<text x=\"" 195 + p * 100 - 100 + 0 "\" y=\"44\" text-anchor=\"middle\">%s</text>\n" : "%-13s", title[p]
	printf svg ? "" : "\n"
	for (d = 1; d <= drivers; d++) for (h = 1; h <= hints; h++) {
		y = 54 + ((d - 1) * hints + h - 1) * 24
		printf svg ? "<text x=\"8\" y=\"" y + 15 "\">%s %s</text>\n" : "  %-11s%-6s", driver[d], hint[h]
		all = ""
		for (p = 1; p <= paths; p++) {
			n = count(driver[d], h, path[p])
			wrong += bad || !n
			if (svg)
				draw(146 + (p - 1) * 100, y, cell(n), n < 0 ? "#eee" : bad || !n ? "#f4b6b0" : "#b9e3c0")
			else
				printf "%-13s", cell(n)
			all = all (found ? "\n  " title[p] ":" found : "")
		}
		printf svg ? "" : "\n"
		if (names && !svg)
			print substr(all, 2)
	}
	if (svg)
		print "</svg>"
	exit wrong ? 1 : 0
}
