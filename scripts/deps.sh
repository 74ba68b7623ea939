#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# deps.sh [LIST]: see that the packages of deps.list are installed, and those of LIST.
#
# As root on a Debian 12 machine what is missing is installed; anyone else is told
# the one line that does it. Other systems are told the names.
set -eu
here=$(dirname "$0")
wanted=$(sed -n 's/^\([a-z0-9][a-z0-9.+-]*\).*/\1/p' "$here/deps.list" "$@")

if ! command -v dpkg-query >/dev/null; then
	echo "This is no Debian system, so nothing is checked or installed. Needed are, by Debian's names:" >&2
	echo "$wanted" | tr '\n' ' ' >&2
	echo >&2
	exit 0
fi

# One call for all: each takes as long as the rest of what make does when all is built.
# shellcheck disable=SC2086  # a list of names
installed=$(dpkg-query -W -f '${Status} ${Package}\n' $wanted 2>/dev/null |
	sed -n 's/^install ok installed //p')
missing=$(echo "$wanted" | grep -vxF "$installed" || true)
[ -n "$missing" ] || exit 0

# shellcheck disable=SC2086  # a list of names
set -- $missing
if [ "$(id -u)" != 0 ]; then
	echo "Packages are missing. Install them with" >&2
	echo "    sudo apt-get install --no-install-recommends $*" >&2
	exit 1
fi

log=$(mktemp)
trap 'rm -f "$log"' EXIT
printf '  %-8s%s\n' APT "$*"
export DEBIAN_FRONTEND=noninteractive
if ! { apt-get update && apt-get install -y --no-install-recommends "$@"; } >"$log" 2>&1; then
	tail -n 20 "$log" >&2
	echo "apt-get could not install: $*" >&2
	exit 1
fi
