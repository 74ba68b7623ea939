# shellcheck shell=bash disable=SC2154
# SPDX-License-Identifier: GPL-2.0
#
# tunnels.sh: sourced by values.sh: check the variables that say how the demo tells tunnels
# apart, by the functions of kinds.sh.

# check_other_ports: those of the tunnels, each the usual ones without a variable, differ.
check_other_ports()
{
	local twice
	twice=$(for ports in "${VXLAN_PORT:-4789,8472}" "${GENEVE_PORT:-6081}" "${GUE_PORT:-6080}" "${FOU_PORT:-}" \
		"${VXLAN_GPE_PORT:-4790}" "${GTP_PORT:-2152}" "${L2TP_PORT:-1701}" "${MPLS_PORT:-6635}" 4500; do
		tr , '\n' <<<"$ports" | sort -u
	done | sed '/^$/d' | sort | uniq -d | head -n 1)
	[ -z "$twice" ] || no "UDP port $twice would be that of two kinds of tunnel: choose others with VXLAN_PORT=, GENEVE_PORT=, GUE_PORT= and so on"
}

# check_kinds: the names are those of rxmeta.
check_kinds()
{
	local kind kinds
	[ -n "${KINDS+x}" ] || return 0
	kinds=$(sed -n '/kind_names/,/^}/s/.*= "\(.*\)",$/\1/p' "$here/../../bpf/rxmeta/counter_names.c" | tr '\n' ' ')
	[[ ,$KINDS = +(,+([a-z0-9_])) ]] || no "KINDS=$KINDS: want some of these with commas between: $kinds"
	for kind in ${KINDS//,/ }; do
		[[ " $kinds" = *" $kind "* ]] || no "KINDS=$KINDS: $kind is no kind of tunnel; choose some of: $kinds"
	done
}

# How the demo tells tunnels apart
check_tunnels()
{
	local name
	check_ports VXLAN_PORT 2
	for name in GENEVE GUE FOU VXLAN_GPE GTP L2TP MPLS; do check_ports ${name}_PORT 1; done
	[ "${L2TP_HEADER-}" = 0 ] || check_number L2TP_HEADER 12 'a number of bytes' 0
	check_other_ports
	check_kinds
}
