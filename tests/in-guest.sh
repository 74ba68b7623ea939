#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# in-guest.sh GLOB PROGRAM...: run test programs in the guest, one after the other.
#
# Each announces itself, for the summary; one that fails does not stop the rest.
glob=$1
shift
status=0
for program; do
	echo "# file: $program"
	"/lab/$program" "$glob" || status=1
done
exit $status
