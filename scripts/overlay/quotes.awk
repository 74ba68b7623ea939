# SPDX-License-Identifier: GPL-2.0
#
# The lines of a rule file that quote the kernel: awk -f THIS RULES prints their numbers,
# and with -v without=N the file without line N.
#
# Such a line is in the body of a function. It is not added or removed, not the site, and
# not `...` or punctuation only. The function's name does not count: a rule has to name it.
# If line N is between two `...`, one of these goes with it.

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
