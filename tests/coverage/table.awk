# SPDX-License-Identifier: GPL-2.0
#
# awk -v tree=DIR -v min=PERCENT -f THIS INFO: a table of lcov's INFO, and the lines that did
# not run. Exits with 1 if less than PERCENT of the lines ran. Paths are printed without DIR.

function share(part, all)
{
	return all ? sprintf("%.1f %%", 100 * part / all) : "-"
}

function row(name, part, all)
{
	printf "  %-58s %5d of %5d  %8s\n", name, part, all, share(part, all)
}

/^SF:/ {
	path = substr($0, length(tree) + 5)
	lines = run = 0
}

/^DA:/ {
	split(substr($0, 4), da, ",")
	lines++
	if (da[2] > 0)
		run++
	else
		missed = missed sprintf("  %s:%d\n", path, da[1])
}

/^end_of_record/ {
	row(path, run, lines)
	all += lines
	all_run += run
}

END {
	row("total", all_run, all)
	if (missed)
		printf "\nnot run\n%s", missed
	exit !all || 100 * all_run < min * all
}
