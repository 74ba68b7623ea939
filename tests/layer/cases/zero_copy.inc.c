/* SPDX-License-Identifier: GPL-2.0 */
/*
 * AF_XDP zero-copy, for whoever includes it to run over NICs of its own:
 * ZERO_COPY(name, way, device, its MTU, whether its driver has it). Packets in
 * a user's memory that go elsewhere keep what is stored.
 */
#ifndef TESTS_LAYER_XSK_H
#define TESTS_LAYER_XSK_H

#include "carrier.inc.c"
#include "tests/lib/net.h"
#include "xsk_socket.h"

FIXTURE(zero_copy) {
	int fd;	/* or an error */
};

FIXTURE_VARIANT(zero_copy) {
	struct path path;
	const char *dev;
	unsigned int mtu;
	bool has;
};

#define ZERO_COPY(name, PATH, dev, mtu, has)				\
	FIXTURE_VARIANT_ADD(zero_copy, name) { PATH, dev, mtu, has }

/* A packet has to fit into a frame of the user's memory. */
FIXTURE_SETUP(zero_copy)
{
	char batch[64];

	ASSERT_EQ(0, path_begin(&variant->path));
	path_lists(CARRIER_LISTS);
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

/* A driver without zero-copy has to say so, and copy: then the packets are not
 * in that memory, and what goes elsewhere has its values all the same.
 */
TEST_F(zero_copy, is_refused_or_keeps_values)
{
	if (!variant->has && self->fd == -EOPNOTSUPP)
		self->fd = xsk_bind(variant->dev, XDP_COPY);
	ASSERT_LE(0, self->fd);
	path_do(0, 0, VALUE_ALL(0));
	path_do(0, 2, value_vlan(2));
	path_do(0, 4, VALUE_ALL(4), CLEAR(WHICH_ALL));
	EXPECT_EQ(0, carry(&variant->path));
}

#endif /* TESTS_LAYER_XSK_H */
