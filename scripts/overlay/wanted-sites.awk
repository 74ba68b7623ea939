# SPDX-License-Identifier: GPL-2.0
#
# awk -v kernel=FILE -f THIS RULES: what each rule of a rule file has to find.
#
# Prints RULE, COUNT and WHAT, with tabs between them. COUNT is how many sites the rule
# has to match: N of a comment `// sites: N` above it, or 1. WHAT is for the message when
# it does not: the kernel's symbol at `@p`, and the function in which the rule looks for
# it. FILE is the kernel file: WHAT says when it has no such function any more.

# The name in front of @p; the whole line if there is none, or if it is the rule's own
# metavariable, a member or a keyword
function symbol(line,	name, before)
{
	name = substr(line, 1, index(line, "@p") - 1)
	if (match(name, /[A-Za-z_][A-Za-z0-9_]*$/)) {
		before = substr(name, 1, RSTART - 1)
		name = substr(name, RSTART)
		if (!(name in metavariable) && before !~ /(\.|->)$/ &&
		    name !~ /^(if|return|likely|unlikely)$/)
			return name
	}
	sub(/@p/, "", line)
	gsub(/^[-+ \t]+|[ \t]+$/, "", line)
	return line
}

# Whether FILE defines a function, or a macro like BPF_CALL_2 does
function defines(name,	line, found)
{
	while (kernel != "" && (getline line < kernel) > 0)
		if (line ~ "^([A-Za-z_].*[^A-Za-z0-9_])?" name "[(,]" && line !~ /;$/)
			found = 1
	close(kernel)
	return found
}

function place(rule,	where)
{
	where = sought[rule]
	if (inside[rule] == "")
		return where
	where = where " in " inside[rule]
	if (kernel != "" && !defines(inside[rule]))
		where = where ", which is gone from the file"
	return where
}

# The names that a line of declarations gives, and the text that a regular expression
# on them begins with
function declare(line,	name, i, n)
{
	if (match(line, /=~ "\^?[^"$]*/)) {
		pattern = substr(line, RSTART + 4, RLENGTH - 4)
		sub(/^\^/, "", pattern)
	}
	sub(/ =~.*/, "", line)
	n = split(line, name, /[^A-Za-z0-9_]+/)
	for (i = 2; i <= n; i++)
		metavariable[name[i]] = 1
}

/^\/\/ sites: [0-9]+$/ { sites = $3 }

match($0, /^@[a-z][a-z0-9_]*/) {
	rule = order[++rules] = substr($0, 2, RLENGTH - 1)
	want[rule] = sites ? sites : 1
	sites = 1
	body = 0
	split("", metavariable)
	next
}

/^@@/ { body = 1 }
!body && /^(local idexpression|identifier|expression|statement)/ { declare($0) }

body && match($0, /^ [a-z_][a-z0-9_]*(@p)?\(/) && inside[rule] == "" {
	inside[rule] = substr($0, 2, RLENGTH - 2)
	sub(/@p/, "", inside[rule])
	if (inside[rule] in metavariable)
		inside[rule] = pattern
}

body && /@p/ && !(rule in sought) { sought[rule] = symbol($0) }

END {
	for (i = 1; i <= rules; i++)
		printf "%s\t%d\t%s\n", order[i], want[order[i]], place(order[i])
}
