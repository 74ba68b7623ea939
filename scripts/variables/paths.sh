# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0
#
# paths.sh: sourced by values.sh, behind kinds.sh: check a variable that names a file or a
# directory. A variable that is not set is right.

# Other characters have a meaning for make, the shell, QEMU or a compiler. Bytes of letters that
# are not ASCII have none.
check_path()	# check_path NAME [VALUE]
{
	local odd=${2-${!1-}} given=${2-${!1-}}
	[[ $odd != '~'* ]] || no "$1=$odd: your shell did not replace the ~; write \$HOME"
	odd=${odd//[A-Za-z0-9\/._+@~-]/}
	odd=${odd//[$'\x80'-$'\xff']/}
	[ -z "$odd" ] || no "$1=$given: make cannot work in a path that has a $(character "$odd") in it;" \
		"letters, digits and / . _ + @ ~ - are fine"
}

character()	# character TEXT: what to call its first one
{
	case $1 in
	[[:space:]]*) echo blank ;;
	*) printf '%s' "${1:0:1}" ;;
	esac
}

check_directory()	# check_directory NAME
{
	[ -z "${!1-}" ] || { [ -d "${!1}" ] && [ -w "${!1}" ]; } ||
		no "$1=${!1}: want a directory that is there and can be written to"
}

check_file()	# check_file NAME
{
	[ -n "${!1-}" ] || return 0
	if [ ! -d "$(dirname "${!1}")" ] || [ -d "${!1}" ]; then
		no "$1=${!1}: want the name of a file, in a directory that is there"
	fi
	[ -w "$(dirname "${!1}")" ] || no "$1=${!1}: the directory cannot be written to"
	[[ ${!1} != *\'* ]] || no "$1=${!1}: the name cannot have a quote in it"
}

check_readable()	# check_readable NAME: a list of files
{
	local file
	for file in ${!1-}; do
		{ [ -f "$file" ] && [ -r "$file" ]; } || no "$1=${!1}: $file is no file that can be read"
	done
}

check_place()	# check_place NAME WHAT: an absolute path, where something is installed
{
	[ -n "${!1+x}" ] || return 0
	[[ ${!1} = *[^[:space:]]* ]] || no "$1 is empty: leave it out$2"
	check_path "$1"
	[[ ${!1} = /* ]] || no "$1=${!1}: want an absolute path, as $1=$PWD/${!1}"
}

check_fragments()	# check_fragments NAME
{
	local file files
	read -ra files <<<"${!1-}"
	for file in "${files[@]}"; do
		check_path "$1" "$file"
		{ [ -r "$file" ] && [ ! -d "$file" ]; } ||
			no "$1=$file: no such file: want fragments of a kernel's configuration, such as qemu/config/net-extra.config"
	done
}
