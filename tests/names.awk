# SPDX-License-Identifier: GPL-2.0
#
# awk -v name=NAME -v pristine=TREE -f THIS -f tests/lib/symbol.awk tests/names: the tests below the headings NAME.
#
# A heading `NAME when FILE SYMBOL` counts if FILE of the kernel TREE has this symbol, and
# `NAME unless FILE SYMBOL` if not. Ends with 1 if NAME lists its own: there is no heading NAME, or
# one that counts has no names below it.

/^#/ { next }
/^[^\t]/ {
	wanted = $1 == name
	found += wanted
	if (wanted && NF == 4)
		wanted = holds($2, $3, $4)
	counts += wanted
	next
}
wanted { print $1; names++ }
END { exit !found || (counts && !names) }
