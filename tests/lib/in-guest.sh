#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# in-guest.sh GLOB [NAME=VALUE...] PROGRAM...: run test programs in the guest, one
# after the other, with these variables in their environment.
#
# Each announces itself, for the summary; one that fails does not stop the rest.
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
