// SPDX-License-Identifier: GPL-2.0
/* What a device can do, and does, by the generic netlink families "netdev" and "ethtool" */
#include <errno.h>
#include <string.h>
#include <linux/ethtool.h>
#include <linux/ethtool_netlink.h>
#include <linux/netdev.h>
#include <linux/netlink.h>

#include "genl.h"
#include "net.h"

static int net_features(const char *dev, __u16 which, __u64 *features)
{
	char answer[8192] __attribute__((aligned(4)));
	__u32 ifindex = net_index(dev);
	const void *attr;
	struct genl g;
	int err;

	err = genl_open(&g, NETDEV_FAMILY_NAME);
	if (err)
		return err;
	genl_put(&g, NETDEV_A_DEV_IFINDEX, &ifindex, sizeof(ifindex));
	err = genl_ask(&g, NETDEV_CMD_DEV_GET, answer, sizeof(answer));
	genl_close(&g);
	attr = err ? NULL : genl_attr(answer, which);
	if (!attr)
		return err ?: -EBADMSG;
	memcpy(features, attr, sizeof(*features));
	return 0;
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
	return net_features(dev, NETDEV_A_DEV_XDP_RX_METADATA_FEATURES, features);
}

/**
 * net_xdp_features() - ask which kinds of XDP a device has
 * @dev: device
 * @features: set to bits of NETDEV_XDP_ACT_*
 *
 * Return: 0 or -errno.
 */
int net_xdp_features(const char *dev, __u64 *features)
{
	return net_features(dev, NETDEV_A_DEV_XDP_FEATURES, features);
}

/**
 * net_split_headers() - have the headers of received packets in buffers of their own
 * @dev: device
 *
 * The same as `ethtool -G DEV tcp-data-split on`, which ethtool 6.1 does not know.
 *
 * Return: 0; -EOPNOTSUPP when the driver cannot do it; or -errno.
 */
int net_split_headers(const char *dev)
{
	struct {
		struct nlattr attr;
		__u32 ifindex;
	} header = {
		.attr = { .nla_type = ETHTOOL_A_HEADER_DEV_INDEX,
			  .nla_len = sizeof(header) },
		.ifindex = net_index(dev),
	};
	__u8 on = ETHTOOL_TCP_DATA_SPLIT_ENABLED;
	char answer[8192] __attribute__((aligned(4)));
	struct genl g;
	int err;

	err = genl_open(&g, ETHTOOL_GENL_NAME);
	if (err)
		return err;
	genl_put(&g, NLA_F_NESTED | ETHTOOL_A_RINGS_HEADER, &header, sizeof(header));
	genl_put(&g, ETHTOOL_A_RINGS_TCP_DATA_SPLIT, &on, sizeof(on));
	err = genl_ask(&g, ETHTOOL_MSG_RINGS_SET, answer, sizeof(answer));
	genl_close(&g);
	return err;
}
