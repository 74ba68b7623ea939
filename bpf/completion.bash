# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0
#
# Completion of rxmeta's commands, options and interfaces, for bash. rxmeta itself says
# what its commands and options are.

_rxmeta()
{
	local word=${COMP_WORDS[COMP_CWORD]} words

	if [ "$COMP_CWORD" = 1 ]; then
		words=$(rxmeta help | sed -n 's/^  \([a-z][a-z]*\) .*/\1/p')
	elif [ "${word#-}" != "$word" ]; then
		words=$(rxmeta help "${COMP_WORDS[1]}" 2>/dev/null | sed -n 's/^  \(--[a-z-]*\) .*/\1/p')
	elif [ "${COMP_WORDS[1]}" = help ]; then
		words=$(rxmeta help | sed -n 's/^  \([a-z][a-z]*\) .*/\1/p')
	else
		words=$(ls /sys/class/net)
	fi
	mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")
}

complete -F _rxmeta rxmeta
