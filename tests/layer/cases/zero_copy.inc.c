// SPDX-License-Identifier: GPL-2.0
/*
 * Test body: AF_XDP zero-copy. Packets in user memory that go elsewhere keep
 * their stored values.
 *
 * card_paths.inc.c and virtio/buffers.c include this file and add paths:
 * ZERO_COPY(name, path, .dev = ..., .mtu = ..., .supported = ...).
 */
#include <errno.h>
#include <linux/if_xdp.h>
#include <linux/netdev.h>

#include "carry.h"
#include "tests/lib/harness.h"
#include "tests/lib/net.h"
#include "tests/layer/path/values.h"
#include "xsk_socket.h"

FIXTURE(zero_copy) {
	int fd;	/* or an error */
};

FIXTURE_VARIANT(zero_copy) {
	struct path path;
	const char *dev;
	unsigned int mtu;	/* its MTU in other tests */
	bool supported;		/* by its driver, on every kernel */
};

#define ZERO_COPY(name, PATH, ...)					\
	FIXTURE_VARIANT_ADD(zero_copy, name) { .path = PATH, __VA_ARGS__ }

/* A packet has to fit into a frame of user memory. */
FIXTURE_SETUP(zero_copy)
{
	char batch[64];

	ASSERT_EQ(0, path_begin(&variant->path));
	path_lists(CARRY_LISTS);
	snprintf(batch, sizeof(batch), "link set dev %s mtu 1500\n",
		 variant->dev);
	ASSERT_EQ(0, net_ip(batch));
	self->fd = xsk_bind(variant->dev, XDP_ZEROCOPY);
}

FIXTURE_TEARDOWN(zero_copy)
{
	char batch[64];

	EXPECT_EQ(0, xsk_unbind(variant->dev, self->fd));
	snprintf(batch, sizeof(batch), "link set dev %s mtu %u\n",
		 variant->dev, variant->mtu);
	net_ip(batch);
}

/* A driver that claims no zero-copy has to refuse it, and to copy. Then packets
 * that go elsewhere are not in user memory, and keep their values as well.
 */
TEST_F(zero_copy, is_refused_or_keeps_values)
{
	__u64 features;

	ASSERT_EQ(0, net_xdp_features(variant->dev, &features));
	if (!(features & NETDEV_XDP_ACT_XSK_ZEROCOPY)) {
		ASSERT_FALSE(variant->supported);
		ASSERT_EQ(-EOPNOTSUPP, self->fd);
		self->fd = xsk_bind(variant->dev, XDP_COPY);
	}
	ASSERT_LE(0, self->fd);
	/* Only the tag goes onto the wire. */
	if (variant->path.prog[0].act == ACT_TX) {
		path_do(0, 0, value_vlan(0));
		path_do(0, 1, STORE_VLAN(0x0fff, 0x88a8));
	} else {
		path_do(0, 0, VALUE_ALL(0));
	}
	path_do(0, 2, value_vlan(2));
	path_do(0, 4, VALUE_ALL(4), CLEAR(WHICH_ALL));
	EXPECT_EQ(0, carry(&variant->path));
}
