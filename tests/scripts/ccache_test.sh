# shellcheck shell=bash disable=SC2154
# SPDX-License-Identifier: GPL-2.0
#
# ccache_test.sh: sourced by run.sh: scripts/ccache.sh compiles a source again when what it
# reads has changed, finds it again otherwise, and works without ccache.

root=$PWD
# The cache here is a private one, so no setting of the user's applies.
unset "${!CCACHE_@}"
mkdir "$tmp/inc" "$tmp/none"
printf '.section .rodata\n\t.incbin "data"\n' >"$tmp/inc/taker.S"
echo 'int x;' >"$tmp/inc/plain.c"

# compile FILE [CCACHE]: FILE has no directory
compile()
{
	(cd "$tmp/inc" && CCACHE_DIR=$tmp/inc/cache "${2-$root/scripts/ccache.sh}" \
		gcc "-Wp,-MMD,$1.d" -c "$1" -o "$1.o") >"$log" 2>&1
}

# includes WORD: the object of a source that reads WORD has it
includes()
{
	echo "$1" >"$tmp/inc/data"
	compile taker.S && grep -q "$1" "$tmp/inc/taker.S.o"
}

hits() { CCACHE_DIR=$tmp/inc/cache ccache --print-stats | grep -qP "^direct_cache_hit\t$1\$"; }

# build DIRECTORY [OPTION]: as Kbuild does, from the directory of the build, with the path of the
# tree. The object names its source from the top of the tree, in whatever directory it was built.
build()
{
	mkdir -p "$tmp/inc/$1/tree" "$tmp/inc/$1/kernel" && echo 'int x(void) { return 1; }' >"$tmp/inc/$1/tree/a.c"
	(cd "$tmp/inc/$1/kernel" && CCACHE_DIR=$tmp/inc/cache "$root/scripts/ccache.sh" gcc -Wp,-MMD,a.d -g "${@:2}" \
		"-fdebug-prefix-map=$tmp/inc/$1/tree/=" -fdebug-prefix-map=../tree/= -c "$tmp/inc/$1/tree/a.c" -o a.o >"$log" 2>&1 &&
		readelf --debug-dump=info a.o >>"$log" && line 'DW_AT_name .*: a\.c$')
}

if command -v ccache >/dev/null; then
	# Put an object into the cache by ccache itself, as another project may have
	echo first >"$tmp/inc/data"
	CCACHE_DEPEND=1 compile taker.S ccache
	includes other && includes third && hits 0; ok ccache_incbin $?
	compile plain.c && hits 0 && compile plain.c && hits 1; ok ccache_hits $?
	build first && hits 1 && build second && hits 2; ok ccache_any_directory $?
	build first --coverage && build second --coverage && hits 2; ok ccache_coverage_has_paths $?
else
	skip ccache_incbin 'there is no ccache'
	skip ccache_hits 'there is no ccache'
	skip ccache_any_directory 'there is no ccache'
	skip ccache_coverage_has_paths 'there is no ccache'
fi

for program in gcc as; do ln -s "$(command -v $program)" "$tmp/none/"; done
rm -f "$tmp/inc/plain.c.o"
(PATH=$tmp/none compile plain.c) && [ -s "$tmp/inc/plain.c.o" ]; ok ccache_absent $?
