# shellcheck shell=bash disable=SC2154
# SPDX-License-Identifier: GPL-2.0
#
# rounds.sh: sourced by hooks.sh: a round is a kernel without one hook, or without a few
# that do not affect each other. A line of a file ROUND is NAME FILE WITHOUT.

# How many hooks the kernel of this round lacks
together=0

build()
{
	env -u MAKEFLAGS -u MFLAGS MAKELEVEL=1 make --no-print-directory O="$out" KERNEL= T='*' "$@"
}

restore() { [ ! -d "$tmp/with" ] || cp -r "$tmp/with/." "$base/overlay/"; }

# take_out ROUND: put WITHOUT in the place of FILE, for each of its hooks.
take_out()
{
	local file without
	restore
	while read -r _ file without; do
		cp "$without" "$base/overlay/$file"
	done <"$1"
	# -k: all files that do not compile are named. V=1: there is no line of progress.
	build -k kernel V=1 >"$tmp/log" 2>&1 </dev/null
}

one_by_one()	# one_by_one ROUND
{
	local line
	while read -r line; do
		echo "$line" >"$tmp/single"
		round "$tmp/single"
	done < <(cat "$1")
}

# split ROUND: say which of its hooks do not compile. The others are a round of their own.
split()
{
	cp "$1" "$tmp/whole"
	: >"$tmp/compiles"
	while read -r line; do
		echo "$line" >"$tmp/single"
		if not_compiled "$(cut -d' ' -f2 "$tmp/single")"; then not_built "$tmp/single"; else echo "$line" >>"$tmp/compiles"; fi
	done <"$tmp/whole"
	if cmp -s "$tmp/compiles" "$tmp/whole"; then
		one_by_one "$tmp/whole"
	elif [ -s "$tmp/compiles" ]; then
		cp "$tmp/compiles" "$tmp/round"
		round "$tmp/round"
	fi
}

# round ROUND: its hooks together, or one by one if that cannot tell them apart
round()
{
	local status=0
	together=$(wc -l <"$1")
	if ! take_out "$1"; then
		if [ "$together" = 1 ]; then not_built "$1"; else split "$1"; fi
		return
	fi
	ask_guards "$1"
	[ -s "$tmp/unknown" ] || return 0
	run_tests "$tmp/unknown" || status=$?
	if [ $status -le 2 ] || [ "$together" = 1 ]; then
		judge "$tmp/unknown" $status
	else
		cp "$tmp/unknown" "$tmp/left"
		one_by_one "$tmp/left"
	fi
}
