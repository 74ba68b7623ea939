# shellcheck shell=bash disable=SC2154
# SPDX-License-Identifier: GPL-2.0
#
# modules_test.sh: for run.sh to source: which modules scripts/kernel/take-modules.sh takes out of
# a kernel package, wherever the release has them, and that it misses none in silence.

module() { echo "const char d[] __attribute__((section(\".modinfo\"), used)) = \"depends=$1\";" | gcc -xc -c - -o "$2"; }

# package DIR: with lib/modules there: a, which needs b-c, and d_e built in
package()
{
	mkdir -p "$1/lib/modules/6"
	module b-c "$1/lib/modules/6/a.ko" && module '' "$1/lib/modules/6/b-c.ko" && xz "$1/lib/modules/6/b-c.ko" &&
		echo kernel/d-e.ko >"$1/lib/modules/6/modules.builtin"
}

take() { scripts/kernel/take-modules.sh "$tmp/$1" "$tmp/taken" "${@:2}" >"$log" 2>&1; }
order() { [ "$(tr '\n' ' ' <"$tmp/taken/order")" = "$1" ]; }

package "$tmp/image12" && take image12 a d_e && order '/lib/modules/b_c.ko /lib/modules/a.ko '; ok modules_of_12 $?
package "$tmp/image13/usr" && take image13 a d_e && order '/lib/modules/b_c.ko /lib/modules/a.ko '; ok modules_of_13 $?
! take image12 a f && line '^f: no such module below .*, and it is not built in$'; ok module_that_is_missing $?
