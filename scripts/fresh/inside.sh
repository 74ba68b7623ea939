#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# inside.sh root|user ROOT AT COMMAND...: mount /proc, /sys, /dev and caches in ROOT, make
# it the root, and run COMMAND there in the directory AT. fresh.sh runs this in a mount and
# a PID namespace: it is PID 1, and all processes end with it.
set -eu
as=$1 root=$2 at=$3
shift 3
trap 'exit 130' INT
trap 'exit 143' TERM
archives=/var/cache/apt/archives
uid=1000

bind() { mkdir -p "$1" "$root$2" && mount --bind "$1" "$root$2"; }

cache=${CCACHE_DIR:-$(ccache --get-config cache_dir 2>/dev/null || echo "${HOME:-/root}/.cache/ccache")}

# pivot_root, not chroot: in a chroot the lab could make no user namespace.
mount --make-rprivate /
mount --bind "$root" "$root"
mount --rbind /sys "$root/sys"
mount --rbind /dev "$root/dev"
mount -t proc proc "$root/proc"
bind $archives $archives
bind "$cache" /ccache
cp -L /etc/resolv.conf /etc/hosts "$root/etc/"
if [ "$as" = user ]; then
	chroot "$root" useradd -m -u $uid -s /bin/bash lab
	chown -R $uid:$uid "$root$at"
fi
# Every user may open the device where udev runs; this machine may have no udev.
if [ "$as" = user ] && [ -c /dev/net/tun ]; then
	mount -t tmpfs tmpfs "$root/dev/net"
	mknod -m 666 "$root/dev/net/tun" c 10 200
fi
cd "$root"
pivot_root . .
umount -l .
cd "$at"

# How to reach the network, and whether this is a CI job
vars=(PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin CCACHE_DIR=/ccache
	LANG=C.UTF-8 "TERM=${TERM:-dumb}")
for name in CI http_proxy https_proxy no_proxy HTTP_PROXY HTTPS_PROXY NO_PROXY; do
	[ -z "${!name-}" ] || vars+=("$name=${!name}")
done
if [ "$as" = root ]; then
	env -i HOME=/root "${vars[@]}" "$@"
	exit
fi

# Packages are for root to install, as make deps tells a user. A ccache of another user
# can only be read.
env -i HOME=/root "${vars[@]}" make -s deps
setpriv --reuid=$uid --regid=$uid --clear-groups test -w /ccache ||
	vars+=(CCACHE_READONLY=1 CCACHE_TEMPDIR=/tmp/ccache)
setpriv --reuid=$uid --regid=$uid --clear-groups env -i HOME=/home/lab USER=lab "${vars[@]}" "$@"
