#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# fragments.sh TREE FRAGMENT...: print the paths of those fragments that this kernel needs: all
# without a line `# when: FILE SYMBOL`, and those whose FILE in TREE has SYMBOL.
set -eu
tree=$1
shift
for fragment; do
	mark=$(sed -n 's/^# when: //p' "$fragment")
	[ -z "$mark" ] || grep -qsw -- "${mark#* }" "$tree/${mark%% *}" || continue
	realpath "$fragment"
done
