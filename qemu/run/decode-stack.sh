#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# usage: decode-stack.sh VMLINUX TREE <CONSOLE
#
# Prints the console. Behind each function+0xoffset/0xsize of VMLINUX it adds the
# file:line of the code, and of the calls that were inlined there. At the end come the
# instructions of the last "Code:" line.
#
# The kernel's scripts/decode_stacktrace.sh does the same in thirty seconds instead of
# one, as it lets binutils' addr2line read all debug information for each line.
set -euo pipefail
vmlinux=$1
tree=$(realpath "$2")/
function='[A-Za-z_][A-Za-z0-9_.]*'
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
cat >"$tmp/console"

# Frames; "RIP:" in front of one tells that it is not a return address.
grep -oE "(RIP: 0010:)?$function\+0x[0-9a-f]+/0x[0-9a-f]+" "$tmp/console" | sort -u >"$tmp/frames" || true
if [ ! -s "$tmp/frames" ] && ! grep -q 'Code: ' "$tmp/console"; then
	cat "$tmp/console"
	exit
fi

# Prints address, size and name of the functions in the frames.
symbols()
{
	nm -S "$vmlinux" | awk 'NR == FNR { sub(/^RIP: 0010:/, ""); sub(/\+.*/, ""); wanted[$0]; next }
		NF == 3 { $0 = $1 " 0 " $2 " " $3 }	# assembly has no sizes
		tolower($3) ~ /[tw]/ && $4 in wanted { print $1, $2, $4 }' "$tmp/frames" -
}

# where FRAME: prints its address. Of several functions with one name the frame means the
# one whose size fits best: the size in a frame reaches to the next function. The call is
# right before the return address.
declare -A at size
where()
{
	local frame=$1 name=${1#RIP: 0010:} best='' offset n over least
	offset=${name#*+}
	least=$((${offset#*/}))
	offset=$((${offset%/*}))
	name=${name%%+*}
	[ "$frame" != "${frame#RIP: }" ] || offset=$((offset - 1))
	for ((n = 0; ; n++)); do
		[ "${at[$name,$n]-}" ] || break
		over=$((${frame##*/} - size[$name,$n]))
		if [ $over -ge 0 ] && [ $over -le $least ]; then
			best=${at[$name,$n]} least=$over
		fi
	done
	[ -z "$best" ] || printf '%x\t%s\n' $((best + offset)) "$frame"
}

while read -r address length name; do
	n=0
	while [ "${at[$name,$n]-}" ]; do n=$((n + 1)); done
	at[$name,$n]=$((16#$address)) size[$name,$n]=$((16#$length))
done < <(symbols)
while IFS= read -r frame; do
	where "$frame"
done <"$tmp/frames" >"$tmp/where"

cut -f1 "$tmp/where" | eu-addr2line -a -i -e "$vmlinux" | sed -E 's/(:[0-9]+):[0-9]+$/\1/' >"$tmp/lines"
# An object may name its source from the directory in which another build has made it.
awk -v tree="$tree" -v frame_is="(RIP: 0010:)?${function}[+]0x[0-9a-f]+/0x[0-9a-f]+" '
	function from_the_top(path,   file, at, line) {
		file = path
		sub(/:[0-9]+$/, "", file)
		at = substr(path, length(file) + 1)
		for (path = file; (getline line < (tree path)) < 0; )
			if (!sub("^[^/]*/", "", path))
				return file at
		close(tree path)
		return path at
	}
	FILENAME ~ /\/where$/ { frame[FNR] = substr($0, index($0, "\t") + 1); next }
	FILENAME ~ /\/lines$/ && /^0x/ { n++; next }
	FILENAME ~ /\/lines$/ {
		said[frame[n]] = said[frame[n]] " " from_the_top($0)
		next
	}
	{
		for (out = ""; match($0, frame_is); $0 = substr($0, RSTART + RLENGTH)) {
			out = out substr($0, 1, RSTART + RLENGTH - 1)
			one = substr($0, RSTART, RLENGTH)
			if (one in said)
				out = out " (" substr(said[one], 2) ")"
		}
		print out $0
	}' "$tmp/where" "$tmp/lines" "$tmp/console"
! grep -q 'Code: ' "$tmp/console" || "$tree/scripts/decodecode" <"$tmp/console" 2>/dev/null || true
