#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# fresh.sh [-u] 12|13 [COMMAND...]: run COMMAND as on a fresh machine: in a minimal Debian
# of this release, with a fresh clone of this project's HEAD. The default is to run the two
# commands, make demo and make test. With -u a user without privileges runs COMMAND.
#
# The minimal Debian is fetched once (fresh/base.sh) and kept in build/fresh. The machine's
# package cache and ccache are mounted in it. Mounts and processes are in namespaces of
# their own, which end with the last process. The root is removed afterwards; after a
# failure it stays, to look at.
# FRESH_AT is the clone's path in there: ccache finds what was compiled at the same path.
set -eu
umask 022
here=$(dirname "$(realpath "$0")")
top=$(dirname "$here")
at=${FRESH_AT:-/xdp-rx-meta}
space_mib=10240

die() { printf '%s\n' "$@" >&2; exit 2; }

as=root
[ "${1-}" != -u ] || { as=user; shift; }
case ${1-} in
12) suite=bookworm ;;
13) suite=trixie ;;
*) die "usage: ${0##*/} [-u] 12|13 [COMMAND...]: the release of Debian, 12 or 13" ;;
esac
release=$1
shift
[ $# -gt 0 ] || set -- sh -c 'make demo && make test'
case $at in
/*[!/]*) ;;
*) die "FRESH_AT=$at: want an absolute path" ;;
esac

[ "$(id -u)" = 0 ] || die "A minimal Debian is made and entered by root only:" "    sudo $0 $release ..."
missing=
for program in debootstrap:debootstrap unshare:util-linux git:git; do
	command -v "${program%:*}" >/dev/null || missing="$missing ${program#*:}"
done
[ -e /usr/share/keyrings/debian-archive-keyring.gpg ] || missing="$missing debian-archive-keyring"
[ -z "$missing" ] || die "Packages are missing. Install them with" "    apt-get install --no-install-recommends$missing"
git -c safe.directory='*' -C "$top" rev-parse -q --verify HEAD >/dev/null ||
	die "$top is no clone of git's: the fresh machine gets one of its HEAD"

kept=$top/build/fresh
base=$kept/debian-$release.tar root=$kept/debian-$release
mkdir -p "$kept"
exec 9>"$kept/debian-$release.lock"
flock -n 9 || die "Another ${0##*/} $release is at work in $kept"

# All mounts there were in a namespace that has ended.
remove_root() { rm -rf --one-file-system "$root"; }

remove_root
free_mib=$(df -Pm "$kept" | awk 'NR == 2 { print $4 }')
[ "$free_mib" -ge "$space_mib" ] ||
	die "$kept: $free_mib MiB are free, a fresh machine needs $space_mib"

# Fails if the base is cut short or damaged; it is then made again, once.
unpack()
{
	remove_root
	mkdir -p "$root"
	tar -C "$root" --numeric-owner -xpf "$base" 2>/dev/null &&
		chroot "$root" sh -c 'git --version && make --version' >/dev/null 2>&1
}

# Everything in there is killed when this script ends.
in_namespaces() { setpriv --pdeathsig KILL unshare --mount --pid --fork --kill-child "$@" 9>&-; }

if ! { [ -e "$base" ] && unpack; }; then
	in_namespaces "$here/fresh/base.sh" "$suite" "$base" || exit 2
	unpack || die "$base was just made and does not unpack; is the disk full?"
fi

changed=$(git -c safe.directory='*' -C "$top" status --porcelain | wc -l)
[ "$changed" = 0 ] || echo "$changed files differ from HEAD or are not in it; the fresh clone has HEAD" >&2
printf '[safe]\n\tdirectory = *\n' >"$kept/gitconfig"
mkdir -p "$root$at"
GIT_CONFIG_GLOBAL=$kept/gitconfig git clone -q "file://$top" "$root$at"

status=0
in_namespaces "$here/fresh/inside.sh" "$as" "$root" "$at" "$@" || status=$?
if [ $status = 0 ]; then
	remove_root
else
	echo "Status $status. The fresh Debian $release is left in $root until the next run." >&2
fi
exit $status
