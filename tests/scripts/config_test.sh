# shellcheck shell=bash disable=SC2154
# SPDX-License-Identifier: GPL-2.0
#
# config_test.sh: sourced by run.sh: scripts/kernel/config.sh lays fragments over allnoconfig, and
# names what is wrong with one. The kernel tree is a stand-in: its `olddefconfig` takes out
# CONFIG_ORPHAN, whose dependency is off, and what no Kconfig has; it builds CONFIG_FORCED in.
# merge_config.sh is the kernel's.

tree=$tmp/config-tree out=$tmp/config-out
mkdir -p "$tree/scripts/kconfig" "$tree/net"
cp "$BASE/pristine/scripts/kconfig/merge_config.sh" "$tree/scripts/kconfig"
printf 'config %s\n\tbool\n' ONE TWO FORCED ORPHAN >"$tree/net/Kconfig"
cat >"$tree/Makefile" <<'end'
allnoconfig:
	@: >$(O)/.config
olddefconfig:
	@grep -E '^CONFIG_(ONE|TWO|FORCED)=' $(O)/.config | sed 's/FORCED=m/FORCED=y/; /=n/d' >$(O)/new; mv $(O)/new $(O)/.config
end
printf '%s\n' '# A comment' '' CONFIG_ONE=y CONFIG_TWO=y >"$tmp/base.config"

# fragment LINE...: lay these over base.config
fragment()
{
	rm -rf "$out" && mkdir "$out" && printf '%s\n' "$@" >"$tmp/fragment.config"
	MAKEFLAGS='' scripts/kernel/config.sh "$tree" "$out" "$tmp/base.config" "$tmp/fragment.config" >"$log" 2>&1
}
result() { [ "$(LC_ALL=C sort "$out/.config" | tr '\n' ' ')" = "$1" ]; }

# names LINE TEXT: the fragment LINE is refused, the message ends with TEXT, and no configuration
# stays
names()
{
	! fragment "$1" && [ "$(tail -n 1 "$log")" = "$2" ] && [ ! -e "$out/.config" ]
}

fragment 'CONFIG_FORCED=y' && result 'CONFIG_FORCED=y CONFIG_ONE=y CONFIG_TWO=y '; ok config_keeps_fragment $?
fragment 'CONFIG_TWO=n' && result 'CONFIG_ONE=y '; ok config_later_one_counts $?
fragment '# CONFIG_TWO is not set' && result 'CONFIG_ONE=y '; ok config_takes_not_set $?
names CONFIG_ORPHAN=y 'CONFIG_ORPHAN=y: it is off, as something that it depends on is off'; ok config_names_orphan $?
names CONFIG_MISSPELT=y 'CONFIG_MISSPELT=y: this kernel has no such option'; ok config_names_unknown $?
names CONFIG_FORCED=m 'CONFIG_FORCED=m: the result has CONFIG_FORCED=y'; ok config_names_changed $?
names CONFG_ONE=y "$tmp/fragment.config:1: CONFG_ONE=y"; ok config_names_odd_line $?
names CONFIG_ONE=yes "$tmp/fragment.config:1: CONFIG_ONE=yes"; ok config_names_odd_value $?

# A mark chooses the kernels that a fragment is for.
marked() { fragment "# when: net/Kconfig $1" CONFIG_FORCED=y; }
marked ORPHAN && result 'CONFIG_FORCED=y CONFIG_ONE=y CONFIG_TWO=y '; ok config_for_kernels_with_symbol $?
marked ORPH && result 'CONFIG_ONE=y CONFIG_TWO=y '; ok config_for_no_other_kernel $?
fragment '# when: net/none ORPHAN' CONFIG_FORCED=y && result 'CONFIG_ONE=y CONFIG_TWO=y '; ok config_for_kernels_with_file $?

# A build directory of its own, whose key are the fragments
key() { make_in_project -pqr help CONFIG="$1"; sed -n 's,^KOUT := .*/build/debian\(.*\)/kernel$,\1,p' "$log"; }
keys_differ()
{
	local none one two
	none=$(key '') one=$(key qemu/config/trace.config) two=$(key 'qemu/config/trace.config qemu/config/modules.config')
	printf '%s\n' "none: $none" "one: $one" "two: $two" >"$log"
	[ -z "$none" ] && [[ $one = -trace-+([0-9]) && $two = -trace-+([0-9]) && $one != "$two" ]]
}
shopt -s extglob
keys_differ; ok config_has_a_directory_of_its_own $?
