# shellcheck shell=bash disable=SC2154
# SPDX-License-Identifier: GPL-2.0
#
# picture_refused.sh: the part of picture.sh about invalid results. picture.sh sources it.

refused()	# refused TEXT JSON: exit status 2, and one line with TEXT
{
	show "$2"
	[ $? = 2 ] && line "^demo-picture: result\.json:[0-9]+: $1" &&
		[ "$(wc -l <"$tmp/log")" = 1 ]
}

refused 'the file is empty' ''; ok empty_is_refused $?
refused 'this is no JSON object' 'demo: no'; ok text_is_refused $?
refused 'the file ends' '{"tunnel":"gre","flows":256'; ok cut_is_refused $?
refused 'want the end' "$good}"; ok more_than_one_value_is_refused $?
refused 'want packets of 8 queues, found 4 and 4' "${good/\"queues\":4/\"queues\":8}"; ok wrong_count_is_refused $?
refused 'want packets of 8 CPUs, found 3 and 3' "${good/\"cpus\":3/\"cpus\":8}"; ok wrong_cpus_are_refused $?
refused 'want packets of 8 queues of the NIC, found 2 and 2' "${good/\"nic_queues\":2/\"nic_queues\":8}"; ok wrong_nic_is_refused $?
refused "'without.packets' has more than 16" "${good/\[400/[$(seq -s, 17),400}"; ok too_many_queues_are_refused $?
refused "'with.nic' is missing" "${good/\"with\"/\"wth\"}"; ok missing_run_is_refused $?
refused "'with.packets' is missing" "${good/\"packets\":[100/\"packet\":[100}"; ok missing_packets_are_refused $?
refused "'without.cpus' is missing" "${good/\"cpus\":[0/\"cpu\":[0}"; ok missing_cpus_are_refused $?
refused "'reordered' is missing" "${good/\"reordered\"/\"order\"}"; ok missing_order_is_refused $?
refused "'lost' is missing" "${good/\"lost\"/\"los\"}"; ok missing_count_is_refused $?
refused "'lost' is no count" "${good/\"lost\":0/\"lost\":-1}"; ok negative_count_is_refused $?
refused "'lost' is no count" "${good/\"lost\":0/\"lost\":0.5}"; ok fraction_is_refused $?
refused 'want a value' "${good/\"lost\":0/\"lost\":nan}"; ok nan_is_refused $?
refused 'values nested too deeply' "{\"a\":$(printf '[%.0s' {1..99})"; ok depth_is_refused $?

"$picture" "$tmp/nowhere.json" >"$tmp/log" 2>&1; [ $? = 2 ] && line 'nowhere.json: No such file'; ok no_file $?
printf '%s\n' "$good" >"$tmp/result.json"
"$picture" "$tmp/result.json" "$tmp/no/dir.svg" >"$tmp/log" 2>&1; [ $? = 2 ] && line 'cannot write'; ok no_place_for_svg $?
