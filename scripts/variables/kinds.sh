# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0
#
# kinds.sh: sourced by values.sh: check the value of a variable, by its kind. A variable
# that is not set is right.

no()
{
	printf '%s\n' "$*"
	exit 0
}

check_switch()	# check_switch NAME
{
	[[ ${!1-} = ?([01]) ]] || no "$1=${!1}: want 0 or 1"
}

# EMPTY has the names of those that are empty on make's command line. Without the variable make
# does another thing, and nobody would see that it was not what was asked for.
check_given()	# check_given NAME WHAT
{
	[[ " ${EMPTY-} " != *" $1 "* ]] || no "$1= is empty: name $2, or leave it out"
}

check_number()	# check_number NAME MAX WHAT [MIN]
{
	[ -n "${!1+x}" ] || return 0
	if [[ ${!1} != [1-9]?([0-9])?([0-9])?([0-9])?([0-9]) ]] || [ "${!1}" -gt "$2" ] || [ "${!1}" -lt "${4:-1}" ]; then
		no "$1=${!1}: want $3, from ${4:-1} to $2"
	fi
}

check_text()	# check_text NAME WHAT BAD_CHARACTERS WHY
{
	[ -n "${!1+x}" ] || return 0
	[[ ${!1} = *[^[:space:]]* ]] || no "$1= is empty: $2"
	[[ -z $3 || ${!1} != *[$3]* ]] || no "$1=${!1//$'\n'/ }: $4"
}

check_factor()	# check_factor NAME
{
	[[ ${!1:-1} = @(+([0-9])?(.*([0-9]))|.+([0-9])) && $(awk -v n="${!1:-1}" 'BEGIN { print (n >= 0.001 && n <= 1000) }') = 1 ]] ||
		no "$1=${!1}: want a factor like 2.5, from 0.001 to 1000"
}

check_name()	# check_name NAME WHAT CHOICE...
{
	local given=${!1-} name=$1 what=$2
	shift 2
	[ -z "$given" ] || [[ " $* " = *" $given "* && $given != *' '* ]] ||
		no "$name=$given is no $what; choose one of: $*"
}

check_globs()	# check_globs NAME WHAT
{
	[ -n "${!1+x}" ] || return 0
	[[ ${!1} = *[^[:space:]]* ]] || no "$1= is empty and matches no $2: leave it out for all of them"
	[[ ${!1} != *[\'\"\`\\\$]* ]] || no "$1=${!1}: no $2 has a quote, a backslash or a dollar in its name"
}

check_version()	# check_version NAME
{
	[[ ${!1-0.0} = +([0-9]).+([0-9]) ]] || no "$1=${!1}: want a version of Linux like 6.12"
}

check_ports()	# check_ports NAME MAX: at most MAX ports with commas between
{
	local port count=0
	[ -n "${!1+x}" ] || return 0
	if [[ ,${!1} = +(,[1-9]?([0-9])?([0-9])?([0-9])?([0-9])) ]]; then
		for port in ${!1//,/ }; do count=$((count + (port > 65535 ? 99 : 1))); done
	fi
	[[ $count -ge 1 && $count -le $2 ]] ||
		no "$1=${!1}: want a UDP port from 1 to 65535$( (($2 < 2)) || echo ", or $2 with a comma between them")"
}
