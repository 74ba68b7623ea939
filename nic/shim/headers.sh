#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# headers.sh OUT: fetch the headers for the shim: those of exactly the installed QEMU to
# OUT/qemu, and those of glib to OUT/glib. It installs nothing and does not change the
# configuration of apt.
#
# Headers of another version do not do: Debian's patches move members of structs that a
# device embeds.
set -eu
out=$1
glib=libglib2.0-dev

die()
{
	printf '%s\n' "$@" >&2
	exit 1
}

if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
	die "The NIC models are built against Debian's QEMU, and this is no Debian system." \
		"Elsewhere, give the headers: make nic QEMU_HEADERS=DIR, where DIR/qemu is the" \
		"source of exactly the installed QEMU and DIR/glib an unpacked $glib."
fi
version=$(dpkg-query -W -f '${source:Version}' qemu-system-x86 2>/dev/null) ||
	die "qemu-system-x86 is not installed: apt-get install qemu-system-x86"

mkdir -p "$out"
out=$(cd "$out" && pwd)
tmp=$(mktemp -d "$out/fetch.XXXXXX")
trap 'rm -rf "$tmp"' EXIT

# The system's own suites, as deb-src entries
mkdir -p "$tmp/lists/partial" "$tmp/parts"
for list in /etc/apt/sources.list /etc/apt/sources.list.d/*; do
	case $list in
	*.list) sed -n 's/^deb[ \t]/deb-src /p' "$list" ;;
	*.sources) sed 's/^Types:.*/Types: deb-src/' "$list" ;;
	*) continue ;;
	esac >"$tmp/parts/${list##*/}" 2>/dev/null || true
done
private_apt()
{
	apt-get -q -o Dir::Etc::sourcelist=/dev/null \
		-o Dir::Etc::sourceparts="$tmp/parts" \
		-o Dir::State::lists="$tmp/lists" -o Dir::Cache="$tmp" \
		-o APT::Sandbox::User= "$@"
}

printf '  %-8s%s\n' FETCH "qemu source $version (headers)"
cd "$tmp"
{ private_apt update || true; private_apt source --download-only "qemu=$version"; } >log 2>&1 ||
	die "$(tail -n 5 log)" "The source of qemu $version cannot be fetched; the NIC models need its headers." \
		"If the archive has a newer one: apt-get update && apt-get install qemu-system-x86"
dpkg-source --no-check -x ./*.dsc src >>log 2>&1 || die "$(tail -n 5 log)"
# In Debian 13, libglib2.0-dev depends on a package that has the headers.
for package in "$glib" libgio-2.0-dev; do
	# A package that is only provided by another one has no candidate.
	[ "$package" = "$glib" ] || apt-cache policy "$package" | grep -q 'Candidate: [0-9]' || continue
	apt-get download "$package" >>log 2>&1 || die "$(tail -n 5 log)" "apt cannot fetch $package"
	dpkg -x "$package"_*.deb glib
done
find glib -name glibconfig.h | grep -q . || die "$(tail -n 5 log)" "$glib has no glibconfig.h"

# Keep the headers only.
rm -rf "$out/qemu" "$out/glib"
mkdir "$out/qemu"
(cd src && find include -name '*.h' -o -name '*.h.inc' | tar -cf - -T -) | tar -C "$out/qemu" -xf -
cp src/VERSION "$out/qemu/"
mv glib "$out/glib"
printf '%s\n' "$version" >"$out/version"
