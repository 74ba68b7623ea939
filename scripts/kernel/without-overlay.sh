#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# without-overlay.sh FROM TREE TO PRISTINE LIST: make TO, the build directory of a kernel of
# PRISTINE, from FROM, that of the same kernel of TREE, so that only what the overlay affects has
# to be compiled. LIST has the overlay's files.
#
# Kbuild compares an object's command and the age of its prerequisites, which it notes in a file
# .NAME.cmd. The command has the path of the tree in it, and where ccache is installed the
# prerequisites have the way from the build directory to the tree. The overlay's files are younger
# in TREE than in PRISTINE, so their age does not tell: objects that they are prerequisites of go.
set -euo pipefail
from=$1 tree=$2 to=$3 pristine=$4 list=$5
old=$(realpath --relative-to="$from" "$tree")
new=$(realpath -m --relative-to="$to" "$pristine")

rm -rf "$to" "$to.tmp"
mkdir -p "$(dirname "$to")"
cp -a "$from" "$to.tmp"
cd "$to.tmp"
rm -f vmlinux vmlinux.boot build.log

notes() { find . -name '.*.cmd' -print0; }

# ./DIR/.NAME.cmd of ./DIR/NAME
# grep's status says whether one of its files matched.
{ sed "s,^,$tree/," "$list"; sed "s,^,$old/," "$list"; } >overlay.files
{ notes | xargs -0 grep -lFf overlay.files || true; } | while read -r note; do
	object=${note##*/.}
	rm -f "$note" "${note%/*}/${object%.cmd}"
done
{ notes; find include/config -name 'auto.conf.cmd' -print0; } | xargs -0 sed -i \
	"s,$tree\([/ ]\|\$\),$pristine\1,g; s,\(^\|[[:blank:]]\)${old//./\\.}/,\1$new/,g"
mv "$to.tmp" "$to"
