#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# usage: initramfs.sh BASE_LIST INIT [PROGRAM_OR_FILE...]
#
# Prints the list of the guest's files for gen_init_cpio: those of BASE_LIST, INIT as
# /init, Debian's programs with their libraries, and the project's programs and files: BPF
# objects (*.o) to /lab/bpf, packages of an E810 to where its driver looks, others to /lab.
set -eu
here=${0%/*}
# shellcheck source=qemu/guest/libraries.sh
. "$here/libraries.sh"

# Debian's programs that the tests and the demo use. The applets of busybox-static do
# not replace these: its shell, and its programs that start other programs, prefer an
# applet to a program in the PATH, and its ip and tc lack features.
debian_programs="ip tc bridge devlink ethtool
dash bash env timeout nohup nice xargs setsid nsenter unshare taskset chrt flock
xdp-loader"

find_program()
{
	PATH=/bin:/usr/bin:/sbin:/usr/sbin command -v "$1" || {
		echo "$1 is missing: apt-get install busybox-static iproute2 ethtool xdp-tools" >&2
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
	for path; do echo "file /bin/${path##*/} $path 0755 0 0"; done
}

# Descriptions of terminals, for line editing in the shell. A release of Debian has
# them in one of the two directories.
list_terminals()
{
	for terminal in l/linux v/vt100 x/xterm x/xterm-256color s/screen-256color t/tmux-256color; do
		for file in /lib/terminfo/$terminal /usr/share/terminfo/$terminal; do
			[ ! -e "$file" ] || echo "file $file $file 0644 0 0"
		done
	done
}

# Files that programs of the C library, of iproute2 and of libxdp read
list_etc()
{
	for file in "$here"/etc/*; do
		echo "file /etc/${file##*/} $file 0644 0 0"
	done
	# Debian 12 has the second directory, 13 the first.
	for file in /usr/share/iproute2/* /etc/iproute2/* /usr/lib/*/bpf/xdp-dispatcher.o; do
		[ ! -f "$file" ] || echo "file $file $file 0644 0 0"
	done
}

list_ours()
{
	for path; do
		case $path in
		*.o) echo "file /lab/bpf/${path##*/} $path 0644 0 0" ;;
		*/single/ice.pkg|*/broken/ice.pkg) dir=${path%/*}; echo "file /lib/firmware-${dir##*/}/intel/ice/ddp/ice.pkg $path 0644 0 0" ;;
		*/ice.pkg) echo "file /lib/firmware/intel/ice/ddp/ice.pkg $path 0644 0 0" ;;
		*) echo "file /lab/${path##*/} $path 0755 0 0" ;;
		esac
	done
}

# Find all programs before the pipe: a failure inside it goes unnoticed.
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
	list_etc
	list_ours "$@"
	# shellcheck disable=SC2086 # one word a program
	list_libraries $found "$@"
} | awk -f "$here/directories.awk"
