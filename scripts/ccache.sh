#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# ccache.sh CC ARGS...: compile, by ccache if it is installed.
#
# ccache compares the dependencies that gcc writes, not preprocessed text, so a first build
# takes hardly longer with it than without. gcc does not list a file that `.incbin` reads:
# ccache would return an object with an earlier file of the same length, so a source with
# `.incbin` goes around it. The directory is not hashed: kernels of one tree share objects.
command -v ccache >/dev/null || exec "$@"

for arg; do
	case $arg in
	*.[cS]) ! grep -qs '\.incbin' "$arg" || exec "$@" ;;
	esac
done
export CCACHE_SLOPPINESS=time_macros CCACHE_NOHASHDIR=1 CCACHE_DEPEND=1
exec ccache "$@"
