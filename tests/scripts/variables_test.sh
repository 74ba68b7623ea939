# shellcheck shell=bash disable=SC2154
# SPDX-License-Identifier: GPL-2.0
#
# variables_test.sh: sourced by run.sh: wrong values of make's variables are refused.

while read -r name goal variable text; do
	refused "variable_$name" "$text" -n "$goal" "${variable//+/ }"
done <<'end'
jobs_none	tree	JOBS=0		JOBS=0: want a number, from 1 to 1000
jobs_word	tree	JOBS=abc	JOBS=abc: want a number
jobs_empty	tree	JOBS=		JOBS=: want a number
jobs_negative	tree	JOBS=-1		JOBS=-1: want a number
jobs_huge	tree	JOBS=99999	JOBS=99999: want a number
verbose		tree	V=2		V=2: want 0 or 1
dry_run		test	DRYRUN=yes	DRYRUN=yes: want 0 or 1
debug		test	DEBUG=yes	DEBUG=yes: want 0 or 1
modules		test	MODULES=2	MODULES=2: want 0 or 1
keep		test	KEEP=on		KEEP=on: want 0 or 1
test_empty	test	T=		T= is empty and matches no test
test_quote	test	T=a'b		T=a'b: no test has a quote
slowdown_word	test	SLOWDOWN=abc	SLOWDOWN=abc: want a factor like 2.5
slowdown_behind	test	SLOWDOWN=3x	SLOWDOWN=3x: want a factor like 2.5
slowdown_none	demo	SLOWDOWN=0	SLOWDOWN=0: want a factor like 2.5
slowdown_small	test	SLOWDOWN=.0001	SLOWDOWN=.0001: want a factor like 2.5, from 0.001 to 1000
slowdown_large	demo	SLOWDOWN=1001	SLOWDOWN=1001: want a factor
slowdown_huge	test	SLOWDOWN=99999999999999999999	SLOWDOWN=99999999999999999999: want a factor
jobs_file_nowhere test	TEST_JOBS=/nowhere/a TEST_JOBS=/nowhere/a: /nowhere/a is no file that can be read
test_empty_list	list-tests T=		T= is empty and matches no test
report_nowhere	test	JUNIT=/nowhere/a JUNIT=/nowhere/a: want the name of a file
report_directory test	JUNIT=/tmp	JUNIT=/tmp: want the name of a file
config_nowhere	kernel	CONFIG=/nowhere	CONFIG=/nowhere: no such file: want fragments of a kernel's configuration
config_second	kernel	CONFIG=qemu/config/trace.config+x	CONFIG=x: no such file
config_directory kernel	CONFIG=qemu	CONFIG=qemu: no such file
config_quote	kernel	CONFIG=a'b	CONFIG=a'b: make cannot work in a path
accel		demo	ACCEL=hvf	ACCEL=hvf is no way to run the guest; choose one of: tcg mttcg kvm
tunnel_empty	demo	TUNNEL=		TUNNEL= is no tunnel of the demo; choose one of: 
net		shell	NET=eth0	NET=eth0 is no wiring; choose one of: wire modes tap
net_two		shell	NET=wire+tap	NET=wire tap is no wiring
cards		gdb	CARDS=e1000	CARDS=e1000 is no wiring of modelled cards; choose one of: mlx5 
port_word	gdb	GDB_PORT=abc	GDB_PORT=abc: want a port, from 1 to 65535
port_large	gdb	GDB_PORT=65536	GDB_PORT=65536: want a port
files_empty	run	FILES=		FILES= is empty: say FILES='PATH NAME=PATH'
files_missing	shell	FILES=/nowhere/a FILES=/nowhere/a: /nowhere/a is no file or folder here
files_double	shell	FILES=/etc/hosts+/tmp/../etc/hosts FILES: two files are called hosts in the guest
files_dots	gdb	FILES=/etc/..	FILES=/etc/..: say NAME=PATH
files_quote	run	FILES=/a'b	FILES=/a'b: make cannot work with a path
save_empty	run	SAVE=		SAVE= is empty: say SAVE=DIR
save_nowhere	run	SAVE=/nowhere/a	SAVE=/nowhere/a: want a directory to write to
save_file	shell	SAVE=/etc/hosts	SAVE=/etc/hosts: want a directory to write to
command_none	run	V=0		CMD= is empty: say which command to run in the guest
command_empty	run	CMD=		CMD= is empty: say which command
cpus_none	run	SMP=0		SMP=0: want a number of CPUs, from 1 to 8
cpus_many	shell	SMP=9		SMP=9: want a number of CPUs
memory_word	shell	MEM=1G		MEM=1G: want MiB, from 256 to 65536
memory_small	gdb	MEM=64		MEM=64: want MiB
limit_word	run	TIMEOUT=1m	TIMEOUT=1m: want seconds, from 1 to 86400
append_empty	shell	APPEND=		APPEND= is empty: say which kernel parameters
arguments_empty	run	QEMU_ARGS=	QEMU_ARGS= is empty: say which arguments of QEMU
arguments_quote	run	QEMU_ARGS=a'b	QEMU_ARGS=a'b: blanks separate the arguments
hooks_empty	hooks	HOOKS=		HOOKS= is empty and matches no hook
fuzz_time	fuzz-nic FUZZ_TIME=abc	FUZZ_TIME=abc: want seconds
vxlan_port	demo	VXLAN_PORT=1,2,3 VXLAN_PORT=1,2,3: want a UDP port from 1 to 65535, or 2 with a comma
geneve_port	demo	GENEVE_PORT=0	GENEVE_PORT=0: want a UDP port from 1 to 65535
gue_port	demo	GUE_PORT=1,2	GUE_PORT=1,2: want a UDP port from 1 to 65535
fou_port	demo	FOU_PORT=65536	FOU_PORT=65536: want a UDP port from 1 to 65535
port_alone	demo	FOU_PORT=5555	FOU_PORT=5555 is for the tunnels of a capture: it needs PCAP=FILE
prefix_empty	install	PREFIX=		PREFIX is empty: leave it out to install below /usr/local
prefix_relative	install	PREFIX=usr	PREFIX=usr: want an absolute path, as PREFIX=/
destdir_empty	install	DESTDIR=	DESTDIR is empty: leave it out to install on this machine
destdir_relative install	DESTDIR=root	DESTDIR=root: want an absolute path
kernel_nowhere	kernel	KERNEL=/nowhere	KERNEL=/nowhere: no such directory
kernel_none	kernel	KERNEL=/tmp	KERNEL=/tmp is not a kernel source tree: it has no Makefile
kernel_quote	kernel	KERNEL=/a'b	KERNEL=/a'b: make cannot work in a path
end

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
