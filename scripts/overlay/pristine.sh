#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# pristine.sh KERNEL DEBIAN_SOURCE BASE: lay out the source trees.
#
# BASE/pristine is the kernel as it came: unpacked from Debian's tarball, or a copy
# of KERNEL, which is only read. BASE/tree shares its files by hard links; whoever
# changes a file there replaces it. BASE/.pristine is touched when anything changed,
# so what was edited in KERNEL since the last time is built, and nothing else is.
set -euo pipefail
kernel=$1 tarball=$2 base=$3
pristine=$base/pristine tree=$base/tree
# shellcheck source=scripts/overlay/kernel-tree.sh
. "$(dirname "$0")/kernel-tree.sh"
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

note_version()
{
	version=$(awk '$1 == "VERSION" { v = $3 } $1 == "PATCHLEVEL" { p = $3 }
		       END { print v "." p }' "$1/Makefile")
	[ "$version" = 6.12 ] ||
		echo "note: $1 is Linux $version; the overlay is tested on 6.12. A rule that finds no site there names what moved." >&2
}

need_space()
{
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

kernel_git() { git -c safe.directory='*' -C "$kernel" ls-files "$@"; }

# The files of KERNEL without what a build left there: git knows. Without git there
# must not have been one, as the kernel's own build wants it for O=.
list_kernel()
{
	if [ -e "$kernel/.git" ]; then
		# What is known to git and has been removed is named twice.
		{ kernel_git -co --exclude-standard | sort -u && kernel_git -d | sort -u; } |
			sort | uniq -u
		return
	fi
	if [ -e "$kernel/.config" ] || [ -e "$kernel/include/config" ]; then
		die "KERNEL=$kernel was built in and is no git tree, so what is source there cannot be told." \
			"Make it one, or run make mrproper in it."
	fi
	(cd "$kernel" && find . ! -type d | sed 's,^\./,,' | sort)
}

# What rsync has changed stays noted until TREE has it too, should we be killed.
sync_kernel()
{
	list_kernel >"$base/.files.new"
	touch "$base/.files" "$base/.changed"
	comm -23 "$base/.files" "$base/.files.new" >>"$base/.changed"
	rsync -a --files-from="$base/.files.new" --out-format=%n "$kernel/" "$pristine/" |
		sed '\,/$,d' >>"$base/.changed"
	comm -23 "$base/.files" "$base/.files.new" | (cd "$pristine" && xargs -rd '\n' rm -f)
	mv "$base/.files.new" "$base/.files"
}

# One file that changed: the overlay's own are made anew, because of the stamp.
update_tree()
{
	if [ ! -e "$pristine/$1" ]; then
		rm -f "$tree/$1"
	elif ! grep -qxF "$1" "$tree/.overlay" 2>/dev/null && ! cmp -s "$pristine/$1" "$tree/$1"; then
		mkdir -p "$(dirname "$tree/$1")"
		cp -P "$pristine/$1" "$tree/.file-tmp"
		mv "$tree/.file-tmp" "$tree/$1"
	fi
}

copy_kernel()
{
	check_tree "$kernel"
	[ -d "$pristine" ] || { need_space 5000; note_version "$kernel"; printf '  %-8s%s\n' COPY "$kernel"; }
	mkdir -p "$pristine"
	sync_kernel
	if [ ! -d "$tree" ]; then
		link_tree
	elif [ -s "$base/.changed" ]; then
		printf '  %-8s%s\n' SYNC "$(sort -u "$base/.changed" | wc -l) files of $kernel"
		while read -r f; do update_tree "$f"; done < <(sort -u "$base/.changed")
		touch "$base/.pristine"
	fi
	rm "$base/.changed"
}

unpack_debian()
{
	[ -f "$tarball" ] || die "$tarball is missing: run make deps, or" \
		"apt-get install linux-source-6.12"
	need_space 5000
	printf '  %-8s%s\n' UNPACK "$(basename "$tarball")"
	rm -rf "$pristine.tmp"
	mkdir -p "$pristine.tmp"
	tar -C "$pristine.tmp" --strip-components=1 -xf "$tarball"
	check_tree "$pristine.tmp"
	rm -rf "$pristine"
	mv "$pristine.tmp" "$pristine"
	link_tree
}

if [ -n "$kernel" ]; then
	copy_kernel
else
	unpack_debian
fi
