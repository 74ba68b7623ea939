# SPDX-License-Identifier: GPL-2.0
#
# awk -v only='NAME...' -f THIS RULES: a rule file with these of its rules and no others;
# awk -v without=NAME -f THIS RULES: all but this one.
#
# The `// sites: N` and `// when: SYMBOL` above a rule go with it, as they would apply to the
# next one.

BEGIN {
	n = split(only, name)
	for (i = 1; i <= n; i++)
		wanted[name[i]] = 1
}

/^\/\/ (sites|when): / { marks = marks $0 "\n"; next }

/^@[a-z]/ {
	match($0, /^@[a-z0-9_]+/)
	rule = substr($0, 2, RLENGTH - 1)
	gone = rule == without || (n && !(rule in wanted))
}
# A comment belongs to the next rule.
/^\/\// { gone = 0 }

{
	if (!gone) {
		if (!/^\/\//)
			printf "%s", marks
		print
	}
	if (!/^\/\//)
		marks = ""
}
