#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# take-modules.sh ROOT OUT MODULE...: copy modules and those they depend on to OUT.
#
# ROOT has lib/modules, of an unpacked kernel package or of our own kernel; Debian 13's
# packages have it below usr. OUT/order lists the modules so that each comes after those it
# depends on: the guest's init loads them in this order.
set -eu
root=$1 out=$2
shift 2
mkdir -p "$out"
: >"$out/order"

modules=$root/lib/modules
[ -d "$modules" ] || modules=$root/usr/lib/modules
find_module()
{
	find "$modules" -name "$1.ko*" | head -n 1
}

built_in()
{
	grep -qE "/$(printf %s "$1" | sed 's/[-_]/[-_]/g')\.ko$" "$modules"/*/modules.builtin
}

# A module that is not there has to be built in. Strip the others of their signature and of
# local symbols: checking and searching these takes a guest longer than booting.
take()
{
	file=$(find_module "$1")
	[ -n "$file" ] || file=$(find_module "$(printf %s "$1" | tr _ -)")
	if [ -z "$file" ]; then
		built_in "$1" && return
		echo "$1: no such module below $modules, and it is not built in" >&2
		return 1
	fi
	! grep -qx "/lib/modules/$1.ko" "$out/order" || return 0
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
