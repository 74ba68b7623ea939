# SPDX-License-Identifier: GPL-2.0
#
# awk -v file=PATH -f THIS WANTED RULES: a rule file that counts its own sites.
#
# spatch exits with 0 when a rule matches nothing, and changes nothing: a hook would be
# lost in silence. So a script rule behind every named rule with `position p` notes where
# it matched, and the last one compares that with WANTED, which wanted-sites.awk has
# printed. When they differ it names the rule and what it looked for, and exits with 1:
# spatch then writes no output. PATH names the kernel file in the message.

function quoted(text) { gsub(/["\\]/, "\\\\&", text); return "\"" text "\"" }

function count_rule()
{
	if (rule != "" && has_position)
		printf "@script:python@\np << %s.p;\n@@\nsites[\"%s\"].add((p[0].line, p[0].column))\n\n", rule, rule
	has_position = 0
}

NR == FNR {
	split($0, part, "\t")
	wanted[++rules] = sprintf("    \"%s\": (%d, %s),", part[1], part[2], quoted(part[3]))
	next
}

FNR == 1 {
	print "@initialize:python@\n@@"
	print "import sys"
	print "want = {"
	for (i = 1; i <= rules; i++)
		print wanted[i]
	print "}"
	print "sites = {name: set() for name in want}\n"
}

match($0, /^@[a-z][a-z0-9_]*/) {
	count_rule()
	rule = substr($0, 2, RLENGTH - 1)
}

/^position p;/ { has_position = 1 }

{ print }

END {
	count_rule()
	print "\n@finalize:python@\n@@"
	print "bad = [n for n in want if len(sites[n]) != want[n][0]]"
	print "for name in bad:"
	print "    n, what = want[name]"
	printf "    sys.stderr.write(\"%s: rule %%s: want %%d site%%s, found %%d: %%s\\n\" %% (name, n, \"\" if n == 1 else \"s\", len(sites[name]), what))\n", file
	print "if bad:"
	print "    sys.exit(1)"
}
