# SPDX-License-Identifier: GPL-2.0
#
# diff -U0 WITHOUT WITH | awk -v site=N -f THIS - WITH: WITH without the lines of the Nth
# place where the two differ. Every place only adds lines.

NR == FNR {
	if (/^@@/ && ++places == site) {
		n = split(substr($3, 2), at, ",")
		first = at[1]
		last = first + (n > 1 ? at[2] : 1) - 1
	}
	next
}
FNR < first || FNR > last
