#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# deps.sh [LIST]: make sure that the packages of deps.list and of LIST are installed.
#
# Run by root on Debian it installs what is missing. For any other user it prints the one
# line that does it, on other systems the names.
set -eu
here=$(dirname "$0")
wanted=$(sed -n 's/^\([a-z0-9][a-z0-9.+|-]*\).*/\1/p' "$here/deps.list" "$@")
alternatives() { echo "$1" | tr '|' ' '; }

# first_of NAME...: of each entry on standard input the first alternative that is one of
# the names. An entry without one is printed with ! before it.
first_of()
{
	awk -F '|' -v names=" $* " '{
		for (i = 1; i <= NF; i++)
			if (index(names, " " $i " ")) { print $i; next }
		print "!" $0 }'
}

if ! command -v dpkg-query >/dev/null; then
	echo "This is no Debian system, so nothing is checked or installed. Needed are, by Debian's names:" >&2
	echo "$wanted" | tr '\n' ' ' >&2
	echo >&2
	exit 0
fi

# One call for all packages: each call takes as long as make takes when all is built.
# shellcheck disable=SC2046  # a list of names
installed=$(dpkg-query -W -f '${Status} ${Package}\n' $(alternatives "$wanted") 2>/dev/null |
	sed -n 's/^install ok installed //p')
# shellcheck disable=SC2086  # the same
missing=$(echo "$wanted" | first_of $installed | sed -n 's/^!//p')
[ -n "$missing" ] || exit 0

log=$(mktemp)
trap 'rm -f "$log"' EXIT
# A source that fails need not be the one that has these packages.
[ "$(id -u)" != 0 ] || apt-get update >"$log" 2>&1 || true
# shellcheck disable=SC2046  # a list of names
offered=$(apt-cache show --no-all-versions $(alternatives "$missing") 2>/dev/null |
	sed -n 's/^Package: //p')
# shellcheck disable=SC2086,SC2046  # the same
set -- $(echo "$missing" | first_of $offered)
case $* in
*!*)
	tail -n 20 "$log" | grep -E '^[EW]:' >&2 || true
	echo "apt knows none of these packages:" >&2
	printf '    %s\n' "$@" | sed -n 's/!//p' >&2
	echo "Has apt-get update run, and do apt's sources have the suites main and security of Debian 12 or 13?" >&2
	exit 1 ;;
esac
if [ "$(id -u)" != 0 ]; then
	echo "Packages are missing. Install them with" >&2
	echo "    sudo apt-get install --no-install-recommends $*" >&2
	exit 1
fi

printf '  %-8s%s\n' APT "$*"
export DEBIAN_FRONTEND=noninteractive
if ! apt-get install -y --no-install-recommends "$@" >>"$log" 2>&1; then
	tail -n 20 "$log" >&2
	echo "apt-get could not install: $*" >&2
	exit 1
fi
