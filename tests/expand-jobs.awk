# SPDX-License-Identifier: GPL-2.0
#
# awk -f THIS JOBS...: lists of jobs with each $NAME replaced by the value of JOB_NAME
# in the environment. A $NAME without such a variable stays for the shell.

/^(#|$)/ { next }

{
	done = ""
	while (match($0, /\$[A-Z][A-Z0-9_]*/)) {
		name = "JOB_" substr($0, RSTART + 1, RLENGTH - 1)
		value = name in ENVIRON ? ENVIRON[name] : substr($0, RSTART, RLENGTH)
		done = done substr($0, 1, RSTART - 1) value
		$0 = substr($0, RSTART + RLENGTH)
	}
	print done $0
}
