# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0
#
# Sourced: how a directory is known to be one that make builds in.

# shellcheck disable=SC2034  # of those who source this
MARKER=.xdp-rx-meta
TOP=$(realpath "$(dirname "${BASH_SOURCE[0]}")/../..")

has_files() { [ -n "$(ls -A "$1" 2>/dev/null)" ]; }

# Before there were markers: a kernel, or a program that it takes, or the lab does
is_build()
{
	compgen -G "$1/*/.pristine" >/dev/null ||
		[ -e "$1/bin/progress" ] || [ -e "$1/bin/lab-run" ] || [ -e "$1/bin/lab_status.so" ]
}

# The one that git ignores in this project, of a version before there were markers
is_own_build() { [ "$1" = "$TOP/build" ] && is_build "$1"; }
