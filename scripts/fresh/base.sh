#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# base.sh SUITE TAR: make a minimal Debian, with ca-certificates, git and make and nothing
# else, and pack it to TAR. fresh.sh runs it in a mount namespace.
#
# Mirror, proxy and certificates are those of the machine's apt. The suites updates and
# security are added, as on any machine.
set -eu
suite=$1 tar=$2
new=$tar.new log=$tar.log
mount --make-rprivate /
trap 'exit 130' INT
trap 'exit 143' TERM

# The machine's own sources of Debian: URI and suite
sources()
{
	# shellcheck disable=SC2016  # apt-get expands them
	apt-get indextargets --format '$(REPO_URI) $(RELEASE) $(COMPONENT) $(ORIGIN)' 'Created-By: Packages' 2>/dev/null |
		awk '$3 == "main" && $4 == "Debian" { print $1, $2 }'
}

# uri_of SUFFIX: where the machine has the suite of that suffix
uri_of() { sources | awk -v like="^[a-z]+$1\$" '$2 ~ like { print $1; exit }'; }

# apt's settings for proxies, certificates and clocks
settings() { apt-config dump 2>/dev/null | grep -E '^Acquire::(https?::|Check-|ForceIPv|Retries)' || true; }

make_base()
{
	local mirror archives=/var/cache/apt/archives
	mirror=$(uri_of '')
	mkdir -p $archives
	debootstrap --variant=minbase --include=ca-certificates,git,make --cache-dir=$archives \
		"$suite" "$new" ${mirror:+"$mirror"}
	# Without a mirror of the machine, take the one that debootstrap has used.
	[ -n "$mirror" ] || mirror=$(sed -n 's/^deb \(\[.*\] \)\?\([^ ]*\) .*/\2/p' "$new/etc/apt/sources.list" | head -n 1)
	write_sources "${mirror%/}" >"$new/etc/apt/sources.list"
	trust_what_the_machine_trusts
	# dpkg need not wait for the disk: the root is thrown away in the end.
	echo force-unsafe-io >"$new/etc/dpkg/dpkg.cfg.d/unsafe-io"
}

write_sources()
{
	# shellcheck disable=SC2016  # apt-get expands them
	local suffix uri
	echo "deb $1 $suite main"
	for suffix in -updates -security; do
		uri=$(uri_of $suffix)
		[ -n "$uri" ] || uri=$1$([ $suffix != -security ] || echo $suffix)
		echo "deb $uri $suite$suffix main"
	done
}

trust_what_the_machine_trusts()
{
	local file
	settings >"$new/etc/apt/apt.conf.d/90machine"
	sed -n 's/^[^ ]*\(CaInfo\|CaPath\|SslCert\) "\(\/.*\)";/\2/p' "$new/etc/apt/apt.conf.d/90machine" |
		while read -r file; do
			mkdir -p "$new$(dirname "$file")"
			cp -RL "$file" "$new$file"
		done
	for file in /usr/local/share/ca-certificates/*.crt; do
		[ ! -e "$file" ] || cp "$file" "$new/usr/local/share/ca-certificates/"
	done
	chroot "$new" update-ca-certificates
}

printf '  %-8s%s\n' FRESH "Debian, $suite, to ${tar##*/}"
rm -rf --one-file-system "$new"
if ! (set -e; make_base) >"$log" 2>&1; then
	tail -n 20 "$log" >&2
	echo "The minimal Debian could not be made; all of it is in $log" >&2
	exit 1
fi
rm -f "$tar"
tar -C "$new" --numeric-owner --one-file-system -cf "$tar.tmp" . >>"$log" 2>&1 || { tail -n 5 "$log" >&2; exit 1; }
rm -rf --one-file-system "$new"
mv "$tar.tmp" "$tar"
