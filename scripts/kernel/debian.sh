#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# debian.sh OUT TREE: fetch Debian's own kernel image, the stock kernel of the tests.
#
# It is not installed. A script of the kernel source TREE unpacks it to OUT/vmlinux; the
# modules that the tests want go to OUT/modules, and those with all tunnels of the demo to
# OUT/tunnel-modules: each module costs the boot of a guest time.
#
# Debian 12 has 6.12 beside its own 6.1; in Debian 13 it is the release's kernel. The image
# for clouds is smaller, but has no ice. apt-get download takes an unknown name for a
# pattern, so look the exact name up first.
set -eu
out=$1 tree=$2

command -v apt-get >/dev/null || {
	echo "no apt-get: Debian's kernel image cannot be fetched" >&2
	exit 1
}
find_image()
{
	for name in linux-image-6.12-amd64 linux-image-amd64; do
		apt-cache depends $name 2>/dev/null |
			sed -n 's/^ *Depends: \(linux-image-6\.12\.[^ -]*-amd64\)$/\1-unsigned/p'
	done | head -n 1
}

image=$(find_image)
# A machine that has never fetched apt's lists knows no package.
if [ -z "$image" ] && [ "$(id -u)" = 0 ]; then
	apt-get update >/dev/null 2>&1 || true
	image=$(find_image)
fi
if [ -z "$image" ] || ! apt-cache show "$image" >/dev/null 2>&1; then
	echo "apt knows no image of Linux 6.12, as Debian 12 (its suite security) and 13 have it:" \
		"run apt-get update as root" >&2
	exit 1
fi

tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
chmod 755 "$tmp"
printf '  %-8s%s\n' FETCH "$image"
if ! (cd "$tmp" && apt-get download "$image" >log 2>&1); then
	cat "$tmp/log" >&2
	exit 1
fi
dpkg -x "$tmp"/*.deb "$tmp/image"
mkdir -p "$out"
rm -rf "$out/modules" "$out/tunnel-modules"
modules="virtio_pci virtio_console virtio_net mlx5_core ice 8021q dummy
veth tun ip_gre xfrm_user esp4 authenc seqiv echainiv gcm ghash_generic"
tunnels="ip6_gre ipip sit ip6_tunnel vxlan geneve fou mpls_router mpls_iptunnel esp6 ccm ctr"
# shellcheck disable=SC2086  # a list of names
"$(dirname "$0")/take-modules.sh" "$tmp/image" "$out/modules" $modules
# shellcheck disable=SC2086  # the same
"$(dirname "$0")/take-modules.sh" "$tmp/image" "$out/tunnel-modules" $modules $tunnels
# It ends with 0 even if it can unpack nothing, for example without zstd.
bash "$tree/scripts/extract-vmlinux" "$tmp"/image/boot/vmlinuz-* >"$out/vmlinux.tmp"
[ -s "$out/vmlinux.tmp" ] || {
	echo "$image: the kernel in it cannot be unpacked" >&2
	exit 1
}
mv "$out/vmlinux.tmp" "$out/vmlinux"
