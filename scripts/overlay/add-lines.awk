# SPDX-License-Identifier: GPL-2.0
#
# awk -v file=PATH [-v list=LIST] -f THIS PATH.add PRISTINE: a kernel file with our lines added.
#
# They go to the end of the file. Those behind a line `@@ before TEXT` go in front of the last line
# that begins with TEXT, those behind `@@ end` to the end again. If the lines for the end begin
# with a blank line and the file ends with one, there is one blank line between them.
#
# LIST names the kernel files of the overlay. A line for an object whose source is not among
# them is not added, nor is a line for a CONFIG_ symbol that the file has already.

function is_ours(line,	source)
{
	if (list == "" || !match(line, /[a-z0-9_\/-]+\.o$/))
		return 1
	source = file
	sub(/[^\/]*$/, substr(line, RSTART, RLENGTH - 1) "c", source)
	return source in listed
}

function config(line) { return match(line, /^CONFIG_[A-Z0-9_]+=/) ? substr(line, 1, RLENGTH) : "" }

# The lines of a place, without symbols that the file has
function ours(place,	i, text)
{
	for (i = 1; i <= lines[place]; i++)
		if (!(config(add[place, i]) in has))
			text = text add[place, i] "\n"
	return text ~ /[^\n]/ ? text : ""
}

BEGIN { now = 0; while (list != "" && (getline name < list) > 0) listed[name] }

NR == FNR && /^@@ before / { word[++places] = substr($0, length("@@ before ") + 1); now = places; next }
NR == FNR && /^@@ end$/ { now = 0; next }
NR == FNR && is_ours($0) { add[now, ++lines[now]] = $0 }
NR == FNR { next }

{
	for (i = 1; i <= places; i++)
		if (index($0, word[i]) == 1)
			at[i] = FNR
	line[FNR] = $0
	if (config($0) != "")
		has[config($0)]
}

END {
	for (i = 1; i <= places; i++)
		if (!at[i]) {
			print file ": no line begins with " word[i] > "/dev/stderr"
			exit 1
		}
	for (i = 1; i <= FNR; i++) {
		for (place = 1; place <= places; place++)
			if (i == at[place])
				printf "%s", ours(place)
		print line[i]
	}
	end = ours(0)
	if (line[FNR] == "")
		sub(/^\n/, "", end)
	printf "%s", end
}
