# SPDX-License-Identifier: GPL-2.0
#
# awk -v top=DIR -f THIS SERIES: check the lines `+ PATH.cocci: RULE...` of the file `series`.
#
# Each of the rules is in the file DIR/PATH.cocci, and is named once, in front of the line
# `+ PATH.cocci`, which leaves at least one rule for its commit. Otherwise a line for each
# fault, and 1.

function fault(text) { print "series: " text; bad = 1 }

# What rules the file has; total[file] is how many
function load(file,	line)
{
	if (file in total)
		return
	total[file] = 0
	while ((getline line < (top "/" file)) > 0)
		if (match(line, /^@[a-z][a-z0-9_]*/)) {
			known[file, substr(line, 2, RLENGTH - 1)] = 1
			total[file]++
		}
	close(top "/" file)
}

function name(file, rule)
{
	if (!((file, rule) in known))
		fault(file " has no rule " rule)
	else if ((file, rule) in named)
		fault("rule " rule " of " file " is named twice")
	else if (file in whole)
		fault("rule " rule " of " file " is named behind the file")
	else
		count[file]++
	named[file, rule] = 1
}

/^\+ [^ ]*:/ {
	file = substr($2, 1, length($2) - 1)
	load(file)
	if (NF < 3)
		fault(file " is named without a rule")
	for (i = 3; i <= NF; i++)
		name(file, $i)
	next
}

/^\+ / {
	whole[$2] = 1
	if (count[$2] && count[$2] == total[$2])
		fault($2 " has no rule left for the commit that names the file")
}

END { exit bad }
