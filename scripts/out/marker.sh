# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0
#
# marker.sh: sourced by out-dir.sh and usable.sh: tell a directory that make builds in.

# shellcheck disable=SC2034  # for the scripts that source this
MARKER=.xdp-rx-meta
TOP=$(realpath "$(dirname "${BASH_SOURCE[0]}")/../..")

has_files() { [ -n "$(ls -A "$1" 2>/dev/null)" ]; }

# For a directory of a version without markers: it has a kernel, or a program of the lab.
is_build()
{
	compgen -G "$1/*/.pristine" >/dev/null ||
		[ -e "$1/bin/progress" ] || [ -e "$1/bin/lab-run" ] || [ -e "$1/bin/lab_status.so" ]
}

# The directory that git ignores in this project, of a version without markers
is_own_build() { [ "$1" = "$TOP/build" ] && is_build "$1"; }
