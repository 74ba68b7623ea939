# SPDX-License-Identifier: GPL-2.0
#
# awk -v kernel=FILE -f THIS RULES: the rules of a rule file that a kernel needs.
#
# A comment `// when: SYMBOL` above a rule says that only kernels need it whose FILE has this
# symbol. The others get RULES without the rule. A rule ends where the next one, or the
# comment above that, begins.

function has(symbol,	line, found)
{
	while ((getline line < kernel) > 0)
		if (line ~ "(^|[^A-Za-z0-9_])" symbol "([^A-Za-z0-9_]|$)")
			found = 1
	close(kernel)
	return found
}

/^\/\// || (/^@[a-z]/ && started) { skip = 0 }
/^@[a-z]/ { started = 1 }
/^\/\// { started = 0 }
/^\/\/ when: [A-Za-z0-9_]+$/ { left_out = !has($3); next }
/^@[a-z]/ && left_out { skip = 1; left_out = 0 }
!skip { print }
