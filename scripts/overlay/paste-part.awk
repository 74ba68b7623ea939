# SPDX-License-Identifier: GPL-2.0
#
# awk -v part=FILE -f THIS: put FILE, from behind its first blank line, where a rule has included
# it. spatch would lay out code of this length in its own way.

BEGIN { line = "#include \"" part "\""; sub(/".*\//, "\"", line) }

$0 != line { print; next }

{
	while ((more = (getline text <part)) > 0) {
		if (behind)
			print text
		behind = behind || text == ""
	}
	if (more < 0 || !behind) {
		print part ": cannot read it, or it has no blank line" >"/dev/stderr"
		exit 1
	}
}
