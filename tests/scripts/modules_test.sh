# shellcheck shell=bash disable=SC2154
# SPDX-License-Identifier: GPL-2.0
#
# modules_test.sh: sourced by run.sh: scripts/kernel/take-modules.sh finds the modules of a
# kernel package of either release, and reports one that is missing.

module() { echo "const char d[] __attribute__((section(\".modinfo\"), used)) = \"depends=$1\";" | gcc -xc -c - -o "$2"; }

# package DIR: DIR/lib/modules has a, which needs b-c; d_e is built in
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

# The guest's programs are those of installed packages.
echo no-such-package >"$tmp/tools.list"
! qemu/guest/tools.sh "$tmp/tools.list" >"$log" 2>&1 && line '^the package no-such-package is missing: make deps$'
ok tools_of_a_package_that_is_missing $?
