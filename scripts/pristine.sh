#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# pristine.sh KERNEL DEBIAN_SOURCE PRISTINE TREE: lay out the source trees.
#
# Without KERNEL, Debian's tarball is unpacked to PRISTINE and TREE shares its
# files by hard links; whoever changes a file in TREE replaces it. KERNEL=DIR is
# only read, so TREE is a copy of it without what a build left there.
set -eu
kernel=$1 tarball=$2 pristine=$3 tree=$4

die()
{
	printf '%s\n' "$@" >&2
	exit 1
}

# What a kernel tree has, and a folder that only looks like one has not.
check_tree()
{
	[ -d "$1" ] || die "KERNEL=$1: no such directory." \
		"Give the top directory of an unpacked Linux 6.12 source tree."
	for f in Makefile Kbuild scripts/kconfig/merge_config.sh net/core/xdp.c; do
		[ -f "$1/$f" ] || die "KERNEL=$1 is not a kernel source tree: it has no $f." \
			"Give the top directory of an unpacked Linux 6.12 source tree, or leave KERNEL out to use Debian's."
	done
	version=$(awk '$1 == "VERSION" { v = $3 } $1 == "PATCHLEVEL" { p = $3 }
		       END { print v "." p }' "$1/Makefile")
	[ "$version" = 6.12 ] ||
		echo "note: $1 is Linux $version; the overlay is tested on 6.12. A rule that finds no site there names what moved." >&2
}

need_space()
{
	mkdir -p "$(dirname "$1")"
	free=$(df -Pk "$(dirname "$1")" | awk 'NR == 2 { print int($4 / 1024) }')
	[ "$free" -ge "$2" ] || die "$(dirname "$1"): $free MiB free, a kernel tree and its build need $2." \
		"Make room, or build elsewhere with O=DIR."
}

rm -rf "$tree.tmp" "$pristine.tmp"
if [ -n "$kernel" ]; then
	check_tree "$kernel"
	need_space "$tree" 4000
	printf '  %-8s%s\n' COPY "$kernel"
	mkdir -p "$tree.tmp"
	tar -C "$kernel" -cf - --exclude=./.git --exclude='*.o' --exclude='*.ko' \
		--exclude='.*.cmd' --exclude=./vmlinux . | tar -C "$tree.tmp" -xf -
	make -s -C "$tree.tmp" mrproper >/dev/null
else
	[ -f "$tarball" ] || die "$tarball is missing: run make deps, or" \
		"apt-get install linux-source-6.12"
	need_space "$tree" 5000
	printf '  %-8s%s\n' UNPACK "$(basename "$tarball")"
	mkdir -p "$pristine.tmp"
	tar -C "$pristine.tmp" --strip-components=1 -xf "$tarball"
	check_tree "$pristine.tmp"
	rm -rf "$pristine"
	mv "$pristine.tmp" "$pristine"
	cp -al "$pristine" "$tree.tmp"
fi
rm -rf "$tree"
mv "$tree.tmp" "$tree"
