# shellcheck shell=bash disable=SC2154
# SPDX-License-Identifier: GPL-2.0
#
# bases_test.sh: sourced by run.sh: rules and files that only some kernels need, and Debian's
# source of another version.

# Two kernels of one file, which differ in a symbol, and a rule for each of them
two=$tmp/two
mkdir -p "$two/older/net" "$two/newer/net"
echo 'int older_f;' >"$two/older/net/a.c"
echo 'int newer_f; int newer_f_too;' >"$two/newer/net/a.c"
cat >"$two/a.cocci" <<'end'
// Options: --very
// The first rule
// when: older_f
@first@
position p;
@@
 one@p
// The second
// when: newer_f
@second@
position p;
@@
 two@p
// For all
@third@
@@
 three
end
rules_for() { awk -v kernel="$two/$1/net/a.c" -f scripts/overlay/for-kernel.awk "$two/a.cocci" >"$log" && [ "$(grep '^[@ ]' "$log" | tr -d '\n')" = "$2" ]; }
rules_for older '@first@@@ one@p@third@@@ three'; ok when_leaves_out_a_rule_for_newer_kernels $?
rules_for newer '@second@@@ two@p@third@@@ three' && head -n 1 "$log" | grep -q Options; ok when_leaves_out_a_rule_for_older_kernels $?
awk -v without=first -f scripts/overlay/some-rules.awk "$two/a.cocci" >"$log" && ! grep -q older_f "$log" && grep -q 'when: newer_f' "$log"; ok mark_goes_with_its_rule $?

printf '%s\n' 'net/new.c net/a.c newer_f' 'net/b.h.cocci net/a.c older_f' >"$two/optional"
needs() { printf '%s\n' net/new.c net/b.h.cocci net/Makefile.add | scripts/overlay/applies.sh "$two/optional" "$two/$1" >"$log" && [ "$(tr '\n' ' ' <"$log")" = "$2" ]; }
needs older 'net/Makefile net/b.h ' && needs newer 'net/Makefile net/new.c '; ok file_is_left_out_for_other_kernels $?
printf '%s\n' 'obj-y += new.o' 'obj-y += b.o' >"$two/add" && printf '%s\n' net/new.c >"$two/list" && : >"$two/Makefile" &&
	awk -v file=net/Makefile -v list="$two/list" -f scripts/overlay/add-lines.awk "$two/add" "$two/Makefile" >"$log" &&
	[ "$(cat "$log")" = 'obj-y += new.o' ]; ok no_object_without_its_source $?

# added LINE...: the file $two/Makefile with the lines added
added() { printf '%s\n' "$@" >"$two/add" && awk -v file=net/Makefile -f scripts/overlay/add-lines.awk "$two/add" "$two/Makefile" >"$log" 2>&1; }
printf '%s\n' "A := \\" '# end of A' 'include ../a.mk' 'include ../b.mk' >"$two/Makefile"
added '@@ before # end of A' c '@@ before include ../a' d '@@ end' e && [ "$(tr '\n' ' ' <"$log")" = 'A := \ c # end of A d include ../a.mk include ../b.mk e ' ]; ok lines_go_to_their_places $?
! added '@@ before include ../c' d && grep -qxF 'net/Makefile: no line begins with include ../c' "$log"; ok place_that_is_missing $?
echo CONFIG_B=m >"$two/Makefile" && added CONFIG_A=y CONFIG_B=y && [ "$(tr '\n' ' ' <"$log")" = 'CONFIG_B=m CONFIG_A=y ' ]; ok no_symbol_twice $?

# The marks of this project, for kernels of which one has the symbols, none, and all
project_marks()
{
	local path symbol
	while read -r path symbol; do
		mkdir -p "$two/has/$(dirname "$path")" && echo "$symbol" >>"$two/has/$path"
	done < <(sed '/^#/d' scripts/overlay/optional.list | cut -d' ' -f2-
		grep -rH '^// when: ' --include='*.cocci' drivers include kernel net | sed 's,\.cocci:// when: , ,')
}
marks() { (cd "$top" && scripts/check/marks.sh "$@") >"$log" 2>&1; }
project_marks
marks "$two/has" "$two/older"; ok marks_of_the_project_are_needed $?
! marks "$two/older" "$two/newer" && grep -q '^net/core/filter.c.cocci: no tested kernel has bpf_xdp_pull_data in net/core/filter.c$' "$log"; ok mark_that_no_kernel_needs $?
! marks "$two/has" "$two/has" && grep -q 'every tested kernel has bpf_xdp_pull_data in net/core/filter.c, so leave the mark out$' "$log"; ok mark_that_every_kernel_needs $?

# fetch HOW: what it says, with an apt that fails so
mkdir -p "$tmp/apt"
cat >"$tmp/apt/apt-get" <<'end'
#!/bin/sh
case $* in
*indextargets*) echo "$RELEASE main http://mirror.example/debian/" ;;
*update*) [ "$HOW" != unreachable ] || { echo 'E: Failed to fetch http://mirror.example/debian' >&2; exit 100; } ;;
esac
end
printf '%s\n' '#!/bin/sh' 'case $* in *linux-source-) echo linux-source-7.2; echo linux-source-7.3 ;; esac' >"$tmp/apt/apt-cache"
chmod +x "$tmp"/apt/*
fetch()
{
	! RELEASE=$(. /etc/os-release && echo "$VERSION_CODENAME") HOW=$1 PATH=$tmp/apt:$PATH \
		scripts/overlay/fetch-source.sh 7.4 "$tmp/fetched" >"$log" 2>&1 &&
		[ "$(wc -l <"$log")" = 1 ] && grep -qF "$2" "$log" && grep -q 'Give a source tree of your own: KERNEL=DIR$' "$log" && [ ! -e "$tmp/fetched" ]
}
fetch unreachable 'apt cannot read http://mirror.example/debian/ (Failed to fetch'; ok source_that_is_unreachable $?
fetch gone 'there is no such package; it has linux-source-7.2 linux-source-7.3'; ok source_that_is_gone $?
