# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0
#
# warnings.sh: sourced: the warnings of a build of kernel objects, so that two builds can
# be compared.

# Without line numbers and the tree's directory. The same warning twice counts twice. A
# header's warning counts once, as it comes each time that the header is included.
warnings_in()	# warnings_in LOG
{
	grep -E '(warning|error): ' "$1" |
		sed -E 's/^\.\.\///; s/:[0-9]+(:[0-9]+)?: /: /; s,^.*/(tree|pristine)/,,' |
		awk '!/^[^:]*\.h:/ || !seen[$0]++' | LC_ALL=C sort
}
