# shellcheck shell=bash disable=SC2154
# SPDX-License-Identifier: GPL-2.0
#
# host.sh: sourced by run.sh: commands that boot no guest.

try_help()
{
	make_ help >"$dir/a" && make_ >"$dir/b" && cmp "$dir/a" "$dir/b" && grep -q '^  demo ' "$dir/a"
}

# make test has built them; they are up to date by these names, too.
try_built()
{
	make_ -q -o "$BASE/.pristine" nic kernel tree && [ -s "$W/nic/nic.so" ] && [ -s "$W/kernel/vmlinux.boot" ]
}

try_deps() { make_ deps >"$dir/a" && [ ! -s "$dir/a" ]; }

# Of its tests those of the table: the others build kernels.
try_test_commands() { make_ test-commands 'T=commands.every_*' && line '^2 passed, 0 failed, 0 skipped$'; }

# Before any run; the names of a guest's program stand behind the program's.
try_list_tests()
{
	make_ list-tests TEST_JOBS=tests/jobs T='picture.s*' RUN="$dir/listed" && line '^picture\.svg$' && ! line '^[^p]' && [ ! -e "$dir/listed/test/picture.tap" ] &&
		make_ list-tests TEST_JOBS=tests/jobs T='*.veth*' RUN="$dir/listed" >"$dir/a" && grep -q '^kfunc\.' "$dir/a"
}

# One test of one job, with V=1 and JOBS=1; and the job's command as a user pastes it
try_one_test()
{
	local command
	grep '^picture ' tests/jobs >"$dir/jobs" &&
		make_ test T=picture.svg V=1 JOBS=1 "TEST_JOBS=$dir/jobs" && line 'picture\.svg ok$' &&
		line '^1 passed, 0 failed, 0 skipped$' || return
	command=$(sed -n 's/^picture *//p' "$OUT/commands/test.jobs")
	[ "$(env -i PATH="$PATH" bash -c "$command" | grep -c ok)" = 1 ] &&
		env -i PATH="$PATH" bash -c "$command" | grep -qx 'ok 1 picture.svg'
}

# A kernel tree with the files that the overlay changes only. The results are copied, so that
# spatch need not run.
own() { make_ KERNEL="$dir/linux" O="$dir/out" "$@"; }
try_kernel_of_ones_own()
{
	local out=$dir/out key
	mkdir -p "$dir/linux/scripts/kconfig" || return
	(cd "$BASE/pristine" && { sed "s,^,./," "$BASE/overlay.list" | xargs ls -d 2>/dev/null
		echo Makefile Kbuild scripts/kconfig/merge_config.sh; } | xargs cp --parents -t "$dir/linux") || return
	key=linux-$(printf %s "$dir/linux" | cksum | cut -d' ' -f1)
	MAKEFLAGS='' own "$out/$key/.pristine" && line '^  COPY    /' && cp -r "$BASE/overlay" "$out/$key/" &&
		find "$out/$key/overlay" -type f -exec touch {} + && MAKEFLAGS='' own tree && ! line '^  COCCI' &&
		grep -q xdp_rx_meta "$out/$key/tree/net/core/xdp.c" && ! grep -q xdp_rx_meta "$dir/linux/net/core/xdp.c"
}

try_series()
{
	make_ series SERIES_OUT="$dir/series" && line 'patches and a cover letter$' && ls "$dir"/series/0001-*.patch
}

# The corpus has the formats of the default kernel's headers. Those of another may be longer.
is_kept() { if [ "${BASE##*/}" = debian ]; then cmp "$1" "$2"; else [ -s "$1" ] && [ -s "$2" ]; fi; }

# The corpus is what the scripted driver does.
try_nic_corpus()
{
	local card file
	make_ nic-corpus NIC_CORPUS="$dir/connectx5" E810_CORPUS="$dir/e810" || return
	for card in connectx5 e810; do
		[ -n "$(ls "$dir/$card")" ] || return
		for file in "$dir/$card"/*; do
			is_kept "$file" "tests/model/$card/corpus/${file##*/}" || { echo "the corpus is behind the tests: make nic-corpus"; return 1; }
		done
	done
}

# The tool runs without any other file: no line of the program headers asks for a loader.
try_install()
{
	local at=$dir/root/opt
	make_ install "DESTDIR=$dir/root" PREFIX=/opt && [ "$(cd "$at" && find . -type f | sort)" = "./bin/rxmeta
./include/xdp_rx_meta.bpf.h
./share/bash-completion/completions/rxmeta
./share/doc/xdp-rx-meta/LICENSE
./share/doc/xdp-rx-meta/rxmeta.md
./share/man/man8/rxmeta.8" ] && cmp bpf/xdp_rx_meta.bpf.h "$at/include/xdp_rx_meta.bpf.h" &&
		readelf -lW "$at/bin/rxmeta" >"$dir/a" && grep -q LOAD "$dir/a" && ! grep -E 'INTERP|DYNAMIC' "$dir/a" &&
		[ "$("$at/bin/rxmeta" --version)" = "rxmeta $(cat VERSION)" ] && [ "$("$at/bin/rxmeta" hash --saddr 66.9.149.187 --daddr 161.142.100.80)" = 0x323e8fc2 ] &&
		grep -q '^  .*compat' "$at/share/man/man8/rxmeta.8" && [ "$(PATH=$at/bin:$PATH bash -c '. "$1"; COMP_WORDS=(rxmeta spread --co) COMP_CWORD=2; _rxmeta; echo "${COMPREPLY[@]}"' - "$at/share/bash-completion/completions/rxmeta")" = --compat ]
}

# .ci compiles and runs the fuzzer.
try_fuzz_time()
{
	make_ -n fuzz-nic FUZZ_TIME=7 && line 'fuzz.sh .*nic-fuzz tests/model/connectx5/corpus .*/fuzz-nic 7$'
}
