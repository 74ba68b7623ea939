#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# in-guest.sh GLOB [NAME=VALUE...] PROGRAM...: run test programs in the guest, one
# after the other, with these variables in their environment.
#
# A line with the name of the program comes before its results, for the summary. A
# program that fails does not stop the rest.
glob=$1
shift
status=0
for program; do
	case $program in
	*=*)
		export "${program?}"
		continue ;;
	esac
	echo "# file: $program"
	"/lab/$program" "$glob" || status=1
done
exit $status
