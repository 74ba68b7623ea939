# shellcheck shell=bash disable=SC2154
# SPDX-License-Identifier: GPL-2.0
#
# hooks_test.sh: sourced by run.sh: what make hooks does with a hook that only asserts.

inverted() { diff "$tmp/without.h" "$tmp/with.h" | awk -f tests/hooks/inverted.awk - "$tmp/with.h" >"$tmp/inverted.h"; }

printf '%s\n' 'static_assert(A);' 'int x;' >"$tmp/without.h"
printf '%s\n' 'static_assert(A);' '' 'static_assert(sizeof(x) <= 8);' '	static_assert(B);' 'int x;' >"$tmp/with.h"
printf '%s\n' 'static_assert(A);' '' 'static_assert(!(sizeof(x) <= 8));' '	static_assert(!(B));' 'int x;' >"$tmp/wanted.h"
inverted && cmp -s "$tmp/inverted.h" "$tmp/wanted.h"
ok hooks_assertion_is_inverted $?

sed -i 's/int x/int y/' "$tmp/with.h"
! inverted && cp "$tmp/without.h" "$tmp/with.h" && ! inverted
ok hooks_other_change_is_not_inverted $?
