#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# fetch-source.sh N.M OUT: fetch Debian's source package of Linux N.M, and put its tarball
# to OUT.
#
# The package is in Debian's suite of backports. apt downloads it with lists, a cache and a
# status of its own: nothing of the system's apt changes, and nothing is installed. apt
# checks the suite's signature with the keyring of Debian's archive. The address is that of
# the system's own sources, which may be a mirror.
set -euo pipefail
version=$1 out=$2
suite=trixie-backports package=linux-source-$version
keyring=/usr/share/keyrings/debian-archive-keyring.gpg

die()
{
	echo "linux-source-$version, of Debian's $suite: $*. Give a source tree of your own: KERNEL=DIR" >&2
	exit 1
}

command -v apt-get >/dev/null || die "this system has no apt-get"
[ -e "$keyring" ] || die "there is no $keyring to check it with"

tmp=$(mktemp -d "${TMPDIR:-/tmp}/source.XXXXXX")
trap 'rm -rf "$tmp"' EXIT
mkdir -p "$tmp/lists/partial" "$tmp/cache/archives/partial" "$tmp/etc"
touch "$tmp/status"

# The address from which the system takes the main part of its own release
# shellcheck disable=SC2016  # apt's variables
address=$(apt-get indextargets --format '$(RELEASE) $(COMPONENT) $(REPO_URI)' 2>/dev/null |
	awk -v release="$(. /etc/os-release && echo "${VERSION_CODENAME-}")" \
		'$1 == release && $2 == "main" { print $3; exit }')
cat >"$tmp/etc/backports.sources" <<end
Types: deb
URIs: ${address:-http://deb.debian.org/debian/}
Suites: $suite
Components: main
Signed-By: $keyring
end

apt_()	# apt_ COMMAND...
{
	local command=$1
	shift
	"$command" -o Dir::Etc::sourcelist="$tmp/etc/backports.sources" -o Dir::Etc::sourceparts=- \
		-o Dir::Etc::preferences=- -o Dir::Etc::preferencesparts=- \
		-o Dir::State::status="$tmp/status" -o Dir::State::lists="$tmp/lists" \
		-o Dir::Cache="$tmp/cache" -o Acquire::Languages=none -o APT::Sandbox::User= \
		-o APT::Update::Error-Mode=any "$@" 2>"$tmp/log"
}
reason() { sed -n 's/^[EW]: *//p' "$tmp/log" | head -n 1 | sed 's/[ .]*$//'; }

apt_ apt-get -qq update || die "apt cannot read $address ($(reason))"
# apt-get download takes a dotted name that it does not know for a pattern.
apt_ apt-cache pkgnames "$package" | grep -qxF "$package" ||
	die "there is no such package; it has $(apt_ apt-cache pkgnames linux-source- | sort -V | paste -sd' ')"
printf '  %-8s%s\n' FETCH "$package"
(cd "$tmp" && apt_ apt-get -qq download "$package") || die "apt cannot download it ($(reason))"
dpkg-deb --fsys-tarfile "$tmp/$package"_*.deb |
	tar -x -O --wildcards "./usr/src/$package.tar.*" >"$tmp/tarball" || die "the package has no tarball"
mkdir -p "$(dirname "$out")"
mv "$tmp/tarball" "$out.tmp"
mv "$out.tmp" "$out"
