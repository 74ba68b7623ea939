# shellcheck shell=bash disable=SC2154
# SPDX-License-Identifier: GPL-2.0
#
# copy-kernel.sh: sourced by pristine.sh: bring its copy of KERNEL up to date, and the
# tree with the overlay in it.

note_version()
{
	local version
	version=$(kernel_version "$1")
	[[ " $KNOWN_KERNELS " = *" $version "* ]] ||
		echo "note: $1 is Linux $version; the overlay knows $KNOWN_KERNELS. A rule that finds no site there names what moved." >&2
}

kernel_git() { git -c safe.directory='*' -C "$kernel" ls-files "$@"; }

# The files of KERNEL without the products of a build: git knows these. A KERNEL without
# git must not have been built in, as the kernel's own build demands for O=.
list_kernel()
{
	if [ -e "$kernel/.git" ]; then
		# A file that git has and that was removed is in both lists.
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

# .changed has what rsync has changed until TREE has it too: a run may be killed between.
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

# update_tree FILE: the overlay's own files are left to make, which sees the stamp.
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
	local file
	check_tree "$kernel"
	[ -d "$pristine" ] || { need_space 5000; note_version "$kernel"; printf '  %-8s%s\n' COPY "$kernel"; }
	mkdir -p "$pristine"
	sync_kernel
	if [ ! -d "$tree" ]; then
		link_tree
	elif [ -s "$base/.changed" ]; then
		printf '  %-8s%s\n' SYNC "$(sort -u "$base/.changed" | wc -l) files of $kernel"
		while read -r file; do update_tree "$file"; done < <(sort -u "$base/.changed")
		touch "$base/.pristine"
	fi
	rm "$base/.changed"
}
