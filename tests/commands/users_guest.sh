# shellcheck shell=bash disable=SC2154,SC2016  # set by run.sh; texts for the guest's shell
# SPDX-License-Identifier: GPL-2.0
#
# users_guest.sh: sourced by run.sh: the guest that a user works in, by make run and make
# shell.

# ends STATUS ARGUMENT...: whether make ends with this status; what it prints is in $dir/said
ends()
{
	local want=$1 status=0
	shift
	make_ "$@" >"$dir/said" 2>&1 || status=$?
	cat "$dir/said"
	echo "status $status, want $want"
	[ "$status" = "$want" ]
}
said() { grep -qE -- "$1" "$dir/said"; }

# The status of the command: of make where it is 0, else in words. Nothing that a command
# prints or leaves behind changes it. $ and quotes arrive.
try_run()
{
	ends 0 run CMD='ip link add left type dummy; echo "not ok 1 $((40 + 2))" "it'\''s" >&2' && said "^not ok 1 42 it's\$" &&
		ends 1 run CMD='exit 3' && said 'FAIL: the command returned 3' &&
		ends 1 run CMD='no_such_program' && said 'FAIL: the command returned 127' &&
		ends 124 run TIMEOUT=1 SLOWDOWN=3 CMD='sleep 1000' && said 'TIMEOUT: not done after 3 s' &&
		ends 255 run CMD='insmod /lab/faults.ko fault=warn' && said 'PANIC'
}

# Files, a folder under another name, a program; a capture of tcpdump and a folder come back,
# also from a guest that panics after `save`.
try_run_files()
{
	mkdir -p "$dir/in/sub" "$dir/saved" && echo content >"$dir/in/sub/file" && ln -sf sub/file "$dir/in/link" &&
		printf '%s\n' '#!/bin/sh' 'echo "program $*"; mkdir /out/d; cp "$1" /out/d/copy' >"$dir/prog" && chmod +x "$dir/prog" || return
	ends 0 run FILES="$dir/prog folder=$dir/in" SAVE="$dir/saved" \
		CMD='pwd; ls; prog folder/link && { tcpdump -U -i lo -c 1 -w /out/lo.pcap icmp & sleep 1; ping -c 1 127.0.0.1; wait $!; }' &&
		said '^/files$' && said '^folder$' && said '^program folder/link$' &&
		cmp "$dir/in/sub/file" "$dir/saved/d/copy" && [ "$(od -An -tx4 -N4 "$dir/saved/lo.pcap")" = ' a1b2c3d4' ] || return
	ends 255 run SAVE="$dir/saved/new" CMD='echo early >/out/early; save; insmod /lab/faults.ko fault=warn' &&
		[ "$(cat "$dir/saved/new/early")" = early ] &&
		ends 1 run CMD=save && said '^save: the host has no directory for it: say SAVE=DIR to make$' && said 'the command returned 2'
}

try_run_machine()
{
	ends 0 run SMP=3 MEM=700 APPEND='lab.dollar=$x dyndbg="file a.c +p"' QEMU_ARGS='-device virtio-rng-pci,id=odd' NET=modes \
		CMD='nproc; cat /proc/cmdline; free -m; ls /sys/class/net | grep -c eth; ls /sys/bus/virtio/devices | wc -l' &&
		said '^3$' && said 'lab.dollar=\$x dyndbg="file a.c \+p"' && said '^Mem: +6[0-9][0-9] ' && said '^6$' &&
		# the ports and six NICs, and the device that QEMU_ARGS adds
		said '^8$' && ends 2 run QEMU_ARGS='-device no_such_device' CMD=true && said 'QEMU exited with 1: qemu.log says why'
}

# The programs of a driver's author, each by what it does
try_run_tools()
{
	ends 0 run CARDS=mlx5 CMD='set -ex; bpftool prog show; bpftool version | grep "bpftool v7"
		devlink dev info pci/0000:00:18.0 | grep mlx5_core; ss -s; zcat /proc/config.gz | grep -x CONFIG_MLX5_CORE=y
		iperf3 -s -1 -D; sleep 1; iperf3 -c 127.0.0.1 -n 100K >/dev/null; tc qdisc show
		test -w /proc/sysrq-trigger; mount -t bpf none /mnt
		cat <(echo substituted); echo a | grep -oP a; jq -n 1; id nobody
		test -e /var/run -a -e /dev/stdin -a -e /dev/virtio-ports/nic0.control; /usr/bin/env bash -c "echo all of them"' &&
		said '^substituted$' && said '^all of them$'
}

try_shell_script()
{
	local n
	# Longer than a line of a terminal and than its buffer
	{ printf 'echo %05000d | wc -c\n' 0; for n in {1..500}; do echo "echo line $n"; done; echo 'read x'; echo 'the input'
	  echo 'echo "read: $x"; exit 4'; echo 'echo not reached'; } >"$dir/script"
	ends 1 shell <"$dir/script" && said '^5001$' && [ "$(grep -c '^line ' "$dir/said")" = 500 ] && said '^read: the input$' &&
		! said 'not reached' && said 'FAIL: the command returned 4' &&
		printf 'echo one\necho two; poweroff\nsleep 1000\n' | ends 0 shell && said '^two$'
}

# The author's program of examples/, as docs/lab.md runs it
try_examples()
{
	ends 0 run FILES="$W/examples/store_hash" CMD='ip netns add peer; ip link set eth1 netns peer
		ip addr add 10.0.0.1/24 dev eth0; ip link set eth0 up
		ip -n peer addr add 10.0.0.2/24 dev eth1; ip -n peer link set eth1 up
		ip netns exec peer ping -c 100 -i .2 10.0.0.1 >/dev/null & store_hash eth0 10' &&
		said '^hash stored 1[0-9] times, seen by the stack 1[0-9] times$'
}

# Two E810 ping each other. A package of the user's decides the VLAN mode, and a broken one leaves
# the driver in safe mode.
try_run_ddp()
{
	ends 0 run CARDS=ice DDP="$W/nic/single/ice.pkg" CMD='set -e; ethtool -k eth0; ip netns add peer; ip link set eth1 netns peer
		ip addr add 10.0.0.1/24 dev eth0; ip link set eth0 up
		ip -n peer addr add 10.0.0.2/24 dev eth1; ip -n peer link set eth1 up; ping -c 3 -w 30 10.0.0.2' &&
		said ' 0% packet loss' && said '^rx-vlan-stag-hw-parse: off \[fixed\]' &&
		ends 0 run CARDS=ice DDP="$W/nic/broken/ice.pkg" CMD='dmesg' && said 'Entering Safe Mode'
}
