# SPDX-License-Identifier: GPL-2.0
#
# Turn a rule file into one that counts its own sites: awk -f THIS RULES RULES
#
# spatch exits 0 when a rule matches nothing, and then changes nothing: a hook
# would be lost in silence. So after every named rule that has `position p` a
# script rule notes where it matched, and a last one compares with what the rule
# file asked for. When they differ it says which of the kernel's symbols the rule
# looked for, and in which function, and exits 1: spatch writes no output then.
#
# A comment `// sites: N` above a rule says how many it wants; default 1.
# -v file=PATH names the kernel file in the message, -v kernel=FILE is it.

function record() {
	if (rule != "" && counted)
		printf "@script:python@\np << %s.p;\n@@\nsites[\"%s\"].add((p[0].line, p[0].column))\n\n", rule, rule
	counted = 0
}

# What is marked by @p: the name in front of it, or where that is ours, a member
# or none the whole line.
function symbol(line,	name, before)
{
	name = substr(line, 1, index(line, "@p") - 1)
	if (match(name, /[A-Za-z_][A-Za-z0-9_]*$/)) {
		before = substr(name, 1, RSTART - 1)
		name = substr(name, RSTART)
		if (!(name in ours) && before !~ /(\.|->)$/ &&
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

function place(name,	where)
{
	where = sought[name]
	if (inside[name] == "")
		return where
	where = where " in " inside[name]
	if (kernel != "" && !defines(inside[name]))
		where = where ", which is gone from the file"
	return where
}

function quoted(text) { gsub(/["\\]/, "\\\\&", text); return "\"" text "\"" }

FNR == 1 && NR != 1 { rule = "" }

# First pass: which rules there are, how many sites each wants, and of what.
NR == FNR {
	if ($0 ~ /^\/\/ sites: [0-9]+$/)
		sites = $3
	if (match($0, /^@[a-z][a-z0-9_]*/)) {
		rule = order[++rules] = substr($0, 2, RLENGTH - 1)
		want[rule] = sites ? sites : 1
		sites = 1
		body = 0
		split("", ours)
	} else if (/^@@/) {
		body = 1
	} else if (!body && /^(local idexpression|identifier|expression|statement)/) {
		line = $0
		if (match(line, /=~ "\^?[^"$]*/)) {
			pattern = substr(line, RSTART + 4, RLENGTH - 4)
			sub(/^\^/, "", pattern)
		}
		sub(/ =~.*/, "", line)
		n = split(line, name, /[^A-Za-z0-9_]+/)
		for (i = 2; i <= n; i++)
			ours[name[i]] = 1
	} else if (body && match($0, /^ [a-z_][a-z0-9_]*(@p)?\(/) && inside[rule] == "") {
		inside[rule] = substr($0, 2, RLENGTH - 2)
		sub(/@p/, "", inside[rule])
		if (inside[rule] in ours)
			inside[rule] = pattern
	}
	if (body && /@p/ && !(rule in sought))
		sought[rule] = symbol($0)
	next
}

FNR == 1 {
	print "@initialize:python@\n@@"
	print "import sys"
	print "want = {"
	for (i = 1; i <= rules; i++)
		printf "    \"%s\": (%d, %s),\n", order[i], want[order[i]], quoted(place(order[i]))
	print "}"
	print "sites = {name: set() for name in want}\n"
}

match($0, /^@[a-z][a-z0-9_]*/) {
	record()
	rule = substr($0, 2, RLENGTH - 1)
}

/^position p;/ { counted = 1 }

{ print }

END {
	record()
	print "\n@finalize:python@\n@@"
	print "bad = [n for n in want if len(sites[n]) != want[n][0]]"
	print "for name in bad:"
	print "    n, what = want[name]"
	printf "    sys.stderr.write(\"%s: rule %%s: want %%d site%%s, found %%d: %%s\\n\" %% (name, n, \"\" if n == 1 else \"s\", len(sites[name]), what))\n", file
	print "if bad:"
	print "    sys.exit(1)"
}
