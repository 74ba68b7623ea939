#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# abi.sh TREE ARCH OUT JOBS CONFIG... -- OBJECT...: check that it compiles for another machine.
#
# ARCH is i386, where long and 64-bit values are aligned differently, or powerpc, here a
# big-endian machine of 64 bits. The headers assert the layout; sparse checks conversions.
# OBJECTs are compiled with the options of the CONFIG fragments that the machine has.
# Nothing is linked, except what the kernel's own preparation links on powerpc.
set -eu
tree=$1 arch=$2 out=$3 jobs=$4
shift 4
configs=()
while [ "$1" != -- ]; do
	configs+=("$1")
	shift
done
shift
here=$(dirname "$(realpath "$0")")
ccache=$(dirname "$here")/ccache.sh

# One clang compiles for all machines. Binutils that only list symbols read all objects.
case $arch in
i386)	tools=(CC="$ccache gcc") ;;
powerpc) tools=(CC="$ccache ${CLANG:-clang-19}" LD=ld.lld-19 CROSS_COMPILE=powerpc64-linux-gnu-
		AR=ar NM=nm OBJCOPY=objcopy OBJDUMP=objdump READELF=readelf STRIP=strip) ;;
*)	echo "abi.sh: i386 or powerpc, not $arch" >&2
	exit 2 ;;
esac

build() { make -C "$tree" O="$out" ARCH="$arch" "${tools[@]}" HOSTCC="$ccache gcc" -j"$jobs" "$@"; }

mkdir -p "$out"
cat "${configs[@]}" "$here/$arch.config" >"$out/.config.new"
if ! cmp -s "$out/.config.new" "$out/.config.wanted"; then
	cp "$out/.config.new" "$out/.config"
	build -s olddefconfig >"$out.log" 2>&1 || { tail -n 20 "$out.log" >&2; exit 1; }
	cp "$out/.config.new" "$out/.config.wanted"
fi
if ! build -k KCFLAGS=-Werror "$@" >"$out.log" 2>&1; then
	echo "This does not compile for $arch:" >&2
	grep -E ': (fatal )?(error|warning): ' "$out.log" | sort -u | grep . >&2 || tail -n 20 "$out.log" >&2
	exit 1
fi
