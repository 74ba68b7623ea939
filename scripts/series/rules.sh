# shellcheck shell=bash disable=SC2154
# SPDX-License-Identifier: GPL-2.0
#
# rules.sh: sourced by export.sh: commits that have some rules of a file, in front of the one
# that has the others.

# rules_so_far 'PATH.cocci: RULE...': the kernel file as these rules make it, with those that
# earlier commits name. If none of them is for this kernel, the file stays as it is.
declare -A named
rules_so_far()
{
	local rules=${1%%:*} made=${1%%.cocci:*}
	is_needed "$made" || return 0
	named[$rules]+=${1#*:}
	awk -v only="${named[$rules]}" -f "$here/../overlay/some-rules.awk" "$top/$rules" |
		awk -v kernel="$pristine/$made" -f "$here/../overlay/for-kernel.awk" >"$repo.rules"
	! grep -q '^@[a-z]' "$repo.rules" ||
		"$here/../overlay/cocci.sh" "$repo.rules" "$pristine/$made" "$made" "$repo/$made"
}
