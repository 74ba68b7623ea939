# shellcheck shell=bash disable=SC2154
# SPDX-License-Identifier: GPL-2.0
#
# kernel_test.sh: sourced by run.sh: a kernel tree of the user's own, KERNEL=, and a
# kernel that does not build.

# The smallest kernel tree that is accepted
own_tree()
{
	mkdir -p "$tmp/linux/scripts/kconfig" "$tmp/linux/net/core" "$tmp/linux/lib"
	printf 'VERSION = 6\nPATCHLEVEL = 12\n' >"$tmp/linux/Makefile"
	(cd "$tmp/linux" && touch Kbuild scripts/kconfig/merge_config.sh && echo 1 | tee lib/a.c lib/b.c >net/core/xdp.c)
}

own()	{ scripts/overlay/pristine.sh "$tmp/linux" '' "$tmp/own" >"$log" 2>&1; }
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
	touch "$tmp/linux/.config" && ! own && grep -q 'make mrproper' "$log" || return
	echo '*.o' >"$tmp/linux/.gitignore" && touch "$tmp/linux/lib/a.o" && git -C "$tmp/linux" init -q &&
		own && [ -e "$tmp/own/tree/.config" ] && [ ! -e "$tmp/own/tree/lib/a.o" ]
}

# With a make of the kernel that prepares, and then fails behind a line that is shown
broken_build_is_reported()
{
	cat >"$tmp/make" <<-'end'
		#!/bin/sh
		case $* in *-n*|*prepare*) exit ;; esac
		echo '  CC      net/core/xdp.o'
		echo 'net/core/xdp.c:1: error: broken'
		exit 2
	end
	chmod +x "$tmp/make" && ! V=0 PROGRESS="$BIN/progress" scripts/kernel/build.sh 1 "$tmp/make" \
		O="$tmp" >"$log" 2>&1 && grep -q 'The kernel does not build' "$log"
}

# A tree that has next to none of the files that the overlay changes: the reasons are the last lines
# but for that of make. Files that only some kernels need have none.
another_version_is_named_above_the_reasons()
{
	local file
	own_tree && printf 'VERSION = 9\nPATCHLEVEL = 9\n' >"$tmp/linux/Makefile" && ! run tree KERNEL="$tmp/linux" || return
	sed "1,/^KERNEL=.* is Linux 9.9; the overlay knows 6.12.* could not be made: /d; \$d" "$log" >"$tmp/reasons"
	while read -r file; do
		grep -q "^${file%.*}: " "$tmp/reasons" || { echo "no reason for $file" >>"$log"; return 1; }
	done < <(find drivers include kernel net tools Documentation -name "*.cocci" -o -name "*.add" -o -name "*.sections" |
		grep -vxFf <(cut -d" " -f1 scripts/overlay/optional.list))
	! grep -E "^  [A-Z]|awk: " "$tmp/reasons" && tail -n 1 "$log" | grep -qE "^make(\[[0-9]+\])?: \*\*\* "
}

! run tree KERNEL="$tmp/nowhere" && grep -q 'no such directory' "$log"; ok kernel_nowhere $?
! run tree KERNEL="$tmp/src" && grep -q 'is not a kernel source tree: it has no Kbuild' "$log"; ok kernel_no_tree $?
broken_build_is_reported; ok kernel_that_does_not_build $?
edit_reaches_the_tree; ok kernel_edit_reaches_the_tree $?
nothing_edited_nothing_touched; ok kernel_unedited_is_not_touched $?
build_products_stay_out; ok kernel_build_products_stay_out $?
another_version_is_named_above_the_reasons; ok kernel_another_version_is_named_above_the_reasons $?
