# shellcheck shell=bash disable=SC2154
# SPDX-License-Identifier: GPL-2.0
#
# pristine_test.sh: sourced by run.sh: the build of the pristine kernel, which begins from that of
# ours, compiles what the overlay affects. The notes of objects name prerequisites by whole paths, or
# with ccache by the way from the build directory.

# note NAME PREREQUISITE: an object of our kernel, and what the kernel's build notes of it
note()
{
	touch "$tmp/ours/kernel/net/$1.o"
	printf 'cmd_net/%s.o := gcc -I%s/ours/tree/include\ndeps_net/%s.o := \\\n  %s \\\n' "$1" "$tmp" "$1" "$2" \
		>"$tmp/ours/kernel/net/.$1.o.cmd"
}

noted() { grep -qF -- "$2" "$tmp/plain/kernel/net/.$1.o.cmd"; }

mkdir -p "$tmp/ours/kernel/net" "$tmp/ours/kernel/include/config"
touch "$tmp/ours/kernel/include/config/auto.conf.cmd"
echo include/net/xdp.h >"$tmp/ours/list"
note whole "$tmp/ours/tree/include/net/xdp.h"
note way ../tree/include/net/xdp.h
note other ../tree/include/net/other.h
scripts/kernel/without-overlay.sh "$tmp/ours/kernel" "$tmp/ours/tree" "$tmp/plain/kernel" "$tmp/ours/pristine" "$tmp/ours/list"
[ "$(cd "$tmp/plain/kernel/net" && echo *)" = other.o ]; ok pristine_compiles_what_the_overlay_affects $?
noted other "  ../../ours/pristine/include/net/other.h " && noted other "-I$tmp/ours/pristine/include"; ok pristine_keeps_its_tree $?
