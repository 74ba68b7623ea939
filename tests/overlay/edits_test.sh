# shellcheck shell=bash disable=SC2154
# SPDX-License-Identifier: GPL-2.0
#
# edits_test.sh: sourced by run.sh: what make tree does when files of the overlay are
# broken, changed, removed or added.

fails_with() { ! run tree && grep -qF "$1" "$log"; }

cp net/core/xdp.c.cocci "$tmp/saved"; cp drivers/net/veth.c.cocci "$tmp/saved_veth"
echo '// more' >>include/net/xdp_rx_meta.h
sed -i 's/xdp_frame_has_frags(frame)/xdp_frame_gone_frags(frame)/' net/core/xdp.c.cocci
sed -i 's/^ veth_xdp_flush(/ veth_gone_flush(/' drivers/net/veth.c.cocci
fails_with 'net/core/xdp.c: rule build_skb: want 1 site, found 0: update(skb, es); in __xdp_build_skb_from_frame' &&
	grep -qF 'drivers/net/veth.c: rule tx_flush: want 1 site, found 0: rcu_access_pointer in veth_gone_flush, which is gone from the file' "$log" &&
	! grep -F '__xdp_build_skb_from_frame, which' "$log"; ok missing_site_is_named $?
sums | cmp -s - "$tmp/sums"; ok nothing_half_written $?
cp "$tmp/saved" net/core/xdp.c.cocci; cp "$tmp/saved_veth" drivers/net/veth.c.cocci

run tree; times | diff "$tmp/times" - | grep -c '^>' >"$log"
[ "$(cat "$log")" = 1 ]; ok one_file_changes_one_file $?

sed -i '$d' include/net/xdp_rx_meta.h
mv net/xdp/xsk_buff_pool.c.cocci "$tmp/rule"; mv net/xdp/xsk_rx_meta_test.c "$tmp/new"
run tree && cmp -s "$work/pristine/net/xdp/xsk_buff_pool.c" "$tmp/out/debian/tree/net/xdp/xsk_buff_pool.c" &&
	[ ! -e "$tmp/out/debian/tree/net/xdp/xsk_rx_meta_test.c" ]; ok removed_file_leaves_the_tree $?
mv "$tmp/rule" net/xdp/xsk_buff_pool.c.cocci; mv "$tmp/new" net/xdp/xsk_rx_meta_test.c
run tree && sums | cmp -s - "$tmp/sums"; ok put_back_is_the_same $?

# Long code that a rule adds
cp drivers/net/veth.c.part "$tmp/part"
echo '/* more of the part */' >>drivers/net/veth.c.part
run tree && sed 1,3d drivers/net/veth.c.part >"$tmp/pasted" && grep -xF -A "$(($(wc -l <"$tmp/pasted") - 1))" \
	"$(head -n 1 "$tmp/pasted")" "$tmp/out/debian/tree/drivers/net/veth.c" | cmp -s - "$tmp/pasted"; ok part_reaches_the_tree $?
rm drivers/net/veth.c.part
fails_with "No rule to make target 'drivers/net/veth.c.part'"; ok missing_part_is_named $?
cp "$tmp/part" drivers/net/veth.c.part
run tree && sums | cmp -s - "$tmp/sums"; ok part_put_back_is_the_same $?

touch net/core/skbuff.c
fails_with 'net/core/skbuff.c: the kernel has this file'; ok new_file_over_kernel_file $?
rm net/core/skbuff.c

echo '@@ replace No such section' >>Documentation/networking/xdp-rx-metadata.rst.sections
fails_with 'section No such section: want 1 site, found 0'; ok missing_section_is_named $?
sed -i '$d' Documentation/networking/xdp-rx-metadata.rst.sections
