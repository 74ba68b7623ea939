# SPDX-License-Identifier: GPL-2.0
#
# awk -f THIS -f svg.awk -f drawing.awk -f symbol.awk [-v base=NAME] [-v pristine=TREE] [-v names=1]
# [-v svg=1] [-v drivers=LIST] CELLS KTAP...: the table driver x hint x path, for the drivers of the
# lab or for LIST. CELLS says which tests fill a cell, for the kernel TREE; the streams of the guests
# say how they ended. A cell is the number of tests that passed. Status 1: a test of a cell failed,
# was skipped or never ran.

BEGIN {
	FS = "\t"
	drivers = split(drivers ? drivers : "veth virtio_net mlx5 ice", driver, " ")
	paths = split("read pass second veth cpumap wire zerocopy", path, " ")
	hints = split("hash tag time", hint, " ")
	split("reader|XDP_PASS|2nd program|skb: veth|skb: cpumap|wire|zero-copy", title, "|")
	split("hash vlan_tag timestamp", carried, " ")
	split("hash vlan timestamp", reported, " ")
}

FNR == 1 { first++ }

first == 1 && /^[^#]/ {
	if (split($6, where, " ") == 3 && !holds(where[1], where[2], where[3]))
		next
	row++
	row_driver[row] = $1; row_path[row] = $2; row_hints[row] = "," $3 ","
	row_program[row] = $4; row_tests[row] = $5
	next
}

first == 1 { next }

/^# file: / { program = substr($0, 9); next }

/^(not )?ok [0-9]+ / {
	test++
	test_program[test] = program
	test_end[test] = /^not/ ? "bad" : /# SKIP/ ? "skips" : "good"
	test_name[test] = $0
	sub(/^(not )?ok [0-9]+ (- )?/, "", test_name[test])
	sub(/ +# .*/, "", test_name[test])
}

# Count the tests of a cell by their end in tally, and list them in found. Return: what the
# cell says.
function cell(d, h, p,    i, t, want)
{
	split("", tally)
	found = ""
	for (i = 1; i <= row; i++) {
		if ((row_driver[i] != d && row_driver[i] != "*") || row_path[i] != p || !index(row_hints[i], "," hint[h] ","))
			continue
		if (row_program[i] == "-") return "-"
		want = row_tests[i]
		sub(/%c/, carried[h], want)
		sub(/%h/, reported[h], want)
		for (t = 1; t <= test; t++) {
			if (test_program[t] !~ "^" row_program[i] "$" || test_name[t] !~ want)
				continue
			tally[test_end[t]]++
			found = found "\n    " (test_end[t] == "bad" ? "FAILED " : test_end[t] == "skips" ? "skipped " : "") test_program[t] "." test_name[t]
		}
	}
	return tally["bad"] ? "FAILED" : tally["good"] ? tally["good"] : tally["skips"] ? "skipped" : "not run"
}

function print_head(    p)
{
	printf "  %s: tests that passed\n  %-11s%-6s", base, "driver", "hint"
	for (p = 1; p <= paths; p++)
		printf "%-13s", title[p]
	printf "\n"
}

function print_row(d, h,    p, all)
{
	printf "  %-11s%-6s", driver[d], hint[h]
	for (p = 1; p <= paths; p++) {
		printf "%-13s", says[d, h, p]
		all = all (names && tests[d, h, p] ? "\n  " title[p] ":" tests[d, h, p] : "")
	}
	printf "%s\n", all
}

END {
	for (d = 1; d <= drivers; d++) for (h = 1; h <= hints; h++) for (p = 1; p <= paths; p++) {
		says[d, h, p] = cell(driver[d], h, path[p])
		tests[d, h, p] = found
		wrong += says[d, h, p] !~ /^(-|[0-9]+)$/
	}
	if (svg)
		draw_table()
	else
		print_head()
	for (d = 1; d <= drivers && !svg; d++) for (h = 1; h <= hints; h++)
		print_row(d, h)
	exit wrong ? 1 : 0
}
