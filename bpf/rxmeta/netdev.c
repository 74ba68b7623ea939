// SPDX-License-Identifier: GPL-2.0
/*
 * The metadata that the driver of an interface reports to XDP programs, asked through
 * the netlink family "netdev".
 */
#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <linux/genetlink.h>
#include <linux/netdev.h>
#include <linux/netlink.h>

#include "netdev.h"

#define MESSAGE_ROOM	8192

/**
 * struct message - a request, and then its answer
 * @head: header, with the length of all that is valid
 * @genl: command
 * @attrs: attributes
 */
struct message {
	struct nlmsghdr head;
	struct genlmsghdr genl;
	__u8 attrs[MESSAGE_ROOM];
};

static void message_init(struct message *msg, __u16 family, __u8 command)
{
	memset(msg, 0, sizeof(*msg));
	msg->head.nlmsg_len = NLMSG_LENGTH(GENL_HDRLEN);
	msg->head.nlmsg_type = family;
	msg->head.nlmsg_flags = NLM_F_REQUEST;
	msg->genl.cmd = command;
	msg->genl.version = 1;
}

static void message_add(struct message *msg, __u16 type, const void *data,
			__u16 len)
{
	struct nlattr *attr = (void *)msg + msg->head.nlmsg_len;

	attr->nla_type = type;
	attr->nla_len = NLA_HDRLEN + len;
	memcpy((void *)attr + NLA_HDRLEN, data, len);
	msg->head.nlmsg_len += NLA_HDRLEN + NLA_ALIGN(len);
}

/* Send a request and replace it by the answer. Return: 0 or -errno. */
static int message_ask(int fd, struct message *msg)
{
	const struct nlmsgerr *error = (void *)&msg->genl;
	ssize_t len;

	if (send(fd, msg, msg->head.nlmsg_len, 0) < 0)
		return -errno;
	len = recv(fd, msg, sizeof(*msg), 0);
	if (len < 0)
		return -errno;
	if (len < (ssize_t)NLMSG_LENGTH(GENL_HDRLEN) ||
	    msg->head.nlmsg_len > len)
		return -EBADMSG;
	if (msg->head.nlmsg_type == NLMSG_ERROR)
		return error->error ?: -EBADMSG;
	return 0;
}

/* Copy an attribute of exactly @len bytes. Return: 0 or -ENOENT. */
static int message_read(const struct message *msg, __u16 type, void *data,
			__u16 len)
{
	const void *end = (const void *)msg + msg->head.nlmsg_len;
	const void *at = msg->attrs;
	const struct nlattr *attr;

	while (end - at >= NLA_HDRLEN) {
		attr = at;
		if (attr->nla_len < NLA_HDRLEN || attr->nla_len > end - at)
			break;
		if ((attr->nla_type & NLA_TYPE_MASK) == type &&
		    attr->nla_len == NLA_HDRLEN + len) {
			memcpy(data, at + NLA_HDRLEN, len);
			return 0;
		}
		at += NLA_ALIGN(attr->nla_len);
	}
	return -ENOENT;
}

static int ask_family(int fd, struct message *msg, __u16 *family)
{
	message_init(msg, GENL_ID_CTRL, CTRL_CMD_GETFAMILY);
	message_add(msg, CTRL_ATTR_FAMILY_NAME, NETDEV_FAMILY_NAME,
		    sizeof(NETDEV_FAMILY_NAME));
	return message_ask(fd, msg) ?:
	       message_read(msg, CTRL_ATTR_FAMILY_ID, family, sizeof(*family));
}

static int ask_features(int fd, struct message *msg, __u16 family,
			__u32 ifindex, __u64 *features)
{
	message_init(msg, family, NETDEV_CMD_DEV_GET);
	message_add(msg, NETDEV_A_DEV_IFINDEX, &ifindex, sizeof(ifindex));
	return message_ask(fd, msg) ?:
	       message_read(msg, NETDEV_A_DEV_XDP_RX_METADATA_FEATURES,
			    features, sizeof(*features));
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
	int fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_GENERIC);
	static struct message msg;
	__u16 family;
	int err;

	if (fd < 0)
		return -errno;
	err = ask_family(fd, &msg, &family) ?:
	      ask_features(fd, &msg, family, ifindex, features);
	close(fd);
	return err;
}
