#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# pristine.sh KERNEL DEBIAN_SOURCE BASE: lay out the source trees.
#
# BASE/pristine is the kernel as it came: unpacked from Debian's tarball, or a copy of
# KERNEL, which is only read. BASE/tree shares its files by hard links, so a file there is
# always replaced, never written to. BASE/.pristine is touched when a file has changed:
# what was edited in KERNEL since the last time is built, and nothing else.
set -euo pipefail
kernel=$1 tarball=$2 base=$3
pristine=$base/pristine tree=$base/tree
here=$(dirname "$0")
# shellcheck source=scripts/overlay/kernel-tree.sh
. "$here/kernel-tree.sh"
# shellcheck source=scripts/overlay/copy-kernel.sh
. "$here/copy-kernel.sh"
export LC_ALL=C

die()
{
	printf '%s\n' "$@" >&2
	exit 1
}

check_tree()
{
	local why
	why=$(no_kernel_tree "$1")
	[ -z "$why" ] || die "$why"
}

need_space()	# need_space MIB
{
	local free
	mkdir -p "$base"
	free=$(df -Pk "$base" | awk 'NR == 2 { print int($4 / 1024) }')
	[ "$free" -ge "$1" ] || die "$base: $free MiB free, a kernel tree and its build need $1." \
		"Make room, or build elsewhere with O=DIR."
}

link_tree()
{
	rm -rf "$tree" "$tree.tmp"
	cp -al "$pristine" "$tree.tmp"
	mv "$tree.tmp" "$tree"
	touch "$base/.pristine"
}

unpack_debian()
{
	[ -f "$tarball" ] || die "$tarball is missing: run make deps, or" \
		"apt-get install $(basename "$tarball" .tar.xz)"
	need_space 5000
	printf '  %-8s%s\n' UNPACK "$(basename "$tarball")"
	rm -rf "$pristine.tmp"
	mkdir -p "$pristine.tmp"
	tar -C "$pristine.tmp" --strip-components=1 -xf "$tarball"
	check_tree "$pristine.tmp"
	rm -rf "$pristine"
	mv "$pristine.tmp" "$pristine"
	note_version "$pristine"
	link_tree
}

if [ -n "$kernel" ]; then
	copy_kernel
else
	unpack_debian
fi
