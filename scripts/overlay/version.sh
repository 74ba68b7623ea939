#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# version.sh TREE: the version of a kernel source tree, as N.M.
exec awk '$1 == "VERSION" { v = $3 } $1 == "PATCHLEVEL" { p = $3 } END { print v "." p }' "$1/Makefile"
