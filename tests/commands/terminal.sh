# shellcheck shell=bash disable=SC2154
# SPDX-License-Identifier: GPL-2.0
#
# terminal.sh: sourced by run.sh: commands for a user at a terminal, and one for a debugger.

# at_terminal GOAL...: make GOAL in the background. $dir/terminal is its screen, the file
# descriptor 3 its keyboard.
at_terminal()
{
	rm -f "$dir/keys" "$dir/terminal"
	mkfifo "$dir/keys"
	exec 3<>"$dir/keys"
	export -f make_
	export DONE OUT
	SHELL=$BASH script -qfec "make_ $*" "$dir/terminal" <&3 >/dev/null &
	user=$!
}

# shows TEXT: wait for it to be on the screen
shows()
{
	local n
	for ((n = 0; n < 600; n++)); do
		grep -qE -- "$1" "$dir/terminal" 2>/dev/null && return
		kill -0 "$user" 2>/dev/null || break
		sleep 0.2
	done
	echo "there is no: $1"
	return 1
}

# leaves STATUS: end the user's session if STATUS is not 0, and return how it ended
leaves()
{
	local ended=0
	[ "$1" = 0 ] || kill "$user" 2>/dev/null
	wait "$user" || ended=$?
	exec 3>&-
	cat "$dir/terminal"
	return $((ended | $1))
}

prompt='lab:.*# '
try_shell()
{
	local status=0
	at_terminal shell NET=modes CARDS=mlx5
	# "NICs: " and the number stand together only in the answer, not in what was typed.
	shows "$prompt" && echo "ls -d /sys/class/net/*/device | wc -l | sed 's/^/NICs: /'" >&3 && shows 'NICs: 8' &&
		echo exit >&3 || status=1
	leaves $status
}

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
	shows "gdb .*vmlinux -ex 'target remote :$port' -ex 'hbreak start_kernel'" &&
		joins "$port" &&
		rsp '?' T05 && ! grep -q 'Linux version' "$dir/terminal" && rsp "Z1,$at,1" OK &&
		rsp c T05 && rsp g '' && rsp "z1,$at,1" OK && rsp D OK && exec 4>&- &&
		shows "$prompt" && echo exit >&3 || status=1
	leaves $status
}
