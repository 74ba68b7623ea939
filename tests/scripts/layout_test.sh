# shellcheck shell=bash disable=SC2154
# SPDX-License-Identifier: GPL-2.0
#
# layout_test.sh: sourced by run.sh: each rule of scripts/check/layout.sh, broken once in
# a project of a few files.

layout=$tmp/layout
mkdir -p "$layout"/{qemu/run,qemu/common,nic,tests/lib,tests/layer,tests/nic,scripts,net/core}

# file PATH LINE...: a file of these lines
file() { printf '%s\n' "${@:2}" >"$layout/$1"; }
checked() { scripts/check/layout.sh "$layout/allowed" "$layout" >"$log" 2>&1; }
# broken TEXT: one line says so, and there is no other
broken() { ! checked && grep -qxF -- "$1" "$log" && [ "$(wc -l <"$log")" = 1 ]; }

file allowed '# NAME REASON' 'Kbuild one a module'
file qemu/common/clock.h
file qemu/run/vm.c '#include <stdio.h>' '#include "vm.h"' '#include "qemu/common/clock.h"' '#include "made.skel.h"'
file qemu/run/vm.h
file tests/lib/net.h
file tests/layer/path.c '#include "tests/lib/net.h"' '#include "nic/nic.h"'
file tests/layer/Kbuild
file tests/nic/Kbuild
file tests/nic/frame.h
file tests/nic/tests.mk 'SOURCES := tests/nic/frame.c'
file nic/nic.h
file nic/product.mk 'SOURCES := nic/nic.c'
file scripts/short.sh '#!/bin/sh'
file net/core/vm.c.cocci
checked; ok layout_good $?

file qemu/common/clock.h '#include "qemu/run/vm.h"'
! checked && line '^qemu/common/clock.h:1: qemu/common includes qemu/run/vm.h, and qemu/run depends on qemu/common$' &&
	line '^qemu/run/vm.c:3: qemu/run includes qemu/common/clock.h, and qemu/common depends on qemu/run$'
ok layout_circle_of_two $?
file qemu/common/clock.h '#include "nic/nic.h"'
file nic/nic.h '' '#include "qemu/run/vm.h"'
! checked && [ "$(wc -l <"$log")" = 3 ] && line '^nic/nic.h:2: nic includes qemu/run/vm.h, and qemu/run depends on nic$'
ok layout_circle_of_three $?
# By a name that only one file has, as with -I
file nic/nic.h '#include "vm.h"'
! checked && line '^nic/nic.h:1: nic includes qemu/run/vm.h, and qemu/run depends on nic$'; ok layout_circle_by_name $?
# By a path that goes up
file nic/nic.h '#include "../qemu/common/../run/vm.h"'
! checked && line '^nic/nic.h:1: nic includes qemu/run/vm.h, and qemu/run depends on nic$'; ok layout_circle_by_path_up $?
file nic/nic.h
file qemu/common/clock.h
checked; ok layout_no_circle $?

file tests/layer/path.c '#include "tests/nic/frame.h"'
broken 'tests/layer/path.c:1: tests/layer includes tests/nic/frame.h of another suite: what suites share is in tests/lib'
ok layout_suite_includes_a_suite $?
file tests/layer/path.c
file nic/nic.h '#include "tests/lib/net.h"'
broken 'nic/nic.h:1: nic includes tests/lib/net.h: only tests may include tests'
ok layout_product_includes_tests $?
file nic/nic.h
file nic/product.mk 'SOURCES := nic/nic.c' 'TESTS := tests/nic/frame.c'
broken 'nic/product.mk:2: a makefile of the product names tests/'; ok layout_product_names_tests $?
file nic/product.mk
file tests/layer/frame.h
broken 'frame.h stands more than once: tests/layer/frame.h tests/nic/frame.h'; ok layout_name_stands_twice $?
rm "$layout/tests/layer/frame.h" "$layout/tests/layer/Kbuild"
broken 'Kbuild stands only once: take it out of allowed'; ok layout_name_stands_once $?
file tests/layer/Kbuild
file allowed Kbuild
broken 'Kbuild: a name that may stand twice wants a reason'; ok layout_name_without_reason $?
file allowed 'Kbuild one a module'
for ((n = 0; n < 100; n++)); do echo :; done >>"$layout/scripts/short.sh"
broken 'scripts/short.sh: 101 lines of shell or awk, at most 100 are allowed' &&
	for ((n = 0; n < 601; n++)); do echo; done >"$layout/net/core/new.c" && ! checked && [ "$(wc -l <"$log")" = 2 ] &&
	line '^net/core/new.c: 601 lines of C, at most 600 are allowed$'; ok layout_long_script $?
rm "$layout/net/core/new.c"
mv "$layout/scripts/short.sh" "$layout/scripts/run"
broken 'scripts/run: 101 lines of shell or awk, at most 100 are allowed'; ok layout_long_script_without_suffix $?
sed -i '$d' "$layout/scripts/run"
checked; ok layout_longest_script $?
