# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0
#
# Sourced: what a build of kernel objects warned of, so that two can be compared.

warnings_in()	# warnings_in LOG: without line numbers and the tree's directory
{
	grep -E '(warning|error): ' "$1" |
		sed -E 's/^\.\.\///; s/:[0-9]+(:[0-9]+)?: /: /; s,^.*/(tree|pristine)/,,' | LC_ALL=C sort -u
}
