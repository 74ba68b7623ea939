#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# ccache.sh CC ARGS...: compile, by ccache where there is one.
#
# It looks at the dependencies that gcc writes, not at preprocessed text: a first
# build takes hardly longer with it than without. What `.incbin` takes in is none of
# these dependencies, though: an object that takes in a file of the length of an
# earlier one would have the earlier one. So it does not see such a source. Nor does
# it look at the directory: kernels of one tree share what is compiled alike.
command -v ccache >/dev/null || exec "$@"

for arg; do
	case $arg in
	*.[cS]) ! grep -qs '\.incbin' "$arg" || exec "$@" ;;
	esac
done
export CCACHE_SLOPPINESS=time_macros CCACHE_NOHASHDIR=1 CCACHE_DEPEND=1
exec ccache "$@"
