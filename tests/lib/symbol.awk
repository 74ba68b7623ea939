# SPDX-License-Identifier: GPL-2.0
#
# What depends on a kernel says so by a symbol: `when FILE SYMBOL` if the kernel's FILE has it,
# `unless FILE SYMBOL` if not. The variable pristine is the kernel's tree without the overlay.

function has(file, symbol)
{
	return !system("grep -qsw -- " symbol " " pristine "/" file)
}

function holds(word, file, symbol)
{
	return has(file, symbol) == (word == "when")
}
