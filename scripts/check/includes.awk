# SPDX-License-Identifier: GPL-2.0
#
# awk -f THIS FILES INCLUDES: which folder includes a file of which other folder.
#
# FILES has the project's files, INCLUDES what grep -nH found: PATH:LINE:#include "NAME".
# Prints FOLDER, OTHER FOLDER, PATH:LINE and the included file, with tabs between them.
# NAME is a path from the top of the project, or one from the folder of PATH (also with
# ".." in it), or the only file of this name. Generated files and those of the system or the kernel are none of these.

function folder(path,    n, part)
{
	n = split(path, part, "/")
	return n > 2 ? part[1] "/" part[2] : part[1]
}

function directory(path)
{
	return match(path, /.*\//) ? substr(path, 1, RLENGTH) : ""
}

# PATH without "FOLDER/.."
function plain(path)
{
	while (sub(/[^\/]+\/\.\.\//, "", path))
		;
	return path
}

function included(name, from)
{
	if (plain(directory(from) name) in exists)
		return plain(directory(from) name)
	if (name in exists)
		return name
	return times[name] == 1 ? path_of[name] : ""
}

NR == FNR {
	exists[$0] = 1
	base = substr($0, length(directory($0)) + 1)
	path_of[base] = $0
	times[base]++
	next
}

{
	split($0, part, ":")
	name = $0
	sub(/^[^"]*"/, "", name)
	sub(/".*/, "", name)
	path = included(name, part[1])
	if (path != "" && folder(path) != folder(part[1]))
		print folder(part[1]) "\t" folder(path) "\t" part[1] ":" part[2] "\t" path
}
