#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# Prints the whole list of what is in the guest, for gen_init_cpio.
# usage: initramfs.sh BASE_LIST INIT [PROGRAM_OR_FILE...]
#
# BPF objects (*.o) go to /lab/bpf, everything else of ours to /lab.
set -eu

# Debian's programs that the tests and the demo use. The shell and all that
# starts other programs are among them: those of busybox-static take an applet
# of its own before any program in the PATH, and its ip and tc are poor ones.
debian_programs="ip tc bridge ethtool
dash bash env timeout nohup nice xargs setsid nsenter unshare taskset chrt flock"

find_program()
{
	PATH=/bin:/usr/bin:/sbin:/usr/sbin command -v "$1" || {
		echo "$1 is missing: apt-get install" \
			"busybox-static iproute2 ethtool" >&2
		exit 1
	}
}

list_busybox()
{
	echo "file /bin/busybox $1 0755 0 0"
	# shellcheck disable=SC2086 # one word a program
	"$1" --list | grep -vxF "$(printf '%s\n' busybox sh $debian_programs)" |
	while read -r applet; do
		echo "slink /bin/$applet busybox 0755 0 0"
	done
}

list_debian()
{
	for path; do
		echo "file /bin/${path##*/} $path 0755 0 0"
	done
}

# Each library stays where the host has it: the dynamic loader looks there.
list_libraries()
{
	ldd "$@" 2>/dev/null | awk '
		$2 == "=>" && $3 ~ /^\// { print $3 }
		$1 ~ /^\// && $1 !~ /:$/ { print $1 }' | sort -u |
	while read -r lib; do
		echo "file $lib $lib 0755 0 0"
	done
}

# What the line editing of the interactive shell knows of terminals: it looks in both
# places, of which a release of Debian has one.
list_terminals()
{
	for terminal in l/linux v/vt100 x/xterm x/xterm-256color s/screen-256color t/tmux-256color; do
		for file in /lib/terminfo/$terminal /usr/share/terminfo/$terminal; do
			[ ! -e "$file" ] || echo "file $file $file 0644 0 0"
		done
	done
}

list_ours()
{
	for path; do
		case $path in
		*.o) echo "file /lab/bpf/${path##*/} $path 0644 0 0" ;;
		*) echo "file /lab/${path##*/} $path 0755 0 0" ;;
		esac
	done
}

# Puts a "dir" line before the first file of each directory not yet known.
add_directories()
{
	awk '
	function parent(path) {
		sub(/\/[^\/]*$/, "", path)
		return path
	}
	function need(dir) {
		if (dir == "" || dir in known)
			return
		known[dir] = 1
		need(parent(dir))
		print "dir " dir " 0755 0 0"
	}
	$1 == "dir" { known[$2] = 1 }
	$1 == "file" { need(parent($2)) }
	{ print }'
}

# Before anything is printed: a failure inside a pipe would go unnoticed.
busybox=$(find_program busybox)
ldd "$busybox" >/dev/null 2>&1 && busybox=$(find_program busybox-static)
found=
for name in $debian_programs; do
	found="$found $(find_program "$name")"
done
{
	cat "$1"
	echo "file /init $2 0755 0 0"
	shift 2
	list_busybox "$busybox"
	# shellcheck disable=SC2086 # one word a program
	list_debian $found
	list_terminals
	list_ours "$@"
	# shellcheck disable=SC2086 # one word a program
	list_libraries $found "$@"
} | add_directories
