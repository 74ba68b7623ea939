#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# pack.sh TREE: print the list of gen_init_cpio for the guest's third initramfs: the selftests of
# TREE below /selftests, as the kernel has them, the list of them, and the programs of
# packages.list.
set -euo pipefail
# A program that no chosen test needs has not been compiled.
shopt -s nullglob extglob
tree=$1/tools/testing/selftests
here=$(dirname "$0") guest=$(dirname "$0")/../../qemu/guest
# shellcheck source=qemu/guest/libraries.sh
. "$guest/libraries.sh"

# Scripts, BPF programs, and what else can be run
files()
{
	(cd "$tree" && find bpf net/*.* net/lib net/forwarding net/@(tun|tap|gro) net/udpgso* drivers/net lib kselftest \
		-name tools -prune -o -type f \( -name '*.sh' -o -name '*.bpf.o' -o -name config -o -perm -u+x \) -print) |
		LC_ALL=C sort -u
}

programs=()
while read -r file; do
	echo "file /selftests/$file $tree/$file 0755 0 0"
	case $file in *.sh|*.o|*.py) ;; *) programs+=("$tree/$file") ;; esac
done < <(files) >"$tree/files.list"

packages=$(mktemp)
trap 'rm -f "$packages"' EXIT
sed -E '/^#/d; s/[[:space:]].*//' "$here/packages.list" >"$packages"
{
	cat "$tree/files.list"
	echo "file /selftests/list $here/list 0644 0 0"
	# ethtool_lib.sh reads the names of speeds there.
	echo "file /usr/include/linux/ethtool.h $1/include/uapi/linux/ethtool.h 0644 0 0"
	"$guest/tools.sh" "$packages"
	echo 'slink /bin/iptables iptables-nft 0777 0 0'
	echo 'slink /bin/ip6tables ip6tables-nft 0777 0 0'
	for file in /usr/lib/*/xtables/*.so; do echo "file $file $file 0755 0 0"; done
	list_libraries "${programs[@]}" /usr/lib/*/xtables/*.so
} | awk '!seen[$2]++' | awk -f "$guest/directories.awk"
