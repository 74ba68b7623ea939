# shellcheck shell=bash disable=SC2154
# SPDX-License-Identifier: GPL-2.0
#
# environment_test.sh: sourced by run.sh: what a user has exported for other builds does not
# reach ours, or is refused by name; and the paths in which make works.

foreign='ARCH CROSS_COMPILE LLVM LLVM_IAS KBUILD_OUTPUT KBUILD_EXTMOD KBUILD_CFLAGS KCONFIG_CONFIG KCFLAGS KCPPFLAGS
	M C INSTALL_MOD_PATH INSTALL_HDR_PATH LOCALVERSION HOSTCFLAGS CFLAGS LDFLAGS LD NM OBJCOPY STRIP EXTRA_CFLAGS
	CPATH LIBRARY_PATH OUTPUT CDPATH POSIXLY_CORRECT GREP_OPTIONS BASH_ENV GIT_DIR GIT_INDEX_FILE LANGUAGE'

# The environment of a recipe
recipe_env() { make_in_project --eval 'show: ; @env' show O="$tmp/new/env"; }

exported_for_others()
{
	local name
	given=()
	for name in $foreign; do given+=("$name=/nowhere"); done
	given+=(CC=/nowhere HOSTAR=/nowhere W=1)
	recipe_env || return
	for name in $foreign; do
		! line "^$name=" || { echo "$name reaches recipes" >>"$log"; return 1; }
	done
	line '^CC=gcc$' && make_in_project O="$tmp/new/env" "$tmp/new/env/bin/progress" && [ -x "$tmp/new/env/bin/progress" ]
}

# Messages and the order are those of the C locale; the characters are the user's.
locale_of_recipes()
{
	given=(LC_ALL=tr_TR.UTF-8 LANG=de_DE.UTF-8 LC_MESSAGES=de_DE.UTF-8)
	recipe_env && line '^LC_CTYPE=tr_TR.UTF-8$' && line '^LC_MESSAGES=C$' && line '^LC_COLLATE=C$' && ! line '^LC_ALL='
}

exported_for_others; ok environment_for_other_builds $?
locale_of_recipes; ok environment_locale $?
given=()

for setting in ARCH=arm64 CROSS_COMPILE=aarch64-linux-gnu- LLVM=1 W=1 M=/nowhere KBUILD_OUTPUT=/nowhere \
	KCFLAGS=-O3 INSTALL_MOD_PATH=/nowhere LOCALVERSION=-x; do
	refused "command_line_$(tr '[:upper:]' '[:lower:]' <<<"${setting%%=*}")" \
		"$setting: this project builds the kernel by its own rules" -n tree "$setting"
done
make_in_project -n tree ARCH=x86_64 O="$tmp/new/env"; ok command_line_arch_of_this_machine $?
given=(ARCH=arm64 CC=/nowhere)
refused environment_overrides 'make -e lets the environment replace' -n -e tree
mkdir -p "$tmp/t t"
given=(TMPDIR="$tmp/t t")
refused tmpdir_with_blank "TMPDIR=$tmp/t t: make cannot work in a path that has a blank" -n tree
given=(TMPDIR=/nowhere)
refused tmpdir_nowhere 'TMPDIR=/nowhere: want a directory that is there' -n tree
given=()

# The path of the project. make reads its files before it can tell, so that has to work.
# shellcheck disable=SC2016  # a dollar as it is
for odd in 'a b' 'a:b' 'a%2Fb' 'a#b' 'a=b' 'a;b' "a'b" 'a$b' 'a,b' 'a&b' 'a\b'; do
	mkdir "$tmp/$odd" && cp -r Makefile scripts "$tmp/$odd"
	in_project="$tmp/$odd" refused "project_odd_$(printf %x "'${odd:1:1}")" "CURDIR=$tmp/$odd: make cannot work in a path" help
done
# As a shell that went there by the link
ln -s 'a b' "$tmp/straight"
given=(PWD="$tmp/straight")
in_project="$tmp/straight" refused project_odd_behind_a_link "CURDIR=$tmp/a b: make cannot work in a path" help
given=()

fine=$tmp/new/Grüße-日本+@1~.x
mkdir -p "$fine" && cp -r "$project/." "$fine/"
in_project=$fine make_in_project "$fine/build/bin/progress" && [ -x "$fine/build/bin/progress" ]; ok project_not_ascii $?
make_in_project O="$fine.out" "$fine.out/bin/progress" && [ -x "$fine.out/bin/progress" ]; ok o_not_ascii $?
