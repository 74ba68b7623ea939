#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# ccache.sh CC ARGS...: compile, by ccache if it is installed.
#
# ccache compares the dependencies that gcc writes, not preprocessed text, so a first build
# takes hardly longer with it than without. gcc does not list a file that `.incbin` reads:
# ccache would return an object with an earlier file of the same length, so a source with
# `.incbin` goes around it. Neither the directory nor the paths below it are hashed: all kernels of
# one tree share objects, wherever they are built. A file that counts coverage has its path in the
# object.
command -v ccache >/dev/null || exec "$@"

base=/
for arg; do
	case $arg in
	-fprofile-arcs | --coverage) base= ;;
	*.[cS]) ! grep -qs '\.incbin' "$arg" || exec "$@" ;;
	esac
done
export CCACHE_BASEDIR=$base CCACHE_SLOPPINESS=time_macros CCACHE_NOHASHDIR=1 CCACHE_DEPEND=1
exec ccache "$@"
