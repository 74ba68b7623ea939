#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# capture.sh BIN: test demo-capture with good and bad captures. Prints TAP.
set -u
here=$(dirname "$0")
bin=$1
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
export LC_ALL=C
suite=capture log=$tmp/log
# shellcheck source=tests/lib/tap.sh
. "$here/../lib/tap.sh"

make_capture() { "$bin/make_capture" "$@" >"$tmp/c.pcap"; }
line() { grep -qE -- "$1" "$tmp/log"; }

take()	# take [FILE]: convert it; the output is in the log
{
	"$bin/demo-capture" "${1:-$tmp/c.pcap}" "$tmp/c.frames" >"$tmp/log" 2>&1
}

same()	# same FORMAT LINK: the mix in this form gives the frames of the first capture
{
	make_capture "$1" "$2" mix && take &&
		tail -c +89 "$tmp/c.frames" | cmp - "$tmp/frames" >>"$tmp/log" 2>&1
}

refused()	# refused TEXT [FILE]: exit status 2, and one line with TEXT
{
	take "${2-}"
	[ $? = 2 ] && line "^demo-capture: .*$1" && [ "$(wc -l <"$tmp/log")" = 1 ]
}

make_capture us ether mix
take && line '^c.pcap: 312 packets, 312 can be sent$'; ok counts $?
tail -c +89 "$tmp/c.frames" >"$tmp/frames"
for format in us-swapped ns ns-swapped ng ng-swapped; do
	same "$format" ether; ok "$format" $?
done
same us sll && line '312  with an Ethernet header made up \(LINUX_SLL\)'; ok sll $?
same ng-swapped sll2 && line '312  with an .* \(LINUX_SLL2\)'; ok sll2 $?
make_capture us raw mix
take && line '246 can be sent' && line '246  with an .* \(RAW\)' && line '66  skipped: nothing that'; ok raw $?

make_capture ng ether odd
take && line '8 packets, 4 can be sent' && line '2  skipped: cut short' &&
	line '1  skipped: too long' && line '1  skipped: shorter' && [ "$(wc -l <"$tmp/log")" = 4 ]
ok skipped_are_counted $?
# The frame of 14 bytes is padded to 60, as on a real wire.
[ "$(wc -c <"$tmp/c.frames")" = 9646 ]; ok short_is_padded $?

take "$here/captures/short-vlan-tags.pcap"
line '5 packets, 2 can be sent' && line '3  skipped: cut at their VLAN tag' && [ "$(wc -l <"$tmp/log")" = 2 ]
ok cut_tags_are_skipped $?
take "$here/captures/short-vlan-tags2.pcap"
line '8 packets, 3 can be sent' && line '5  skipped: cut at their VLAN tag'; ok cut_two_tags_are_skipped $?

make_capture us ether mix; truncate -s -9 "$tmp/c.pcap"
refused 'cannot be read after packet 311 .*keeps those before'; ok cut_is_refused $?
make_capture ng ether mix; truncate -s -9 "$tmp/c.pcap"
refused 'cannot be read after packet 311 .*keeps those before'; ok cut_pcapng_is_refused $?
make_capture us ether mix; truncate -s 20 "$tmp/c.pcap"
refused 'cannot be read as pcap'; ok cut_header_is_refused $?
make_capture us ether mix
printf '\377\377\377\377' | dd of="$tmp/c.pcap" bs=1 seek=32 conv=notrunc 2>"$tmp/log"
refused 'cannot be read after packet 0'; ok garbage_is_refused $?
make_capture us ether 0; refused 'has no packets'; ok no_packets_are_refused $?
: >"$tmp/c.pcap"; refused 'is empty'; ok empty_is_refused $?
echo no >"$tmp/c.pcap"; refused 'cannot be read as pcap'; ok text_is_refused $?
refused 'No such file.*tcpdump -w' "$tmp/nowhere"; ok no_file_is_refused $?
refused 'is a directory' "$tmp"; ok directory_is_refused $?
refused 'is no regular file' /dev/zero; ok device_is_refused $?
make_capture us wifi 1; refused 'link of type IEEE802_11; the demo takes Ethernet'; ok wifi_is_refused $?
make_capture ng ether links
refused 'cannot be read after packet 1 .*different from'; ok two_links_are_refused $?

# shellcheck source=tests/demo/capture_pcapng.sh
. "$here/capture_pcapng.sh"

make_capture us ether 100000; take; ok as_many_as_can_be $?
make_capture us ether 100001
refused 'more than 100000 packets.* -c 100000'; ok too_many_are_refused $?
make_capture us ether long; refused 'more than 48 MiB'; ok too_much_is_refused $?
make_capture us ether cut; take
[ $? = 2 ] && line '1  skipped: cut short' && line '^demo-capture: no packet of .* can be sent'
ok all_skipped_are_refused $?

make_capture us ether 1; chmod 0 "$tmp/c.pcap"
if [ "$(id -u)" = 0 ]; then
	chmod 711 "$tmp"
	setpriv --reuid 65534 --clear-groups --bounding-set -all --inh-caps -all \
		"$bin/demo-capture" "$tmp/c.pcap" "$tmp/c.frames" >"$tmp/log" 2>&1
else
	take
fi
[ $? = 2 ] && line 'Permission denied; make it readable'; ok unreadable_is_refused $?

tap_end
