# shellcheck shell=bash disable=SC2154
# SPDX-License-Identifier: GPL-2.0
#
# newer_test.sh: sourced by run.sh: the rules find their sites in newer forms of the core.

# A kernel that has these forms itself needs no test of them.
if grep -q frame_sz_flags_init "$work/pristine/include/net/xdp.h"; then
	return
fi

# The same directory each time: ccache knows what was compiled there before.
newer=${OUT:-$tmp}/newer
tests/overlay/newer.sh "$work" "$newer" >"$log" 2>&1; ok newer_forms_apply $?
tests/overlay/newer.sh "$work" "$newer" net/core/xdp_rx_meta.c net/core/xdp_rx_meta_kfuncs.c \
	net/core/xdp_rx_meta_test.c >"$log" 2>&1; ok newer_forms_compile $?
