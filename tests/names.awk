# SPDX-License-Identifier: GPL-2.0
#
# awk -v name=NAME -v pristine=TREE -f THIS tests/names: the tests below the headings NAME.
#
# A heading `NAME when FILE SYMBOL` counts if FILE of the kernel TREE has this symbol, and
# `NAME unless FILE SYMBOL` if not. Ends with 1 if NAME lists its own: there is no heading NAME, or
# one that counts has no names below it.

function has(file, symbol)
{
	return !system("grep -qsw -- " symbol " " pristine "/" file)
}

/^#/ { next }
/^[^\t]/ {
	wanted = $1 == name
	found += wanted
	if (wanted && NF == 4)
		wanted = has($3, $4) == ($2 == "when")
	counts += wanted
	next
}
wanted { print $1; names++ }
END { exit !found || (counts && !names) }
