#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# failures.sh LIST OVERLAY NOTES PRISTINE NAME: fail if a file of LIST could not be made.
#
# LIST      names the files of the overlay, one a line
# OVERLAY   the files that were made
# NOTES     why the others were not
# PRISTINE  the kernel tree that they were made from
# NAME      what the user calls that tree
#
# The reasons are the last lines of the output, below the version of the kernel.
set -euo pipefail
list=$1 overlay=$2 notes=$3 pristine=$4 name=$5
# shellcheck source=scripts/overlay/kernel-tree.sh
. "$(dirname "$0")/kernel-tree.sh"

failed=()
while read -r file; do
	[ -e "$overlay/$file" ] || failed+=("$file")
done <"$list"
[ ${#failed[@]} -gt 0 ] || exit 0

echo "$name is Linux $(kernel_version "$pristine"); the overlay knows $KNOWN_KERNELS. Files that could not be made: ${#failed[@]}" >&2
for file in "${failed[@]}"; do
	{ cat "$notes/$file" 2>/dev/null || echo "not made"; } | sed "\,^$file: ,! s,^,$file: ," >&2
done
exit 1
