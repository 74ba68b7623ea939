# SPDX-License-Identifier: GPL-2.0
#
# awk -v name=TUNNEL -f THIS tunnel_kinds.c: the kind of a tunnel of the demo, as rxmeta names
# it. TUNNEL is a name or an alias.

BEGIN { FS = "\"" }

/\.(name|alias) = / {
	found = 0
	for (i = 2; i < NF; i += 2)
		if ($i == name)
			found = 1
}

found && /\.kind = / {
	sub(/.*\.kind = "/, "")
	sub(/".*/, "")
	print
	exit
}
