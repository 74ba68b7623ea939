# shellcheck shell=bash disable=SC2154
# SPDX-License-Identifier: GPL-2.0
#
# variables_test.sh: sourced by run.sh: wrong values of make's variables are refused.

while read -r name goal variable text; do
	refused "variable_$name" "$text" -n "$goal" "${variable//+/ }"
done < <(grep -v '^#' tests/scripts/variables.table)

refused variable_linux_and_kernel "both name a kernel: give one of them" -n tree LINUX=7.3 KERNEL="$kernel"

# Another program listens at the port, in a network namespace of this test's own.
port_taken()
{
	local listener status=0
	ip link set lo up
	busybox nc -l -p 1234 &
	listener=$!
	for _ in {1..50}; do ! grep -q ":04D2 " /proc/net/tcp* || break; sleep 0.1; done
	make_in_project -n gdb || status=$?
	kill $listener 2>/dev/null
	[ $status = 2 ] && grep -qF "GDB_PORT=1234 is taken by another program" "$log"
}
export -f port_taken
if unshare -rn true 2>/dev/null; then
	unshare -rn bash -c port_taken; ok variable_port_taken $?
else
	skip variable_port_taken 'no user namespaces: no network of our own'
fi

# A variable of some goals only is not checked for others.
make_in_project help T= NET=eth0 HOOKS= JUNIT=/nowhere/a GDB_PORT=0 FILES= CMD= SMP=0; ok variables_of_other_goals $?
make_in_project -n tree JOBS=1000 SLOWDOWN=.5 ACCEL= V=; ok variables_at_their_limits $?

# What a user says about the machine reaches lab-run as it was typed.
# shellcheck disable=SC2016  # for make
make_in_project -n run SMP=8 MEM=256 TIMEOUT=86400 FILES='a=/etc/hosts /etc/group' SAVE=/tmp \
	CMD='echo "$HOME" $(x)' APPEND="a=\"b c\" d=\$e" QEMU_ARGS='-d int' &&
	line "--file a=/etc/hosts --file /etc/group --save /tmp --smp 8 --mem 256 --timeout 86400 --append 'a=\"b c\" d=\\\$e' --qemu '-d' --qemu 'int' --plain -- bash -c \"\\\$CMD\""
ok variables_of_the_machine $?

# The sender of the demo and the program that reads its tunnel get the same ports.
make_in_project -n demo TUNNEL=vxlan6-vlans VXLAN_PORT=8474,4789 &&
	line '--tunnel vxlan6-vlans +--vxlan-port 8474,4789 ' &&
	make_in_project -n demo TUNNEL=fou FOU_PORT=255 && line '--tunnel fou +--fou-port 255 ' &&
	make_in_project -n demo TUNNEL=geneve GENEVE_PORT=4789 VXLAN_PORT=8472 && line '--vxlan-port 8472 +--geneve-port 4789 ' &&
	make_in_project -n demo TUNNEL=mplsip KINDS=gre,ip_mpls && line '--tunnel mplsip +--kinds gre,ip_mpls ' &&
	make_in_project -n demo TUNNEL=mpls-udp MPLS_PORT=1 GTP_PORT=2 && line '--gtp-port 2 +--mpls-port 1 '
ok variables_of_the_demo $?
refused variable_port_of_other 'GUE_PORT=1 does not concern TUNNEL=geneve-ip: choose TUNNEL=gue' -n demo TUNNEL=geneve-ip GUE_PORT=1
refused variable_compat_geneve 'COMPAT=1 takes no TUNNEL=geneve-options' -n demo COMPAT=1 TUNNEL=geneve-options
refused variable_compat_capture 'COMPAT=1 takes no PCAP=: what is in a tunnel' -n demo COMPAT=1 PCAP=/etc/hosts

# A directory of root's, for another user
unwritable_directory()	# unwritable_directory GOAL VARIABLE TEXT
{
	chmod 711 "$tmp" && { [ -d "$tmp/of_root" ] || mkdir -m 755 "$tmp/of_root"; } && given=("$2=$tmp/of_root/a") || return
	if [ "$(id -u)" = 0 ]; then
		(cd "$project" && setpriv --reuid 65534 --clear-groups --bounding-set -all --inh-caps -all \
			env O=build "${given[@]}" "$project/scripts/variables/values.sh" "$tmp/new/o" '' "$1")
	else
		chmod 555 "$tmp/of_root" && env O=build "${given[@]}" scripts/variables/values.sh "$tmp/new/o" '' "$1"
	fi >"$log" 2>&1
	line "^$2=$tmp/of_root/a: $3"
}
unwritable_directory test JUNIT 'the directory cannot be written to'; ok variable_report_unwritable $?
unwritable_directory shell SAVE 'want a directory to write to'; ok variable_save_unwritable $?
given=()
