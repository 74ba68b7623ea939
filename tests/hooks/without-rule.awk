# SPDX-License-Identifier: GPL-2.0
#
# awk -v rule=NAME -f THIS RULES: a rule file without one of its rules, and without the
# `// sites: N` and `// when: SYMBOL` above it, which would apply to the next rule.

/^\/\/ (sites|when): / { marks = marks $0 "\n"; next }

/^@[a-z]/ {
	match($0, /^@[a-z0-9_]+/)
	gone = substr($0, 2, RLENGTH - 1) == rule
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
