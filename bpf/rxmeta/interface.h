/* SPDX-License-Identifier: GPL-2.0 */
#ifndef RXMETA_INTERFACE_H
#define RXMETA_INTERFACE_H

#include <net/if.h>
#include <stdbool.h>

#include <linux/types.h>

#define OWN_NAMESPACE	(-1)
#define MAC_LEN		6
#define MAC_TEXT	18
/* What to say of an interface that should get packets; its name stands in it twice */
#define INTERFACE_IS_DOWN "%s is down, so no packet comes: 'ip link set %s up'"

/**
 * struct interface - what the kernel says of a network interface
 * @index: its index
 * @name: its name
 * @kind: its kind, such as "veth"; "" if it is hardware
 * @mac: its address
 * @flags: IFF_*
 * @mtu: its MTU
 * @link: index of the peer of a veth, or of the interface below a VLAN; or 0
 * @link_nsid: number of the namespace of @link, or %OWN_NAMESPACE
 * @tx_dropped: packets that it has dropped instead of sending them
 */
struct interface {
	__u32 index;
	char name[IF_NAMESIZE];
	char kind[IF_NAMESIZE];
	__u8 mac[MAC_LEN];
	__u32 flags;
	__u32 mtu;
	__u32 link;
	int link_nsid;
	__u64 tx_dropped;
};

int interface_by_name(const char *name, struct interface *iface);
int interface_by_index(__u32 index, int nsid, struct interface *iface);
int interface_need(const char *name, struct interface *iface);
bool interface_is_down(const struct interface *iface);
bool interface_is_veth(const struct interface *iface);
const char *interface_mac(const __u8 *mac, char *text);
__u64 interface_namespace(void);

#endif
