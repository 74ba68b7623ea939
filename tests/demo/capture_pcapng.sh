# shellcheck shell=bash disable=SC2154
# SPDX-License-Identifier: GPL-2.0
#
# capture_pcapng.sh: the part of capture.sh about features of pcapng. capture.sh sources it.

# Each of these captures has three packets, all equal.
make_capture us ether 1
take; tail -c +89 "$tmp/c.frames" >"$tmp/one"
cat "$tmp/one" "$tmp/one" "$tmp/one" >"$tmp/frames"
for what in simple blocks interfaces tsresol sections; do
	make_capture ng ether "$what" && take && line '3 packets, 3 can be sent' &&
		tail -c +89 "$tmp/c.frames" | cmp - "$tmp/frames" >>"$tmp/log" 2>&1
	ok "ng_$what" $?
done
make_capture ng ether 0; refused 'has no packets'; ok ng_no_packets_are_refused $?
truncate -s 28 "$tmp/c.pcap"; refused 'cannot be read as pcap'; ok ng_no_interface_is_refused $?
make_capture ng ether 2
printf '\377\377\377\377' | dd of="$tmp/c.pcap" bs=1 seek=52 conv=notrunc 2>"$tmp/log"
refused 'cannot be read after packet 0'; ok ng_bad_length_is_refused $?
