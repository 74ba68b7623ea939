#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# audit.sh PRISTINE [OVERLAY LIST...]: check that each place of the kernel that handles an
# XDP buffer or frame has a finding.
#
# Without LIST, print the places of the kernel tree PRISTINE that audit.awk finds. A LIST is
# a table of places, each with a finding and its reason: the first one those that all tested
# kernels have, the last one those of this kernel only. Errors are: a place that is in no
# LIST, one that is not in the tree, a finding without a reason, and the finding `rule` if
# OVERLAY has no rules for the file.
set -euo pipefail
export LC_ALL=C
here=$(dirname "$(realpath "$0")")
pristine=$1

sites()
{
	(cd "$pristine" && grep -rlE --include='*.[ch]' 'bpf_prog_run|xdp_|xdpf|xsk_' \
		--exclude-dir=gpu drivers include kernel net | xargs awk -f "$here/audit.awk" | sort)
}

if [ $# = 1 ]; then
	sites
	exit
fi
overlay=$2 bad=0
shift 2
list=${*: -1}
found=$(sites)
# One place a line: PATH FUNCTION WHAT LIST FINDING REASON
listed=$(awk '/^(#|$)/ { next } /^[^ ]/ { path = $1; next }
	{ $1 = path " " $1; $2 = $2 " " FILENAME; print }' "$@" | sort)

while read -r path function what; do
	echo "$path: $function(): $what: read this function, and give it a finding in $list" >&2
	bad=1
done < <(comm -23 <(echo "$found") <(cut -d' ' -f1-3 <<<"$listed"))

while read -r path function what; do
	echo "$(grep -m1 -F "$path $function $what " <<<"$listed" | cut -d' ' -f4): $path: $function(): $what:" \
		"the kernel has this no more, or it is there twice" >&2
	bad=1
done < <(comm -13 <(echo "$found") <(cut -d' ' -f1-3 <<<"$listed"))

while read -r path function what list finding reason; do
	case $finding in
	ok|untagged) ;;
	rule)	[ -e "$overlay/$path.cocci" ] || {
			echo "$list: $path: $function(): $what: there is no $path.cocci" >&2
			bad=1; } ;;
	*)	echo "$list: $path: $function(): $what: unknown finding: $finding" >&2
		bad=1 ;;
	esac
	[ -n "$reason" ] || {
		echo "$list: $path: $function(): $what: a finding wants a reason" >&2
		bad=1; }
done <<<"$listed"
exit $bad
