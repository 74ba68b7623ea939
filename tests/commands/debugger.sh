# shellcheck shell=bash disable=SC2154
# SPDX-License-Identifier: GPL-2.0
#
# debugger.sh: sourced by run.sh behind terminal.sh: make gdb, and what gdb does.

# joins PORT: connect the file descriptor 4 to PORT as soon as QEMU listens there
joins()
{
	local n
	for ((n = 0; n < 150; n++)); do
		! { exec 4<>"/dev/tcp/127.0.0.1/$1"; } 2>/dev/null || return 0
		kill -0 "$user" 2>/dev/null || break
		sleep 0.2
	done
	echo "no program listens at port $1"
	return 1
}

# rsp PACKET REPLY: send what gdb sends to its stub, and wait for its reply
rsp()
{
	local sum=0 i answer
	for ((i = 0; i < ${#1}; i++)); do sum=$((sum + $(printf %d "'${1:i:1}"))); done
	printf '$%s#%02x' "$1" $((sum % 256)) >&4
	IFS= read -r -t 60 -d '#' answer <&4
	echo "$1: $answer"
	read -r -t 5 -N 2 _ <&4
	printf + >&4
	[[ $answer = *$2* ]]
}

# As the printed command does: set a breakpoint, continue to it, and continue from there
try_gdb()
{
	local status=0 port=$((20000 + $$ % 20000)) at
	at=$(nm "$W/kernel/vmlinux" | sed -n 's/^\([0-9a-f]*\) T start_kernel$/\1/p')
	at_terminal gdb "GDB_PORT=$port"
	shows "gdb -d .*vmlinux -ex 'target remote :$port' -ex 'hbreak start_kernel'" &&
		joins "$port" &&
		rsp '?' T05 && ! grep -q 'Linux version' "$dir/terminal" && rsp "Z1,$at,1" OK &&
		rsp c T05 && rsp g '' && rsp "z1,$at,1" OK && rsp D OK && exec 4>&- &&
		shows "$prompt" && echo exit >&3 || status=1
	leaves $status
}
