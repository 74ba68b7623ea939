# shellcheck shell=bash disable=SC2154
# SPDX-License-Identifier: GPL-2.0
#
# rules_test.sh: sourced by run.sh: the checks of rule files can fail; how tidy.awk lays out
# the lines that spatch prints.

one=net/bpf/test_run.c.cocci
run O="$tmp/none" check-rules RULES=$one; ok rules_check_before_anything_is_built $?

cp net/bpf/test_run.c.cocci "$tmp/saved"
sed -i '0,/^identifier head;/s//&\nidentifier unused;/' net/bpf/test_run.c.cocci
! run O="$tmp/none" check-rules RULES=$one && grep -q 'unused not used' "$log"; ok rules_check_bites $?
cp "$tmp/saved" net/bpf/test_run.c.cocci

lint() { scripts/overlay/quotes.sh net/bpf/test_run.c.cocci "$work/pristine/net/bpf/test_run.c" net/bpf/test_run.c "$work/overlay/net/bpf/test_run.c" >"$log" 2>&1; }
lint; ok quotes_of_a_good_rule_pass $?
sed -i 's/^ head->ctx.data_end =@p/ head->ctx.data = head->orig_ctx.data;\n ...\n&/' net/bpf/test_run.c.cocci
! lint && grep -q 'not needed to find the site: head->ctx.data = ' "$log"; ok quotes_check_bites $?
cp "$tmp/saved" net/bpf/test_run.c.cocci
sed -i '0,/^identifier head;/s//&\nidentifier f =~ "^xdp_(test|live)_run$";/' net/bpf/test_run.c.cocci
! lint && grep -q 'list the names: identifier f = {a, b};' "$log"; ok regex_with_alternatives_is_refused $?
cp "$tmp/saved" net/bpf/test_run.c.cocci

# A rule replaces the statements behind a blank line: the result of spatch 1.3 becomes that
# of 1.1.1. A rule that adds a statement in front of the blank line leaves it there.
tidy() { awk -f scripts/overlay/tidy-line.awk -f scripts/overlay/tidy.awk pass=1 "$tmp/was" pass=2 "$tmp/out.c" pass=3 "$tmp/out.c" >"$log"; }
printf '%s\n' 'int f()' '{' '	if (a)' '		goto out;' '' '	b();' '	c();' '}' >"$tmp/was"
sed '/^$/d; /b();/d; s/c();/d();/' "$tmp/was" >"$tmp/out.c"
tidy && sed '/b();/d; s/c();/d();/' "$tmp/was" | cmp -s - "$log"; ok blank_line_of_replaced_statements_stays $?
sed 's/.*goto out;/&\n	d();/' "$tmp/was" >"$tmp/out.c"
tidy && cmp -s "$tmp/out.c" "$log"; ok blank_line_behind_an_added_statement_stays $?
# Added lines equal lines of the file, so that tidy.awk cannot tell which of these are added.
printf '%s\n' 'int f()' '{' '	if (a)' '		return 1;' '' '' '	b();' '}' >"$tmp/was"
sed 's/^{/&\n	c();\n	if (a)\n		return 1;\n/' "$tmp/was" >"$tmp/out.c"
tidy && cmp -s "$tmp/out.c" "$log"; ok two_blank_lines_of_the_file_stay $?
printf '%s\n' 'int f()' '{' '	b();' '}' >"$tmp/was"
printf '%s\n' 'int g(int a,' '      int b){' '	return a;' '}' '' 'int f()' '{' '	if (a)' '		b();' '}' >"$tmp/out.c"
tidy && sed -n 8,9p "$tmp/out.c" | cmp -s - <(tail -n 3 "$log" | head -n 2); ok statement_of_an_added_condition_is_indented $?
tidy && sed 's/){/)\n{/' "$tmp/out.c" | cmp -s - "$log"; ok brace_of_an_added_function_has_its_line $?
