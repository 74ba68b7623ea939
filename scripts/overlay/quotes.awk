# SPDX-License-Identifier: GPL-2.0
#
# What a rule file quotes of the kernel: awk -f THIS RULES prints the numbers of
# the lines, and with -v without=N the file as it is without line N.
#
# Such a line is in a function, and neither added nor removed, nor the one that is
# the site, nor `...` or punctuation. The function's name is no quotation: a rule is
# meant to name it. Where a line goes from between two `...` one of these goes too.

function dots(line) { return line ~ /^[ \t]*\.\.\.([ \t]|$)/ }

/^@/ { body = 0 }
/^ \{/ { body = 1 }

without == "" {
	if (body && /^[ \t]/ && !/@p/ && !/^[ \t]*(<?\.\.\.>?.*|[][{}();]*)$/)
		print FNR
	next
}

FNR == without { next }
dots($0) && dots(last) { next }
{ print; last = $0 }
