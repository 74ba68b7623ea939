// SPDX-License-Identifier: GPL-2.0
/*
 * Network interfaces, by name or index. A name, which may be an alternative one, is
 * only what a user types: an interface can get another name, and another interface can
 * get its name.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <linux/if_link.h>
#include <linux/rtnetlink.h>

#include "fail.h"
#include "interface.h"
#include "netlink.h"

#define ALTNAME_MAX	128

static void read_kind(const struct message *msg, struct interface *iface)
{
	const struct nlattr *attr;
	const char *at;
	__u16 len;

	at = message_find(msg, IFLA_LINKINFO, &len);
	while (at && len >= NLA_HDRLEN) {
		attr = (const void *)at;
		if (attr->nla_len < NLA_HDRLEN || attr->nla_len > len)
			return;
		if (attr->nla_type == IFLA_INFO_KIND)
			snprintf(iface->kind, sizeof(iface->kind), "%.*s",
				 attr->nla_len - NLA_HDRLEN, at + NLA_HDRLEN);
		if (NLA_ALIGN(attr->nla_len) >= len)
			return;
		at += NLA_ALIGN(attr->nla_len);
		len -= NLA_ALIGN(attr->nla_len);
	}
}

static void read_answer(const struct message *msg, struct interface *iface)
{
	const struct ifinfomsg *info = (const void *)msg->body;
	struct rtnl_link_stats64 stats = { };
	const void *value;
	__u16 len;

	memset(iface, 0, sizeof(*iface));
	iface->index = info->ifi_index;
	iface->flags = info->ifi_flags;
	value = message_find(msg, IFLA_IFNAME, &len);
	if (value)
		snprintf(iface->name, sizeof(iface->name), "%s",
			 (const char *)value);
	message_read(msg, IFLA_ADDRESS, iface->mac, MAC_LEN);
	message_read(msg, IFLA_MTU, &iface->mtu, sizeof(iface->mtu));
	message_read(msg, IFLA_LINK, &iface->link, sizeof(iface->link));
	iface->link_nsid = OWN_NAMESPACE;
	message_read(msg, IFLA_LINK_NETNSID, &iface->link_nsid,
		     sizeof(iface->link_nsid));
	value = message_find(msg, IFLA_STATS64, &len);
	if (value)
		memcpy(&stats, value, len < sizeof(stats) ? len : sizeof(stats));
	iface->tx_dropped = stats.tx_dropped;
	read_kind(msg, iface);
}

static int find(struct message *msg, struct interface *iface)
{
	int err, fd = message_socket(NETLINK_ROUTE);

	if (fd < 0)
		return fd;
	err = message_ask(fd, msg);
	close(fd);
	if (!err)
		read_answer(msg, iface);
	return err;
}

/**
 * interface_by_name() - find an interface
 * @name: one of its names
 * @iface: filled in
 *
 * Return: 0 or -errno: -ENODEV if there is none.
 */
int interface_by_name(const char *name, struct interface *iface)
{
	struct ifinfomsg info = { .ifi_family = AF_UNSPEC };
	size_t len = strlen(name) + 1;
	static struct message msg;

	if (len == 1 || len > ALTNAME_MAX)
		return -ENODEV;
	message_init(&msg, RTM_GETLINK, &info, sizeof(info));
	message_add(&msg, IFLA_ALT_IFNAME, name, len);
	return find(&msg, iface);
}

/**
 * interface_by_index() - find an interface, in another namespace too
 * @index: its index
 * @nsid: number of the namespace, or %OWN_NAMESPACE
 * @iface: filled in
 *
 * Return: 0 or -errno: -ENODEV if there is none.
 */
int interface_by_index(__u32 index, int nsid, struct interface *iface)
{
	struct ifinfomsg info = { .ifi_family = AF_UNSPEC, .ifi_index = index };
	static struct message msg;

	message_init(&msg, RTM_GETLINK, &info, sizeof(info));
	if (nsid != OWN_NAMESPACE)
		message_add(&msg, IFLA_TARGET_NETNSID, &nsid, sizeof(nsid));
	return find(&msg, iface);
}

/**
 * interface_need() - find an interface, or say that there is none
 * @name: one of its names
 * @iface: filled in
 *
 * Return: 0 or an exit code.
 */
int interface_need(const char *name, struct interface *iface)
{
	int err = interface_by_name(name, iface);

	if (!*name)
		return fail(RXMETA_USAGE, "an interface has an empty name: is a variable of the shell not set?");
	if (err == -ENODEV)
		return fail(RXMETA_SYSTEM, "there is no interface %s here; 'ip link' lists them",
			    name);
	if (err)
		return fail(RXMETA_SYSTEM, "cannot ask for interface %s: %s",
			    name, strerror(-err));
	return 0;
}

bool interface_is_down(const struct interface *iface)
{
	return !(iface->flags & IFF_UP);
}

bool interface_is_veth(const struct interface *iface)
{
	return !strcmp(iface->kind, "veth");
}

/**
 * interface_mac() - write an address for people
 * @mac: address
 * @text: %MAC_TEXT bytes, filled in
 *
 * Return: @text.
 */
const char *interface_mac(const __u8 *mac, char *text)
{
	snprintf(text, MAC_TEXT, "%02x:%02x:%02x:%02x:%02x:%02x", mac[0],
		 mac[1], mac[2], mac[3], mac[4], mac[5]);
	return text;
}

/**
 * interface_namespace() - identify the network namespace of this process
 *
 * Return: its cookie, which no other namespace ever has, or 0.
 */
__u64 interface_namespace(void)
{
	int fd = message_socket(NETLINK_ROUTE);
	socklen_t len = sizeof(__u64);
	__u64 cookie = 0;

	if (fd < 0)
		return 0;
	getsockopt(fd, SOL_SOCKET, SO_NETNS_COOKIE, &cookie, &len);
	close(fd);
	return cookie;
}
