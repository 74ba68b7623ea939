#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# run.sh WORK: what make tree promises, tried on a copy of this project
# whose rules are then broken. WORK is the build's directory for one kernel; its
# pristine tree is only read. Prints TAP.
set -u
work=$(realpath "$1")
top=$(dirname "$(realpath "$0")")/../..
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
suite=overlay log=$tmp/log
# shellcheck source=tests/lib/tap.sh
. "$top/tests/lib/tap.sh"

cd "$top" || exit 2
mkdir "$tmp/src" "$tmp/out" "$tmp/out/debian" "$tmp/out/debian/tree"
cp -a Makefile series scripts drivers include kernel net Documentation bpf nic qemu tests demo "$tmp/src/"
ln -s "$work/pristine" "$tmp/out/debian/pristine"
cp -a "$work/overlay" "$tmp/out/debian/"
touch "$tmp/out/debian/.pristine"
touch "$tmp/out/.xdp-rx-meta"
# Made from the same rules: as new as if it had been made here
find "$tmp/out/debian/overlay" -type f -exec touch {} +
cd "$tmp/src" || exit 2

run()	# run ARGS: make, its output in the log
{
	env -u MAKEFLAGS -u MFLAGS -u O -u KERNEL -u DEBUG -u COVERAGE make --no-print-directory O="$tmp/out" "$@" >"$tmp/log" 2>&1
}

sums()	{ (cd "$tmp/out/debian/tree" && find . -type f -exec md5sum {} + | sort -k2); }
times()	{ (cd "$tmp/out/debian/tree" && find . -type f ! -name .overlay -printf '%T@ %p\n' | sort -k2); }
fails_with() { ! run tree && grep -qF "$1" "$tmp/log"; }

