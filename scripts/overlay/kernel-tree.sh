# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0
#
# kernel-tree.sh: sourced: tell a kernel source tree from another directory, and its version.

# shellcheck disable=SC2034  # for the scripts that source this
KNOWN_KERNELS='6.12 7.3'

kernel_version()	# kernel_version DIR: its version, as in 6.12
{
	"$(dirname "${BASH_SOURCE[0]}")/version.sh" "$1"
}

no_kernel_tree()	# no_kernel_tree DIR: print why it is none, or nothing
{
	local file
	if [ ! -d "$1" ]; then
		echo "KERNEL=$1: no such directory." \
			"Give the top directory of an unpacked Linux source tree."
		return
	fi
	for file in Makefile Kbuild scripts/kconfig/merge_config.sh net/core/xdp.c; do
		[ ! -f "$1/$file" ] || continue
		echo "KERNEL=$1 is not a kernel source tree: it has no $file." \
			"Give the top directory of an unpacked Linux source tree, or leave KERNEL out to use Debian's."
		return
	done
}
