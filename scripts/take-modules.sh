#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# take-modules.sh ROOT OUT MODULE...: take modules out of ROOT/lib/modules, of a kernel
# package that is unpacked there or of our own, to OUT, each after those it depends
# on, and write OUT/order, by which the guest's init loads them.
set -eu
root=$1 out=$2
shift 2
mkdir -p "$out"
: >"$out/order"

find_module()
{
	find "$root/lib/modules" -name "$1.ko*" | head -n 1
}

# A module that is not there is built in. It loses its signature, and names that no
# other module needs: to check and to search them takes a guest longer than to boot.
take()
{
	file=$(find_module "$1")
	[ -n "$file" ] || file=$(find_module "$(printf %s "$1" | tr _ -)")
	if [ -z "$file" ] || grep -qx "/lib/modules/$1.ko" "$out/order"; then
		return 0
	fi
	case $file in
	*.xz) xz -dc "$file" ;;
	*) cat "$file" ;;
	esac >"$out/$1.ko"
	strip --strip-unneeded "$out/$1.ko"
	for dep in $(/sbin/modinfo -F depends "$out/$1.ko" | tr , ' '); do
		(take "$(printf %s "$dep" | tr - _)")
	done
	echo "/lib/modules/$1.ko" >>"$out/order"
}

for module; do
	take "$module"
done
