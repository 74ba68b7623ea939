// SPDX-License-Identifier: GPL-2.0
/* XDP features of a device, by the generic netlink family "netdev" */
#include <errno.h>
#include <stddef.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>
#include <linux/genetlink.h>
#include <linux/netdev.h>
#include <linux/netlink.h>

#include "net.h"

struct request {
	struct nlmsghdr nl;
	struct genlmsghdr genl;
	struct nlattr attr;
	char value[20];
};

/* Send a request with one attribute and receive a message with the answer. */
static int genl_ask(int fd, __u16 family, __u8 cmd, __u16 type,
		    const void *value, size_t len, void *answer, size_t room)
{
	struct request req = {
		.nl = { .nlmsg_type = family, .nlmsg_flags = NLM_F_REQUEST },
		.genl = { .cmd = cmd, .version = 1 },
		.attr = { .nla_type = type, .nla_len = NLA_HDRLEN + len },
	};
	const struct nlmsghdr *nl = answer;
	ssize_t n;

	memcpy(req.value, value, len);
	req.nl.nlmsg_len = offsetof(struct request, value) + NLA_ALIGN(len);
	if (send(fd, &req, req.nl.nlmsg_len, 0) < 0)
		return -errno;
	n = recv(fd, answer, room, 0);
	if (n < 0)
		return -errno;
	if (n < (ssize_t)sizeof(*nl) || nl->nlmsg_len > n)
		return -EBADMSG;
	if (nl->nlmsg_type == NLMSG_ERROR)
		return ((const struct nlmsgerr *)(nl + 1))->error;
	return 0;
}

static const void *genl_attr(const void *answer, __u16 type)
{
	const struct nlmsghdr *nl = answer;
	const char *p = answer + NLMSG_HDRLEN + GENL_HDRLEN;
	const char *end = answer + nl->nlmsg_len;

	while (p + NLA_HDRLEN <= end) {
		const struct nlattr *attr = (const void *)p;

		if ((attr->nla_type & NLA_TYPE_MASK) == type)
			return p + NLA_HDRLEN;
		p += NLA_ALIGN(attr->nla_len);
	}
	return NULL;
}

static int genl_features(int fd, __u32 ifindex, __u16 type, __u64 *features)
{
	static char answer[8192];
	const void *attr;
	__u16 family;
	int err;

	err = genl_ask(fd, GENL_ID_CTRL, CTRL_CMD_GETFAMILY,
		       CTRL_ATTR_FAMILY_NAME, NETDEV_FAMILY_NAME,
		       sizeof(NETDEV_FAMILY_NAME), answer, sizeof(answer));
	attr = err ? NULL : genl_attr(answer, CTRL_ATTR_FAMILY_ID);
	if (!attr)
		return err ?: -EBADMSG;
	memcpy(&family, attr, sizeof(family));

	err = genl_ask(fd, family, NETDEV_CMD_DEV_GET, NETDEV_A_DEV_IFINDEX,
		       &ifindex, sizeof(ifindex), answer, sizeof(answer));
	attr = err ? NULL : genl_attr(answer, type);
	if (!attr)
		return err ?: -EBADMSG;
	memcpy(features, attr, sizeof(*features));
	return 0;
}

static int features_of(const char *dev, __u16 type, __u64 *features)
{
	int fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_GENERIC);
	int err;

	if (fd < 0)
		return -errno;
	err = genl_features(fd, net_index(dev), type, features);
	close(fd);
	return err;
}

/**
 * net_rx_metadata() - ask which RX metadata a device reports
 * @dev: device
 * @features: set to bits of NETDEV_XDP_RX_METADATA_*
 *
 * Return: 0 or -errno.
 */
int net_rx_metadata(const char *dev, __u64 *features)
{
	return features_of(dev, NETDEV_A_DEV_XDP_RX_METADATA_FEATURES, features);
}

/**
 * net_xdp_features() - ask what a device can do with XDP
 * @dev: device
 * @features: set to bits of NETDEV_XDP_ACT_*
 *
 * Return: 0 or -errno.
 */
int net_xdp_features(const char *dev, __u64 *features)
{
	return features_of(dev, NETDEV_A_DEV_XDP_FEATURES, features);
}
