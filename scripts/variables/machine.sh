# shellcheck shell=bash disable=SC2154
# SPDX-License-Identifier: GPL-2.0
#
# machine.sh: sourced by values.sh: check the variables of make shell, make run and make gdb.

# wirings FILE: the names in the table of wirings of this source of lab-run
wirings() { sed -n '/wirings\[\] = {/,/^};/s/^\t{ \(\.name = \)\?"\([^"]*\)".*/\2/p' "$here/../../qemu/run/$1"; }

# FILES has blanks between PATHs, or NAME=PATHs.
check_files()
{
	local word path name seen=' '
	check_text FILES "say FILES='PATH NAME=PATH', or leave it out" '' ''
	for word in ${FILES-}; do
		path=${word%/}
		[[ $word != +([!/=])=* ]] || path=${word#*=}
		name=${path##*/}
		[ "$path" = "${word%/}" ] || name=${word%%=*}
		[[ $word != *[\'\"\`\\\$\&\;\|\<\>\(\)\*\?\[\]\{\}\!%#]* ]] ||
			no "FILES=$word: make cannot work with a path that has one of '\"\`\\\$&;|<>()*?[]{}!%# in it"
		[ -r "$path" ] || no "FILES=$word: ${path:-it} is no file or folder here that can be read"
		[[ $name != . && $name != .. && -n $name ]] || no "FILES=$word: say NAME=PATH, as the path gives no name"
		[[ $seen != *" $name "* ]] || no "FILES: two files are called $name in the guest; say NAME=PATH for one of them"
		seen+="$name "
	done
}

check_ddp()
{
	[ -n "${DDP+x}" ] || return 0
	[ -n "$DDP" ] || no "DDP= is empty: say DDP=FILE, or leave it out"
	check_path DDP
	[[ -f $DDP && -r $DDP ]] || no "DDP=$DDP: want a package of ice, a file that can be read"
	[[ ${CARDS-} = *ice* ]] || no "DDP=$DDP is for an E810, and the guest has none: add CARDS=ice"
}

check_save()
{
	[ -n "${SAVE+x}" ] || return 0
	[ -n "$SAVE" ] || no "SAVE= is empty: say SAVE=DIR for what the guest leaves in /out, or leave it out"
	check_path SAVE
	if [ -d "$SAVE" ]; then
		[ -w "$SAVE" ] && return
	elif [ ! -e "$SAVE" ] && [ -d "$(dirname "$SAVE")" ] && [ -w "$(dirname "$SAVE")" ]; then
		return
	fi
	no "SAVE=$SAVE: want a directory to write to, or a new one in a directory that is there"
}

check_guest()
{
	# shellcheck disable=SC2046  # a word each
	check_name NET wiring $(wirings links.c)
	check_given CARDS 'modelled cards'
	# shellcheck disable=SC2046
	check_name CARDS 'wiring of modelled cards' $(wirings cards.c)
	check_files
	check_ddp
	check_save
	# The lab's kernel has CONFIG_NR_CPUS=8.
	check_number SMP 8 'a number of CPUs'
	check_number MEM 65536 MiB 256
	check_number TIMEOUT 86400 seconds
	check_text APPEND 'say which kernel parameters, or leave it out' $'\n' 'want one line'
	check_text QEMU_ARGS 'say which arguments of QEMU, or leave it out' "\\\\\"'\`\$" \
		'blanks separate the arguments, and none has a quote, a backslash or a dollar'
}

check_command()
{
	CMD=${CMD-}
	check_text CMD "say which command to run in the guest, as in CMD='ethtool -i eth0'" '' ''
}

check_gdb_port()
{
	check_number GDB_PORT 65535 'a port'
	[ "${DRYRUN-}" = 1 ] || ! (: <>"/dev/tcp/127.0.0.1/${GDB_PORT:-1234}") 2>/dev/null ||
		no "GDB_PORT=${GDB_PORT:-1234} is taken by another program: choose another port with GDB_PORT=N"
}
