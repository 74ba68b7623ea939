# SPDX-License-Identifier: GPL-2.0
#
# awk -v rule=NAME -f THIS RULES: a rule file without one of its rules, and without
# the `// sites: N` above it, which would count for the next one.

/^\/\/ sites: / { sites = $0; next }

/^@[a-z]/ {
	match($0, /^@[a-z0-9_]+/)
	gone = substr($0, 2, RLENGTH - 1) == rule
}
# The next rule's comment is none of this rule.
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
