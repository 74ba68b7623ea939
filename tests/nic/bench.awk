# SPDX-License-Identifier: GPL-2.0
#
# The table of make bench-nic, from lines of nic-bench; with tests/bench/json_line.awk. Each
# number is the median of the turns. A turn of a card is divided by the turn of virtio-net that
# followed it. The exit status is 1 where, by CPU time, the ratio is below -v least=.

{
	key = text("card") SUBSEP number("bytes")
	if (number("lost"))
		printf "%s beside %s, %d bytes: %d packets are lost\n", text("nic"), text("card"), \
			number("bytes"), number("lost")
}

text("nic") == text("card") {
	if (!(key in turns))
		order[++keys] = key
	turn[key, ++turns[key]] = $0
	next
}

{ virtio[key, turns[key]] = $0 }

# @time: seconds or cpu_seconds
function rate(line, time) {
	$0 = line
	return number(time) ? number("packets") / number(time) : 0
}

# @what: card, virtio, or ratio
function median(key, what, time,    i, v) {
	for (i = 1; i <= turns[key]; i++)
		v[i] = what == "ratio" ? rate(turn[key, i], time) / rate(virtio[key, i], time) : \
			rate(what == "card" ? turn[key, i] : virtio[key, i], time)
	sort(v, turns[key])
	return v[int((turns[key] + 1) / 2)]
}

function row(key, bytes, nic, what) {
	printf "  %5d  %-11s %10.0f %14.0f", bytes, nic, median(key, what, "seconds"), \
		median(key, what, "cpu_seconds")
	if (what == "card")
		printf "   %5.2f %9.2f", median(key, "ratio", "seconds"), \
			median(key, "ratio", "cpu_seconds")
	printf "\n"
}

END {
	print "  bytes  NIC         packets/s  packets/CPU s   over virtio-net"
	print "                                              time  CPU time"
	for (i = 1; i <= keys; i++) {
		split(order[i], part, SUBSEP)
		row(order[i], part[2], part[1], "card")
		row(order[i], part[2], "virtio-net", "virtio")
		if (median(order[i], "ratio", "cpu_seconds") < least)
			slow = slow part[1] ", " part[2] " bytes: below " least \
				" of virtio-net by CPU time\n"
	}
	printf "%s", slow
	exit slow != ""
}
