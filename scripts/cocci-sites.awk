# SPDX-License-Identifier: GPL-2.0
#
# Turn a rule file into one that counts its own sites.
#
# spatch exits 0 when a rule matches nothing, and then changes nothing: a hook
# would be lost in silence. So after every named rule that has `position p` a
# script rule notes where it matched, and a last one compares with what the rule
# file asked for. When they differ it exits 1, and spatch writes no output.
#
# A comment `// sites: N` above a rule says how many it wants; default 1.
# -v file=PATH names the kernel file in the message.

function record() {
	if (rule != "" && counted)
		printf "@script:python@\np << %s.p;\n@@\nsites[\"%s\"].add((p[0].line, p[0].column))\n\n", rule, rule
	counted = 0
}

FNR == 1 && NR != 1 { pass = 2; rule = ""; sites = 1 }

# First pass: which rules there are, and how many sites each wants.
NR == FNR {
	if ($0 ~ /^\/\/ sites: [0-9]+$/)
		sites = $3
	if (match($0, /^@[a-z][a-z0-9_]*/)) {
		order[++rules] = substr($0, 2, RLENGTH - 1)
		want[order[rules]] = sites ? sites : 1
		sites = 1
	}
	next
}

FNR == 1 {
	print "@initialize:python@\n@@"
	print "import sys"
	print "want = {"
	for (i = 1; i <= rules; i++)
		printf "    \"%s\": %d,\n", order[i], want[order[i]]
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
	print "bad = [n for n in want if len(sites[n]) != want[n]]"
	print "for name in bad:"
	printf "    sys.stderr.write(\"%s: rule %%s: want %%d site%%s, found %%d\\n\" %% (name, want[name], \"\" if want[name] == 1 else \"s\", len(sites[name])))\n", file
	print "if bad:"
	print "    sys.exit(1)"
}
