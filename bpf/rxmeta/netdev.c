// SPDX-License-Identifier: GPL-2.0
/*
 * What the driver of an interface can do for XDP, asked through the netlink family
 * "netdev".
 */
#include <errno.h>
#include <unistd.h>

#include <linux/genetlink.h>
#include <linux/netdev.h>

#include "netdev.h"
#include "netlink.h"

static void begin(struct message *msg, __u16 family, __u8 command)
{
	struct genlmsghdr genl = { .cmd = command, .version = 1 };

	message_init(msg, family, &genl, sizeof(genl));
}

static int ask_family(int fd, struct message *msg, __u16 *family)
{
	begin(msg, GENL_ID_CTRL, CTRL_CMD_GETFAMILY);
	message_add(msg, CTRL_ATTR_FAMILY_NAME, NETDEV_FAMILY_NAME,
		    sizeof(NETDEV_FAMILY_NAME));
	return message_ask(fd, msg) ?:
	       message_read(msg, CTRL_ATTR_FAMILY_ID, family, sizeof(*family));
}

static int ask_features(int fd, struct message *msg, __u16 family,
			__u32 ifindex, __u16 which, __u64 *features)
{
	begin(msg, family, NETDEV_CMD_DEV_GET);
	message_add(msg, NETDEV_A_DEV_IFINDEX, &ifindex, sizeof(ifindex));
	return message_ask(fd, msg) ?:
	       message_read(msg, which, features, sizeof(*features));
}

static int ask(__u32 ifindex, __u16 which, __u64 *features)
{
	int fd = message_socket(NETLINK_GENERIC);
	static struct message msg;
	__u16 family;
	int err;

	if (fd < 0)
		return fd;
	err = ask_family(fd, &msg, &family) ?:
	      ask_features(fd, &msg, family, ifindex, which, features);
	close(fd);
	return err;
}

/**
 * netdev_of_napi() - find the interface of a NAPI
 * @napi: its number
 *
 * Return: index of the interface in this network namespace, or -errno: -EOPNOTSUPP if the
 * kernel is older than 6.8 and does not say.
 */
int netdev_of_napi(__u32 napi)
{
	int err, fd = message_socket(NETLINK_GENERIC);
	static struct message msg;
	__u32 ifindex = 0;
	__u16 family;

	if (fd < 0)
		return fd;
	err = ask_family(fd, &msg, &family) ? -EOPNOTSUPP : 0;
	if (!err) {
		begin(&msg, family, NETDEV_CMD_NAPI_GET);
		message_add(&msg, NETDEV_A_NAPI_ID, &napi, sizeof(napi));
		err = message_ask(fd, &msg) ?:
		      message_read(&msg, NETDEV_A_NAPI_IFINDEX, &ifindex, sizeof(ifindex));
	}
	close(fd);
	return err ?: (int)ifindex;
}

/**
 * netdev_reports() - ask which metadata a driver reports of received packets
 * @ifindex: interface
 * @features: set to bits of &enum netdev_xdp_rx_metadata
 *
 * Return: 0 or -errno: -ENOENT if the kernel is older than 6.6 and does not say.
 */
int netdev_reports(__u32 ifindex, __u64 *features)
{
	return ask(ifindex, NETDEV_A_DEV_XDP_RX_METADATA_FEATURES, features);
}

/**
 * netdev_takes_frames() - tell whether an interface takes redirected frames now
 * @ifindex: interface
 * @features: set to its bits of &enum netdev_xdp_act
 *
 * Return: true also if the kernel does not say.
 */
bool netdev_takes_frames(__u32 ifindex, __u64 *features)
{
	*features = 0;
	return ask(ifindex, NETDEV_A_DEV_XDP_FEATURES, features) ||
	       *features & NETDEV_XDP_ACT_NDO_XMIT;
}
