# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0
#
# Sourced: what a build of kernel objects warned of, so that two can be compared.

# Without line numbers and the tree's directory. A warning counts each time that it
# is given, but for those of a header: as often as it is included.
warnings_in()	# warnings_in LOG
{
	grep -E '(warning|error): ' "$1" |
		sed -E 's/^\.\.\///; s/:[0-9]+(:[0-9]+)?: /: /; s,^.*/(tree|pristine)/,,' |
		awk '!/^[^:]*\.h:/ || !seen[$0]++' | LC_ALL=C sort
}
