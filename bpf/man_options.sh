#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# man_options.sh RXMETA: what `rxmeta help` says of each command, for the manual page.
set -eu

escape() { sed -e 's/[\\]/\\e/g' -e 's/-/\\-/g' -e "s/^[.']/\\\\\&&/"; }

for command in $("$1" help | sed -n 's/^  \([a-z][a-z]*\) .*/\1/p'); do
	echo ".SS $command"
	echo .nf
	"$1" help "$command" | escape
	echo .fi
done
