# shellcheck shell=bash disable=SC2154
# SPDX-License-Identifier: GPL-2.0
#
# named_rules_test.sh: sourced by run.sh: series whose commits name rules of a file.

# A kernel of one file, and an overlay with four rules for it. The last is for another kernel.
mini=$tmp/mini
mkdir -p "$mini/net" "$mini/pristine/net" "$mini/out/overlay/net"
printf '%s\n' 'void f(void)' '{' '	one();' '' '	two();' '' '	three();' '}' >"$mini/pristine/net/a.c"
for n in one two three four; do
	[ $n != four ] || echo '// when: four'
	printf '%s\n' "@rule_$n@" 'position p;' '@@' "-$n@p();" "+new_$n();" ''
done >"$mini/net/a.c.cocci"
sed -E 's/(one|two|three)/new_&/' "$mini/pristine/net/a.c" >"$mini/out/overlay/net/a.c"
echo net/a.c.cocci >"$mini/out/overlay.files"
echo net/a.c >"$mini/out/overlay.list"

# mini_series LINE...: export the series with a commit for each line
mini_series()
{
	local n=0 line scripts=$PWD/scripts
	rm -rf "$mini/patches"
	{
		printf '%s\n' 'cover: cover' text
		for line; do printf '%s\n' "= commit $((++n))" text "$line"; done
	} >"$mini/series"
	(cd "$mini" && "$scripts/series/export.sh" series out/overlay pristine patches) >"$log" 2>&1
}

# What each patch adds, a line each: "new_one(); new_three(); / new_two(); /"
mini_added()
{
	local patch
	for patch in "$mini"/patches/000[1-9]*; do
		sed -n 's/^+\t//p' "$patch"
		echo /
	done | tr '\n' ' ' | tee -a "$log"
}

# refuses LINE WHY: whether the series with this second commit is refused, and nothing exported
refuses()
{
	! mini_series '+ net/a.c.cocci: rule_three' "$1" '+ net/a.c.cocci' &&
		grep -qxF "series: $2" "$log" && [ ! -e "$mini/patches" ]
}

mini_series '+ net/a.c.cocci: rule_three' '+ net/a.c.cocci: rule_one rule_four' '+ net/a.c.cocci' &&
	[ "$(mini_added)" = 'new_three(); / new_one(); / new_two(); / ' ]; ok each_commit_has_the_rules_that_it_names $?
mini_series '+ net/a.c.cocci: rule_four' '+ net/a.c.cocci' &&
	[ "$(mini_added)" = 'new_one(); new_two(); new_three(); / ' ]; ok no_commit_for_rules_of_other_kernels $?
refuses '+ net/a.c.cocci: rule_five' 'net/a.c.cocci has no rule rule_five'; ok rule_that_does_not_exist $?
refuses '+ net/b.c.cocci: rule_one' 'net/b.c.cocci has no rule rule_one'; ok rule_of_no_file $?
refuses '+ net/a.c.cocci: rule_two rule_three' 'rule rule_three of net/a.c.cocci is named twice'; ok rule_that_is_named_twice $?
refuses '+ net/a.c.cocci: rule_one rule_two rule_four' 'net/a.c.cocci has no rule left for the commit that names the file'; ok file_without_a_rule_left $?
refuses '+ net/a.c.cocci:' 'net/a.c.cocci is named without a rule'; ok file_that_is_named_without_a_rule $?
! mini_series '+ net/a.c.cocci' '+ net/a.c.cocci: rule_one' &&
	grep -qxF 'series: rule rule_one of net/a.c.cocci is named behind the file' "$log"; ok rule_that_is_named_behind_its_file $?
! mini_series '+ net/a.c.cocci: rule_one' && grep -qxF '> net/a.c.cocci' "$log"; ok file_that_only_its_rules_name $?
