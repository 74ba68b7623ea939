#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# usage: run_card.sh [GLOB]
#
# Run the tests of a card, or those that GLOB matches, and write the card's row of the table
# of hints: hints.txt and hints.svg, in $OUT or beside this script. The variables are those
# of the kernel's tests in drivers/net: NETIF and so on; docs/real-card.md has them. Prints
# TAP. Ends with 0 if all pass, 1 if one fails, 4 if nothing could be tested.
here=$(cd "$(dirname "$0")" && pwd) glob=${1:-*}
out=${OUT:-$here} status=4 matched=
if ! (mkdir -p "$out" && touch "$out/rx_hints.tap") 2>/dev/null; then
	echo "Bail out! $out cannot be written to: name a folder for the results, as OUT=/tmp/card"
	exit 1
fi
for program in rx_hints rx_stored; do
	{
		echo "# file: $program"
		"$here/$program" "$glob"
		echo "# status $?"
	} | tee "$out/$program.tap" | sed '/^# status [0-9]*$/d'
	# GLOB matches none of its tests.
	! grep -qx "1\.\.0" "$out/$program.tap" || continue
	matched=1
	case $(sed -n 's/^# status //p' "$out/$program.tap" | tail -n 1):$status in
	0:4) status=0 ;;
	0:*|4:*) ;;
	*) status=1 ;;
	esac
done
[ -n "$matched" ] || echo "# $glob matches no test"
card=$(sed -n 's/^# card: //p' "$out"/rx_*.tap | head -n 1)
[ -n "$card" ] || exit $status
for form in txt svg; do
	svg=$form
	[ $form = svg ] || svg=
	awk -v base="$card" -v drivers=netif -v svg="$svg" -f "$here/grid.awk" -f "$here/svg.awk" -f "$here/drawing.awk" -f "$here/symbol.awk" \
		"$here/cells" "$out/rx_hints.tap" "$out/rx_stored.tap" >"$out/hints.$form"
done
sed 's/^/# /' "$out/hints.txt"
exit $status
