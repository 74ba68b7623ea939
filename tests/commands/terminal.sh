# shellcheck shell=bash disable=SC2154
# SPDX-License-Identifier: GPL-2.0
#
# terminal.sh: sourced by run.sh: commands for a user at a terminal.

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

slow=$(printf %.0f "$(echo "${SLOWDOWN:-1}" + 0.5 | bc)")
# shows TEXT: wait for it to be on the screen, two minutes times SLOWDOWN
shows()
{
	local n
	for ((n = 0; n < 600 * slow; n++)); do
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
# What is typed before the guest is up arrives. The table of NICs names the drivers that
# ethtool names. poweroff ends the guest.
try_shell()
{
	local status=0
	at_terminal shell NET=modes CARDS=mlx5
	# "NICs: " and the number stand together only in the answer, not in what was typed.
	# shellcheck disable=SC2016  # for the guest's shell
	echo 'for d in /sys/class/net/eth*; do d=${d##*/}; echo "$d $(ethtool -i $d | sed -n "s/driver: //p")"; done >/tmp/drivers' >&3
	echo "nics | awk '{ print \$1, \$2 }' | cmp - /tmp/drivers && wc -l </tmp/drivers | sed 's/^/NICs: /'" >&3
	shows 'NICs: 8' && grep -q '^eth7 .*linked to eth6, .*nic1.control' "$dir/terminal" &&
		grep -q '^Ctrl-\] ends the guest' "$dir/terminal" && shows "$prompt" && echo poweroff >&3 || status=1
	leaves $status
}

# reboot boots the guest again; halt ends it.
try_shell_reboot()
{
	local status=0
	at_terminal shell
	shows "$prompt" && echo 'touch /tmp/before; reboot' >&3 && shows 'Power down' && sleep 1 &&
		echo 'test -e /tmp/before || echo boot"ed again"' >&3 && shows 'booted again' && echo halt >&3 || status=1
	leaves $status
}

# A task of the highest priority keeps the only CPU, so that no key reaches a shell.
try_shell_hang()
{
	local status=0 began
	at_terminal shell SMP=1
	shows "$prompt" && echo 'echo 0 >/proc/sys/kernel/watchdog; echo -1 >/proc/sys/kernel/sched_rt_runtime_us' >&3 &&
		echo 'echo now it hang"s"; chrt -f 99 sh -c "while :; do :; done"' >&3 && shows 'now it hangs' && sleep 3 &&
		echo 'echo it live"s"' >&3 && sleep 3 && ! grep -q 'it lives' "$dir/terminal" && began=$SECONDS &&
		printf '\035' >&3 || status=1
	leaves $status && [ $((SECONDS - began)) -lt 10 ]
}
