#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# run.sh BIN: what demo-picture makes of results, right and wrong. Prints TAP.
set -u
picture=$1/demo-picture
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
export LC_ALL=C
count=0

good='{"tunnel":"gre","title":"GRE","outer":4,"inner":4,"flows":256,"queues":4,
"without":{"packets":[400,0,0,0],"seconds":1},"with":{"packets":[100,150,70,80],"seconds":1},
"sent":800,"intact":800,"lost":0,"damaged":0,"repeated":0}'

ok()	# ok NAME STATUS
{
	# shellcheck disable=SC2254  # a glob
	case picture.$1 in ${T:-*}) ;; *) return ;; esac
	count=$((count + 1))
	if [ "$2" = 0 ]; then
		echo "ok $count picture.$1"
	else
		echo "not ok $count picture.$1"
		sed 's/^/# /' "$tmp/log"
	fi
}

show()	# show JSON: the picture's exit status; what it says is in the log
{
	printf '%s\n' "$1" >"$tmp/result.json"
	"$picture" "$tmp/result.json" "$tmp/queues.svg" >"$tmp/log" 2>&1
}

line() { grep -qE "$1" "$tmp/log"; }
refused() { show "$2"; local rc=$?; [ $rc = "$1" ] && grep -qi "$3" "$tmp/log"; }

echo "TAP version 13"
show "$good"; ok good $?
line 'queue 1 .* 37\.5 % +150$' && line 'queue 0 .* 100\.0 % +400$'; ok shares $?
line 'fullest +4\.00 times the mean' && line 'fullest +1\.50 times the mean'; ok skew $?
! grep -qP '\e' "$tmp/log"; ok no_colour_in_a_file $?
! LC_ALL=C grep -qP '[^\x00-\x7f]' "$tmp/log"; ok ascii_in_c_locale $?
awk 'length > 80 { bad = 1 } END { exit bad }' "$tmp/log"; ok eighty_columns $?
grep -q '<svg ' "$tmp/queues.svg" && grep -q '37.5' "$tmp/queues.svg" &&
	[ "$(grep -o '<svg' "$tmp/queues.svg" | wc -l)" = 1 ] && tail -n 1 "$tmp/queues.svg" | grep -q '</svg>'; ok svg $?

show "${good/\"lost\":0/\"lost\":3}"; [ $? = 1 ] && line 'lost \(3 '; ok loss_fails $?
show "${good/\[400,0,0,0\]/[300,100,0,0]}"; [ $? = 1 ]; ok without_spread_fails $?
show "${good/\[100,150,70,80\]/[100,170,70,60]}"; [ $? = 1 ]; ok skew_over_limit_fails $?
show "${good/\[100,150,70,80\]/[150,150,100,0]}"; [ $? = 1 ]; ok unused_queue_fails $?
show "${good/\"damaged\":0/\"damaged\":1}"; [ $? = 1 ]; ok damage_fails $?

refused 2 '' 'result.json'; ok empty_is_refused $?
refused 2 '{"tunnel":"gre","flows":256' 'result.json'; ok cut_is_refused $?
refused 2 "${good/\"queues\":4/\"queues\":8}" 'queues'; ok wrong_count_is_refused $?
refused 2 "${good/\"with\"/\"wth\"}" 'with'; ok missing_run_is_refused $?
"$picture" "$tmp/nowhere.json" >"$tmp/log" 2>&1; [ $? = 2 ] && line 'nowhere.json'; ok no_file $?
"$picture" "$tmp/result.json" "$tmp/no/dir.svg" >"$tmp/log" 2>&1; [ $? = 2 ]; ok no_place_for_svg $?
echo "1..$count"