# The exported patches, taken by git am on the pristine files, give our tree.
series_is_the_tree()
{
	local git="git -C $tmp/am -c user.name=t -c user.email=t@localhost -c maintenance.auto=false"
	scripts/series/export.sh series "$tmp/out/debian/overlay" "$work/pristine" "$tmp/series" &&
		mkdir "$tmp/am" && $git init -q || return 1
	(cd "$work/pristine" && while read -r file; do
		[ ! -e "$file" ] || echo "$file"
	done <"$tmp/out/debian/overlay.list" | xargs cp --parents -t "$tmp/am") || return 1
	$git add -A && $git commit -q -m base && mv "$tmp"/series/0000-* "$tmp/cover" && $git am -q "$tmp"/series/*.patch || return 1
	(cd "$tmp/am" && find . -type f ! -path './.git/*' | sed 's,^\./,,' | LC_ALL=C sort) |
		diff - "$tmp/out/debian/overlay.list" || return 1
	(cd "$tmp/am" && xargs md5sum <"$tmp/out/debian/overlay.list") |
		(cd "$tmp/out/debian/tree" && md5sum --quiet -c)
}

# changes COMMAND...: how many lines git COMMAND adds and takes away
changes() { git -C "$tmp/am" "$@" --numstat | awk 'NF == 3 { n += $1 + $2 } END { print n }'; }

# What one patch does, no other undoes: they change as many lines as all of them at once.
patches_are_disjoint()
{
	local base each all
	base=$(git -C "$tmp/am" rev-list --max-parents=0 HEAD) && [ "$base" ] || return
	each=$(changes log --format= "$base..HEAD") all=$(changes diff "$base" HEAD)
	echo "the patches change $each lines, all at once $all"
	[ "$each" = "$all" ] && [ "$all" -gt 0 ]
}

run tree && sums >"$tmp/sums" && [ -s "$tmp/sums" ]; ok builds $?
times >"$tmp/times"
run tree && times | cmp -s - "$tmp/times"; ok second_run_changes_nothing $?
series_is_the_tree >"$tmp/log" 2>&1; ok series_is_the_tree $?
patches_are_disjoint >"$tmp/log" 2>&1; ok patches_are_disjoint $?
[ -s "$tmp/cover" ] && ! grep -F "***" "$tmp/cover" >"$tmp/log"; ok cover_letter_is_written $?

# Where it was last time: of what is the same, ccache knows the result.
newer=${OUT:-$tmp}/newer
tests/overlay/newer.sh "$work" "$newer" >"$tmp/log" 2>&1; ok newer_forms_apply $?
tests/overlay/newer.sh "$work" "$newer" net/core/xdp_rx_meta.c net/core/xdp_rx_meta_kfuncs.c \
	net/core/xdp_rx_meta_test.c >"$tmp/log" 2>&1; ok newer_forms_compile $?

cp net/core/xdp.c.cocci "$tmp/saved"; cp drivers/net/veth.c.cocci "$tmp/saved_veth"
echo '// more' >>include/net/xdp_rx_meta.h
sed -i 's/eth_type_trans@p/eth_type_gone@p/' net/core/xdp.c.cocci
sed -i 's/^ veth_xdp_flush(/ veth_gone_flush(/' drivers/net/veth.c.cocci
fails_with 'net/core/xdp.c: rule build_skb: want 1 site, found 0: eth_type_gone in __xdp_build_skb_from_frame' &&
	grep -qF 'drivers/net/veth.c: rule tx_flush: want 1 site, found 0: rcu_access_pointer in veth_gone_flush, which is gone from the file' "$tmp/log" &&
	! grep -F '__xdp_build_skb_from_frame, which' "$tmp/log"; ok missing_site_is_named $?
sums | cmp -s - "$tmp/sums"; ok nothing_half_written $?
cp "$tmp/saved" net/core/xdp.c.cocci; cp "$tmp/saved_veth" drivers/net/veth.c.cocci

run tree; times | diff "$tmp/times" - | grep -c '^>' >"$tmp/log"
[ "$(cat "$tmp/log")" = 1 ]; ok one_file_changes_one_file $?

sed -i '$d' include/net/xdp_rx_meta.h
mv net/xdp/xsk_buff_pool.c.cocci "$tmp/rule"; mv net/xdp/xsk_rx_meta_test.c "$tmp/new"
run tree && cmp -s "$work/pristine/net/xdp/xsk_buff_pool.c" "$tmp/out/debian/tree/net/xdp/xsk_buff_pool.c" &&
	[ ! -e "$tmp/out/debian/tree/net/xdp/xsk_rx_meta_test.c" ]; ok removed_file_leaves_the_tree $?
mv "$tmp/rule" net/xdp/xsk_buff_pool.c.cocci; mv "$tmp/new" net/xdp/xsk_rx_meta_test.c
run tree && sums | cmp -s - "$tmp/sums"; ok put_back_is_the_same $?

touch net/core/skbuff.c
fails_with 'net/core/skbuff.c: the kernel has this file'; ok new_file_over_kernel_file $?
rm net/core/skbuff.c

echo '@@ replace No such section' >>Documentation/networking/xdp-rx-metadata.rst.sections
fails_with 'section No such section: want 1 site, found 0'; ok missing_section_is_named $?
sed -i '$d' Documentation/networking/xdp-rx-metadata.rst.sections

! run tree KERNEL="$tmp/nowhere" && grep -q 'no such directory' "$tmp/log"; ok kernel_nowhere $?
! run tree KERNEL="$tmp/src" && grep -q 'is not a kernel source tree: it has no Kbuild' "$tmp/log"; ok kernel_no_tree $?

# A kernel tree of one's own, as small as it gets, and what follows an edit of it.
own_tree()
{
	mkdir -p "$tmp/linux/scripts/kconfig" "$tmp/linux/net/core" "$tmp/linux/lib"
	printf 'VERSION = 6\nPATCHLEVEL = 12\n' >"$tmp/linux/Makefile"
	(cd "$tmp/linux" && touch Kbuild scripts/kconfig/merge_config.sh && echo 1 | tee lib/a.c lib/b.c >net/core/xdp.c)
}

own()	{ scripts/overlay/pristine.sh "$tmp/linux" '' "$tmp/own" >"$tmp/log" 2>&1; }
is()	{ [ "$(cat "$tmp/own/$1")" = "$2" ]; }

edit_reaches_the_tree()
{
	own_tree && own && is tree/lib/a.c 1 || return
	echo net/core/xdp.c >"$tmp/own/tree/.overlay"
	rm "$tmp/own/tree/net/core/xdp.c" && echo hooked >"$tmp/own/tree/net/core/xdp.c"
	(cd "$tmp/linux" && echo 22 | tee lib/a.c >net/core/xdp.c && rm lib/b.c) && own &&
		is tree/lib/a.c 22 && [ ! -e "$tmp/own/tree/lib/b.c" ] &&
		is pristine/net/core/xdp.c 22 && is tree/net/core/xdp.c hooked
}

nothing_edited_nothing_touched()
{
	touch -d '2 days ago' "$tmp/own/.pristine" "$tmp/stamp"
	own && [ ! "$tmp/own/.pristine" -nt "$tmp/stamp" ] && echo 333 >"$tmp/linux/lib/a.c" &&
		own && [ "$tmp/own/.pristine" -nt "$tmp/stamp" ]
}

build_products_stay_out()
{
	touch "$tmp/linux/.config" && ! own && grep -q 'make mrproper' "$tmp/log" || return
	echo '*.o' >"$tmp/linux/.gitignore" && touch "$tmp/linux/lib/a.o" && git -C "$tmp/linux" init -q &&
		own && [ -e "$tmp/own/tree/.config" ] && [ ! -e "$tmp/own/tree/lib/a.o" ]
}

# A kernel's make that prepares, and then fails behind a line that is shown.
broken_build_is_told()
{
	cat >"$tmp/make" <<-'end'
		#!/bin/sh
		case $* in *-n*|*prepare*) exit ;; esac
		echo '  CC      net/core/xdp.o'
		echo 'net/core/xdp.c:1: error: broken'
		exit 2
	end
	chmod +x "$tmp/make" && ! V=0 PROGRESS="$BIN/progress" scripts/kernel/build.sh 1 "$tmp/make" \
		O="$tmp" >"$tmp/log" 2>&1 && grep -q 'The kernel does not build' "$tmp/log"
}

. tests/overlay/audit_test.sh

broken_build_is_told; ok kernel_that_does_not_build $?
edit_reaches_the_tree; ok kernel_edit_reaches_the_tree $?
nothing_edited_nothing_touched; ok kernel_unedited_is_not_touched $?
build_products_stay_out; ok kernel_build_products_stay_out $?

one=net/bpf/test_run.c.cocci
run O="$tmp/none" check-rules RULES=$one; ok rules_check_before_anything_is_built $?

cp net/bpf/test_run.c.cocci "$tmp/saved"
sed -i '0,/^identifier head;/s//&\nidentifier unused;/' net/bpf/test_run.c.cocci
! run O="$tmp/none" check-rules RULES=$one && grep -q 'unused not used' "$tmp/log"; ok rules_check_bites $?
cp "$tmp/saved" net/bpf/test_run.c.cocci

lint() { scripts/overlay/quotes.sh net/bpf/test_run.c.cocci "$work/pristine/net/bpf/test_run.c" net/bpf/test_run.c "$work/overlay/net/bpf/test_run.c" >"$tmp/log" 2>&1; }
lint; ok quotes_of_a_good_rule_pass $?
sed -i 's/^ head->ctx.data_end =@p/ head->ctx.data = head->orig_ctx.data;\n ...\n&/' net/bpf/test_run.c.cocci
! lint && grep -q 'not needed to find the site: head->ctx.data = ' "$tmp/log"; ok quotes_check_bites $?
cp "$tmp/saved" net/bpf/test_run.c.cocci
sed -i '0,/^identifier head;/s//&\nidentifier f =~ "^xdp_(test|live)_run$";/' net/bpf/test_run.c.cocci
! lint && grep -q 'list the names: identifier f = {a, b};' "$tmp/log"; ok regex_with_alternatives_is_refused $?
cp "$tmp/saved" net/bpf/test_run.c.cocci

# What spatch 1.3 makes of a rule that replaces the statements behind a blank line, and
# what 1.1.1 does; a rule that adds one in front of the blank line leaves it there.
tidy() { awk -f scripts/overlay/tidy.awk pass=1 "$tmp/was" pass=2 "$tmp/out.c" pass=3 "$tmp/out.c" >"$tmp/log"; }
printf '%s\n' 'int f()' '{' '	if (a)' '		goto out;' '' '	b();' '	c();' '}' >"$tmp/was"
sed '/^$/d; /b();/d; s/c();/d();/' "$tmp/was" >"$tmp/out.c"
tidy && sed '/b();/d; s/c();/d();/' "$tmp/was" | cmp -s - "$tmp/log"; ok blank_line_of_replaced_statements_stays $?
sed 's/.*goto out;/&\n	d();/' "$tmp/was" >"$tmp/out.c"
tidy && cmp -s "$tmp/out.c" "$tmp/log"; ok blank_line_behind_an_added_statement_stays $?

tap_end
