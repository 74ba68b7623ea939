#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# ccache.sh CC ARGS...: compile, by ccache where there is one.
#
# It looks at the dependencies that gcc writes, not at preprocessed text: a first
# build takes hardly longer with it than without. What `.incbin` takes in is none of
# these dependencies, though: a kernel image whose packed kernel has the length of an
# earlier one would get the earlier one. Of such a source ccache has to see the text,
# and then leaves it alone. Nor does it look at the directory: kernels of one tree
# share what is compiled alike.
command -v ccache >/dev/null || exec "$@"

export CCACHE_SLOPPINESS=time_macros CCACHE_NOHASHDIR=1 CCACHE_DEPEND=1
for arg; do
	case $arg in
	*.[cS]) ! grep -qs '\.incbin' "$arg" || unset CCACHE_DEPEND ;;
	esac
done
exec ccache "$@"
