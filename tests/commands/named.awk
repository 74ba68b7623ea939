# SPDX-License-Identifier: GPL-2.0
#
# awk -f THIS HELP TEXT...: the commands that HELP, the output of make help, and TEXTs name,
# one a line: "make GOAL", "VARIABLE=", "scripts/NAME.sh", "qemu.cmd", "rxmeta COMMAND" and
# "rxmeta COMMAND --OPTION". With -v lines=1: the lines of code in TEXTs that call rxmeta.
#
# In a TEXT a command is a line of a block of code, or it stands between backticks.

function named(name) { if (!lines && !seen[name]++) print name }

# The words behind "make": goals and variables, up to the first other word
function from_make(text,    n, i, word)
{
	n = split(text, word, /[ \t]+/)
	for (i = 2; i <= n; i++)
		if (word[i] ~ /^[a-z][a-z0-9-]*$/)
			named("make " word[i])
		else if (!from_variable(word[i]))
			break
}

function from_variable(text)
{
	if (!match(text, /^[A-Z][A-Z0-9_]*=/))
		return 0
	named(substr(text, 1, RLENGTH))
	return 1
}

function from_rxmeta(text,    n, i, word)
{
	n = split(text, word, /[ \t]+/)
	named("rxmeta " word[2])
	for (i = 3; i <= n && word[i] != "#"; i++)
		if (word[i] ~ /^--/)
			named("rxmeta " word[2] " " word[i])
}

function from_span(text)
{
	if (text ~ /^make [a-zA-Z]/)
		from_make(text)
	else if (text ~ /^rxmeta [a-z]/)
		from_rxmeta(text)
	else if (match(text, /^scripts\/[a-z-]+\.sh/))
		named(substr(text, 1, RLENGTH))
	else if (text == "qemu.cmd")
		named(text)
	else
		from_variable(text)
}

# Spans between backticks, double ones in reStructuredText. A span may continue on the next
# line.
function from_paragraph(    n, i, span)
{
	gsub(/``/, "`", paragraph)
	n = split(paragraph, span, "`")
	for (i = 2; i <= n; i += 2)
		from_span(span[i])
	paragraph = ""
}

FNR == 1 { from_paragraph(); code = 0; file++ }

file == 1 {
	if (/^[A-Z][a-z]*$/)
		part = $0
	if (part == "Targets" && /^  [a-z]/)
		named("make " $1)
	line = $0
	while (match(line, /(^|[^A-Za-z_])[A-Z][A-Z0-9_]*=/)) {
		name = substr(line, RSTART, RLENGTH)
		sub(/^[^A-Z]/, "", name)
		named(name)
		line = substr(line, RSTART + RLENGTH)
	}
	next
}

/^ *```/ { code = !code; from_paragraph(); next }
# A list indents its blocks.
code { sub(/^ +/, "") }
code && /^\$ / { from_span(substr($0, 3)) }
code && /^rxmeta / { if (lines) print; from_rxmeta($0) }
code { next }
/^[ \t]*$/ { from_paragraph(); next }
{ paragraph = paragraph " " $0 }
END { from_paragraph() }
