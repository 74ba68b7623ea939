# shellcheck shell=bash disable=SC2154
# SPDX-License-Identifier: GPL-2.0
#
# audit_test.sh: sourced by run.sh: the list of audited places, held against the kernel
# and against a kernel of one file, audit_sample.c.

small=$tmp/small list=$tmp/list
mkdir -p "$small/drivers" "$small/include" "$small/kernel" "$small/net" "$tmp/rules/drivers"
cp tests/overlay/audit_sample.c "$small/drivers/a.c"
cp tests/overlay/audit_sample.list "$list"
touch "$tmp/rules/drivers/a.c.cocci"

audit() { scripts/overlay/audit.sh "$small" "$tmp/rules" "${lists[@]}" >"$log" 2>&1; }
lists=("$list")
# complains LINE: and of nothing else
complains() { ! audit && [ "$(cat "$log")" = "$1" ]; }
# with SED LINE: of the list changed by SED, audit says LINE
with()
{
	cp "$list" "$tmp/kept"
	sed -i "$1" "$list"
	complains "$2"
	set -- $?
	mv "$tmp/kept" "$list"
	return "$1"
}

scripts/overlay/audit.sh "$work/pristine" . scripts/overlay/audit.list \
	"scripts/overlay/audit-$(scripts/overlay/version.sh "$work/pristine").list" >"$log" 2>&1; ok audit_has_each_place $?
audit; ok audit_knows_each_kind $?
with '/a_run/d' "drivers/a.c: a_run(): run: read this function, and give it a finding in $list"; ok audit_names_a_new_place $?
with 's/a_once .*/&\n    a_gone  run  ok  gone/' \
	"$list: drivers/a.c: a_gone(): run: the kernel has this no more, or it is there twice"; ok audit_names_what_is_gone $?
with 's/^ *a_once .*/&\n&/' \
	"$list: drivers/a.c: a_once(): init: the kernel has this no more, or it is there twice"; ok audit_names_what_is_twice $?
with 's/ once$//' "$list: drivers/a.c: a_once(): init: a finding wants a reason"; ok audit_wants_a_reason $?
with 's/ untagged / fine /' "$list: drivers/a.c: a_run(): run: unknown finding: fine"; ok audit_knows_its_findings $?
rm "$tmp/rules/drivers/a.c.cocci"
complains "$list: drivers/a.c: a_redirect(): redirect: there is no drivers/a.c.cocci"; ok audit_wants_the_rule $?
touch "$tmp/rules/drivers/a.c.cocci"

# A place that only this kernel has is in a list of its own, which the messages name.
own=$tmp/own.list lists=("$list" "$tmp/own.list")
{ echo drivers/a.c; grep a_run "$list"; } >"$own"
sed -i '/a_run/d' "$list"
audit; ok audit_takes_a_list_of_this_kernel $?
echo '    a_gone  run  ok  gone' >>"$own"
complains "$own: drivers/a.c: a_gone(): run: the kernel has this no more, or it is there twice"; ok audit_names_what_is_gone_from_this_kernel $?
sed -i '/a_run/d; /a_gone/d' "$own"
complains "drivers/a.c: a_run(): run: read this function, and give it a finding in $own"; ok audit_names_a_new_place_of_this_kernel $?

# One place more in the kernel's tree, which is only read: this tree has links to it.
more=$tmp/more
one_more()
{
	mkdir -p "$more/kernel/bpf" || return 1
	ln -s "$work"/pristine/{drivers,include,net,Makefile} "$more/" &&
		cp "$work"/pristine/kernel/bpf/{cpumap,devmap}.c "$more/kernel/bpf/" &&
		printf '%s\n' 'static int one_more(struct bpf_prog *prog, struct xdp_buff *xdp)' '{' \
			'	return bpf_prog_run_xdp(prog, xdp);' '}' >>"$more/kernel/bpf/devmap.c"
}
own=scripts/overlay/audit-$(scripts/overlay/version.sh "$work/pristine").list
one_more && ! scripts/overlay/audit.sh "$more" . scripts/overlay/audit.list "$own" >"$log" 2>&1 &&
	[ "$(cat "$log")" = "kernel/bpf/devmap.c: one_more(): run: read this function, and give it a finding in $own" ]; ok audit_names_one_place_more $?
