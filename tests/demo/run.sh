#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# run.sh BIN: what demo-picture makes of results, right and wrong. Prints TAP.
set -u
here=$(dirname "$0")
picture=$(realpath "$1")/demo-picture
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
export LC_ALL=C
suite=picture log=$tmp/log
# shellcheck source=tests/tap.sh
. "$here/../tap.sh"

good='{"tunnel":"gre","title":"GRE","outer":4,"inner":4,"flows":256,"queues":4,
"without":{"packets":[400,0,0,0],"seconds":1},"with":{"packets":[100,149,70,81],"seconds":1},
"sent":800,"intact":800,"lost":0,"damaged":0,"repeated":0}'
# No more than has to be there
bare='{"tunnel":"x<&","flows":1,"queues":1,"without":{"packets":[1]},"with":{"packets":[1]},"lost":0}'

cap=$(<"$here/capture.json")

show()	# show JSON: the picture's exit status; what it says is in the log
{
	printf '%s\n' "$1" >"$tmp/result.json"
	(cd "$tmp" && "$picture" result.json queues.svg) >"$tmp/log" 2>&1
}

line() { grep -qE -- "$1" "$tmp/log"; }
same() { diff "$here/$1" "$tmp/log" >"$tmp/diff" || { mv "$tmp/diff" "$tmp/log"; false; }; }

fails()	# fails TEXT JSON: it is shown, and the expectation TEXT is not met
{
	show "$2"
	[ $? = 1 ] && line "^demo: expectation failed: $1" &&
		[ "$(grep -c '^demo: ' "$tmp/log")" = 1 ]
}

refused()	# refused TEXT JSON: it is not shown, and the reason is TEXT
{
	show "$2"
	[ $? = 2 ] && line "^demo-picture: result\.json:[0-9]+: $1" &&
		[ "$(wc -l <"$tmp/log")" = 1 ]
}

# Elements that are opened are closed, in the right order.
balanced()
{
	grep -oE '</?[a-z]+[^>]*>' "$1" | awk '
		/\/>$/ { next }
		/^<\// { if ("<" stack[depth--] ">" != "<" substr($0, 3)) exit bad = 1; next }
		{ sub(/^</, ""); sub(/[ >].*/, ""); stack[++depth] = $0 }
		END { exit bad || depth }'
}

show "$good"; ok good $?
same golden.ascii; ok ascii_in_c_locale $?
LC_ALL=C.UTF-8 show "$good"; same golden.utf8; ok blocks_in_utf8_locale $?
awk 'length > 80 { bad = 1 } END { exit bad }' "$here/golden.ascii"; ok eighty_columns $?
balanced "$tmp/queues.svg" && [ "$(grep -c '<rect class="with"' "$tmp/queues.svg")" = 4 ] &&
	grep -q '>37.2</text>' "$tmp/queues.svg"; ok svg $?
show "$bare" && balanced "$tmp/queues.svg" && grep -q 'x&lt;&amp;' "$tmp/queues.svg"; ok bare $?
show "{\"new\":[1,{\"a\":null}],${good#?}"; ok unknown_members_are_read_over $?

fails 'nothing is lost' "${good/\"lost\":0/\"lost\":3}"; ok loss_fails $?
fails 'all arrive' "${good/\"damaged\":0/\"damaged\":1}"; ok damage_fails $?
fails 'all arrive' "${good/\"repeated\":0/\"repeated\":1}"; ok repetition_fails $?
fails 'without: one queue' "${good/\[400,0,0,0\]/[399,1,0,0]}"; ok without_spread_fails $?
fails 'with: the fullest' "${good/\[100,149,70,81\]/[100,161,70,69]}"; ok skew_over_limit_fails $?
fails 'with: all queues' "${good/\[100,149,70,81\]/[150,150,100,0]}"; ok unused_queue_fails $?
show "${good/\[100,149,70,81\]/[100,160,70,70]}"; ok skew_at_limit $?

show "$cap" && line '^ +9  skipped: cut short' && line '^ +40  read as tunnels, with 7 flows' &&
	line '^ +10  Geneve' && line '^ +2  fragments' && line 'For 50 of them' &&
	balanced "$tmp/queues.svg" && grep -q '7 flows of c.pcap over 2' "$tmp/queues.svg"; ok capture $?
fails 'what is in tunnels reaches the queues \(39 and' "${cap/\[40,0\]/[39,0]}"; ok capture_other_way_fails $?
fails 'with: each of these' "${cap/\"stored\":40/\"stored\":39}"; ok capture_without_hash_fails $?
fails 'all else passes on untouched \(10 and 9' "${cap/\"with\":10/\"with\":9}"; ok capture_touched_fails $?
show "$(sed -E 's/\[[0-9,]+\]/[0,0]/; s/"(in_tunnel|stored)":40/"\1":0/g; s/"frames":50/"frames":10/' <<<"$cap")" &&
	line 'Nothing was read as a tunnel' && ! line 'queue 0'; ok capture_without_tunnels $?

refused 'the file is empty' ''; ok empty_is_refused $?
refused 'this is no JSON object' 'demo: no'; ok text_is_refused $?
refused 'the file ends' '{"tunnel":"gre","flows":256'; ok cut_is_refused $?
refused 'want the end' "$good}"; ok more_than_one_value_is_refused $?
refused 'want packets of 8 queues, found 4 and 4' "${good/\"queues\":4/\"queues\":8}"; ok wrong_count_is_refused $?
refused "'without.packets' has more than 16" "${good/\[400/[$(seq -s, 17),400}"; ok too_many_queues_are_refused $?
refused "'with.packets' is missing" "${good/\"with\"/\"wth\"}"; ok missing_run_is_refused $?
refused "'lost' is missing" "${good/\"lost\"/\"los\"}"; ok missing_count_is_refused $?
refused "'lost' is no count" "${good/\"lost\":0/\"lost\":-1}"; ok negative_count_is_refused $?
refused "'lost' is no count" "${good/\"lost\":0/\"lost\":0.5}"; ok fraction_is_refused $?
refused 'want a value' "${good/\"lost\":0/\"lost\":nan}"; ok nan_is_refused $?
refused 'values nested too deeply' "{\"a\":$(printf '[%.0s' {1..99})"; ok depth_is_refused $?

"$picture" "$tmp/nowhere.json" >"$tmp/log" 2>&1; [ $? = 2 ] && line 'nowhere.json: No such file'; ok no_file $?
printf '%s\n' "$good" >"$tmp/result.json"
"$picture" "$tmp/result.json" "$tmp/no/dir.svg" >"$tmp/log" 2>&1; [ $? = 2 ] && line 'cannot write'; ok no_place_for_svg $?
tap_end
