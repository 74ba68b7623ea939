#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# tools.sh LIST [PROGRAM...]: print the files of the second initramfs for gen_init_cpio:
# the programs of the Debian packages in LIST, with their libraries and the data of
# iproute2, and each PROGRAM. All programs go to /bin, where they replace busybox's.
set -euo pipefail
here=${0%/*}
# shellcheck source=qemu/guest/libraries.sh
. "$here/libraries.sh"
list=$1
shift

# programs_of PACKAGE [NAME...]: the paths of its programs, or of these
programs_of()
{
	local package=$1 path
	shift
	dpkg -L "$package" | grep -E '^(/usr)?/s?bin/[^/]+$' | while read -r path; do
		[ $# != 0 ] && [[ " $* " != *" ${path##*/} "* ]] || echo "$path"
	done
}

programs=("$@")
while read -r package names; do
	# shellcheck disable=SC2086  # one word a name
	found=$(programs_of "$package" $names) ||
		{ echo "the package $package is missing: make deps" >&2; exit 1; }
	# shellcheck disable=SC2206  # the same
	programs+=($found)
done < <(sed '/^#/d' "$list")

{
	for path in "${programs[@]}"; do
		echo "file /bin/${path##*/} $path 0755 0 0"
	done
	echo 'slink /bin/awk mawk 0777 0 0'
	# netem's distributions, and modules of tc
	dpkg -L iproute2 | grep -E '/lib/(.*/)?tc/' | while read -r path; do
		[ ! -f "$path" ] || echo "file $path $path 0755 0 0"
	done
	list_libraries "${programs[@]}"
	# libc opens it where a program ends a thread, as iperf3 of Debian 13 does.
	unwinder=$(gcc -print-file-name=libgcc_s.so.1)
	echo "file /lib/x86_64-linux-gnu/libgcc_s.so.1 $unwinder 0755 0 0"
} | awk -f "$here/directories.awk"
