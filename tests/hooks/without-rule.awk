# SPDX-License-Identifier: GPL-2.0
#
# awk -v rule=NAME -f THIS RULES: a rule file without one of its rules, and without the
# `// sites: N` above it, which would apply to the next rule.

/^\/\/ sites: / { sites = $0; next }

/^@[a-z]/ {
	match($0, /^@[a-z0-9_]+/)
	gone = substr($0, 2, RLENGTH - 1) == rule
}
# A comment belongs to the next rule.
/^\/\// { gone = 0 }

{
	if (!gone) {
		if (sites && !/^\/\//)
			print sites
		print
	}
	if (!/^\/\//)
		sites = ""
}
